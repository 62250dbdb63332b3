"""Reading people and building the actor that a request or a command acts as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import capabilities_of, is_bound_to_sites
from apps.accounts.models import ApiToken, Membership, MembershipSite, User
from apps.common.clock import now
from apps.common.isolation import required_tenant_id, user_context
from apps.common.statements import prepared


@dataclass(frozen=True, slots=True)
class MembershipSummary:
    """One tenant that a person may enter."""

    tenant_id: UUID
    slug: str
    name: str
    roles: tuple[str, ...]


def user_id_for_email(email: str) -> UUID | None:
    """The account with this address, in no tenant's context (a log-in has none yet)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id_for_email(%s)", [email])
        found: UUID | None = cursor.fetchone()[0]
    return found


def user_by_id(user_id: UUID) -> User | None:
    """A user visible in the present context."""
    return User.objects.filter(id=user_id).first()


def memberships_of(user_id: UUID) -> list[MembershipSummary]:
    """The active tenants a person belongs to, by name; opens the person's own context."""
    with user_context(user_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.tenant_id, t.slug, t.name, m.roles FROM accounts_membership m "
            "JOIN tenancy_tenant t ON t.id = m.tenant_id AND t.active "
            "WHERE m.user_id = %s AND m.active ORDER BY t.name",
            [user_id],
        )
        return [
            MembershipSummary(row[0], row[1], row[2], tuple(row[3])) for row in cursor.fetchall()
        ]


def actor_for_user(
    *,
    user: User,
    origin: str,
    address: str | None = None,
    scopes: Sequence[str] | None = None,
) -> Actor | None:
    """The actor that ``user`` is in the current tenant, or None without an active membership there.

    ``scopes`` narrows the capabilities (a token never gives more than its owner has).
    """
    membership: Membership | None = Membership.objects.filter(user_id=user.id, active=True).first()
    if membership is None:
        return None
    bound = is_bound_to_sites(frozenset(membership.roles))
    sites = MembershipSite.objects.filter(membership=membership) if bound else None
    return _actor(
        user_id=user.id,
        name=user.name,
        origin=origin,
        roles=membership.roles,
        site_ids=sites.values_list("site_id", flat=True) if sites is not None else (),
        address=address,
        scopes=scopes,
    )


def _actor(
    *,
    user_id: UUID,
    name: str,
    origin: str,
    roles: Iterable[str],
    site_ids: Iterable[UUID],
    address: str | None,
    scopes: Sequence[str] | None,
) -> Actor:
    roles = frozenset(roles)
    capabilities = capabilities_of(roles)
    if scopes is not None:
        capabilities &= frozenset(scopes)
    return Actor(
        tenant_id=required_tenant_id(),
        name=name,
        origin=origin,
        user_id=user_id,
        roles=roles,
        capabilities=capabilities,
        site_ids=frozenset(site_ids) if is_bound_to_sites(roles) else None,
        address=address,
    )


BEARER = """
SELECT token.user_id, person.name, token.scopes, token.last_used_at, membership.roles,
  ARRAY(SELECT bound.site_id FROM accounts_membershipsite bound WHERE bound.membership_id = membership.id)
FROM accounts_apitoken token
JOIN accounts_user person ON person.id = token.user_id AND person.is_active
JOIN accounts_membership membership
  ON membership.tenant_id = token.tenant_id AND membership.user_id = token.user_id AND membership.active
WHERE token.tenant_id = %(tenant)s AND token.id = %(id)s AND token.digest = %(digest)s
  AND token.revoked_at IS NULL AND token.expires_at > %(at)s
"""


@dataclass(frozen=True, slots=True)
class TokenOwner:
    """Whom a live token stands for, with what it is narrowed to."""

    user_id: UUID
    name: str
    scopes: list[str]
    last_used_at: datetime | None
    roles: list[str]
    site_ids: list[UUID]

    def as_actor(self, address: str | None) -> Actor:
        return _actor(
            user_id=self.user_id,
            name=self.name,
            origin="token",
            roles=self.roles,
            site_ids=self.site_ids,
            address=address,
            scopes=self.scopes,
        )


def token_owner(token_id: UUID, digest: str) -> TokenOwner | None:
    """The owner of the current tenant's token; None where it is unknown, expired or revoked, or its owner is gone."""
    found = prepared(
        BEARER,
        {"tenant": required_tenant_id(), "id": token_id, "digest": digest, "at": now()},
    )
    return TokenOwner(*found[0]) if found else None


def tokens_of(user_id: UUID) -> QuerySet[ApiToken]:
    """A person's tokens in the current tenant, newest first."""
    found: QuerySet[ApiToken] = ApiToken.objects.filter(user_id=user_id).order_by("-created_at")
    return found
