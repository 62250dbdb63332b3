"""Reading tenants and sites."""

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from apps.common.errors import NotFound
from apps.tenancy.models import Site, Tenant


def active_tenant_ids() -> list[UUID]:
    """Every active tenant, for work that visits each in turn; needs no tenant context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT active_tenant_ids()")
        return [row[0] for row in cursor.fetchall()]


def tenant_id_for_slug(slug: str) -> UUID:
    """The active tenant with this slug; raises ``NotFound``. Needs no tenant context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id_for_slug(%s)", [slug])
        tenant_id: UUID | None = cursor.fetchone()[0]
    if tenant_id is None:
        raise NotFound(f"There is no practice named ‘{slug}’.")
    return tenant_id


def current_tenant() -> Tenant:
    """The tenant of the surrounding context."""
    return Tenant.objects.get()


def sites(*, site_ids: frozenset[UUID] | None) -> QuerySet[Site]:
    """The current tenant's sites, all or those named, by name."""
    found: QuerySet[Site] = Site.objects.order_by("name")
    return found if site_ids is None else found.filter(id__in=site_ids)


def site_by_slug(slug: str) -> Site:
    """Raises ``NotFound``."""
    site: Site | None = Site.objects.filter(slug=slug).first()
    if site is None:
        raise NotFound(f"There is no site ‘{slug}’ in this practice.")
    return site
