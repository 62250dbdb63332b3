"""Accounts, memberships, tokens, and proving who somebody is."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from apps.accounts import selectors
from apps.accounts.actors import Actor
from apps.accounts.capabilities import capabilities_of
from apps.accounts.errors import InvalidCredentials, ReAuthenticationFailed
from apps.accounts.events import TokenIssued, TokenRevoked
from apps.accounts.models import ApiToken, Membership, MembershipSite, User
from apps.accounts.selectors import tokens_of, user_by_id, user_id_for_email
from apps.accounts.throttle import count_failure, forget_failures, require_attempts_left
from apps.accounts.tokens import TokenText, new_token_text, parse_token
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.common.ids import new_id
from apps.common.isolation import (
    required_tenant_id,
    tenant_context,
    user_context,
    within_tenant,
)
from apps.common.outbox import publish
from apps.tenancy.models import Site

LONGEST_TOKEN_DAYS = 366


def log_in(*, email: str, password: str, address: str | None) -> User:
    """The user, or ``InvalidCredentials`` / ``TooManyAttempts``; the same answer for unknown and wrong."""
    require_attempts_left(email=email, address=address)
    user = authenticate(username=email, password=password)
    if not isinstance(user, User):
        count_failure(email=email, address=address)
        raise InvalidCredentials("Check both and try again.")
    forget_failures(email=email)
    return user


def re_authenticate(*, actor: Actor, password: str) -> User:
    """Proves that the person at the keyboard is the actor; raises ``ReAuthenticationFailed`` / ``TooManyAttempts``."""
    user = user_by_id(actor.user_id) if actor.user_id else None
    if user is None:
        raise ReAuthenticationFailed("Only a person can do this; log in with your own account.")
    require_attempts_left(email=user.email, address=None)
    if not check_password(password, user.password):
        count_failure(email=user.email, address=None)
        raise ReAuthenticationFailed("Type your password again.")
    forget_failures(email=user.email)
    return user


def ensure_user(*, email: str, name: str, password: str) -> UUID:
    """The id of the account with this address, made where there was none (the password is then set)."""
    found = user_id_for_email(email)
    if found:
        return found
    user = User(id=new_id(), email=email, name=name, password=make_password(password))
    with user_context(user.id):
        user.save(force_insert=True)
    return user.id


def add_membership(
    *, user_id: UUID, roles: Sequence[str], sites: Collection[Site] = ()
) -> Membership:
    """Gives a person roles in the current tenant, at ``sites`` where the roles are bound to sites."""
    membership: Membership
    membership, _ = Membership.objects.update_or_create(
        tenant_id=required_tenant_id(),
        user_id=user_id,
        defaults={"roles": list(roles), "active": True},
    )
    for site in sites:
        MembershipSite.objects.get_or_create(membership=membership, site=site)
    return membership


def issue_own_token(
    *, actor: Actor, name: str, scopes: Sequence[str], days: int
) -> tuple[ApiToken, str]:
    """A token for the actor's own use; it cannot hold more than the actor does. Raises ``Unprocessable``."""
    beyond = set(scopes) - actor.capabilities
    if beyond:
        raise Unprocessable(
            f"Your role does not give {', '.join(sorted(beyond))}.",
            code="scope_not_yours",
        )
    return issue_token(
        user_id=actor.require_user(),
        roles=actor.roles,
        name=name,
        scopes=scopes,
        days=days,
    )


def issue_token(
    *, user_id: UUID, roles: frozenset[str], name: str, scopes: Sequence[str], days: int
) -> tuple[ApiToken, str]:
    """A new token of the current tenant and its text, which is shown this once. Raises ``Unprocessable``."""
    beyond = set(scopes) - capabilities_of(roles)
    if beyond:
        raise Unprocessable(
            f"Your role does not give {', '.join(sorted(beyond))}.",
            code="scope_not_yours",
        )
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise Unprocessable(f"A token lasts 1 to {LONGEST_TOKEN_DAYS} days.", code="invalid_expiry")
    text = new_token_text(required_tenant_id(), new_id())
    token: ApiToken = ApiToken.objects.create(
        id=text.token_id,
        user_id=user_id,
        name=name,
        digest=text.digest,
        scopes=sorted(scopes),
        expires_at=now() + timedelta(days=days),
    )
    publish(TokenIssued(user_id=user_id, token_id=token.id))
    return token, str(text)


def revoke_token(*, actor: Actor, token_id: UUID) -> ApiToken:
    """Ends one of the actor's own tokens at once; raises ``NotFound``."""
    token = tokens_of(actor.require_user()).select_for_update().filter(id=token_id).first()
    if token is None:
        raise NotFound("There is no such token.")
    if token.revoked_at is None:
        token.revoked_at = now()
        token.save(update_fields=["revoked_at"])
        publish(TokenRevoked(user_id=token.user_id, token_id=token.id))
    return token


def actor_for_token(*, text: str, address: str | None) -> Actor | None:
    """The actor a bearer token stands for, or None where it is unknown, expired, revoked or its owner is gone."""
    parsed = parse_token(text)
    return _actor_for(parsed, address) if parsed else None


def _actor_for(parsed: TokenText, address: str | None) -> Actor | None:
    with within_tenant(parsed.tenant_id):
        owner = selectors.token_owner(parsed.token_id, parsed.digest)
        if owner is None:
            return None
        moment = now()
        if owner.last_used_at is None or moment - owner.last_used_at > timedelta(minutes=1):
            # Not now: a request that takes long would make every other of this token wait for the row.
            transaction.on_commit(partial(_note_use, parsed, moment), robust=True)
        return owner.as_actor(address)


def _note_use(token: TokenText, at: datetime) -> None:
    with tenant_context(token.tenant_id):
        ApiToken.objects.filter(id=token.token_id).update(last_used_at=at)
