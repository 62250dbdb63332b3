"""Reading people and building the actor that a request or a command acts as."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import capabilities_of, is_bound_to_sites
from apps.accounts.models import ApiToken, Membership, MembershipSite, User
from apps.common.clock import now
from apps.common.isolation import required_tenant_id, user_context


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
    roles = frozenset(membership.roles)
    capabilities = capabilities_of(roles)
    if scopes is not None:
        capabilities &= frozenset(scopes)
    return Actor(
        tenant_id=required_tenant_id(),
        name=user.name,
        origin=origin,
        user_id=user.id,
        roles=roles,
        capabilities=capabilities,
        site_ids=_site_ids(membership) if is_bound_to_sites(roles) else None,
        address=address,
    )


def _site_ids(membership: Membership) -> frozenset[UUID]:
    return frozenset(
        MembershipSite.objects.filter(membership=membership).values_list("site_id", flat=True)
    )


def live_token(token_id: UUID, digest: str) -> ApiToken | None:
    """The current tenant's token, unless it is unknown, expired or revoked."""
    found: ApiToken | None = (
        ApiToken.objects.select_related("user")
        .filter(id=token_id, digest=digest, revoked_at=None, expires_at__gt=now())
        .first()
    )
    return found


def tokens_of(user_id: UUID) -> QuerySet[ApiToken]:
    """A person's tokens in the current tenant, newest first."""
    found: QuerySet[ApiToken] = ApiToken.objects.filter(user_id=user_id).order_by("-created_at")
    return found
