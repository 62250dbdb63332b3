"""Setting up practices and sites."""

from collections.abc import Sequence
from uuid import UUID

from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.tenancy.models import Site, Tenant


def create_tenant(*, slug: str, name: str) -> UUID:
    """A new practice; its id is also the key to everything it will own."""
    tenant_id = new_id()
    with tenant_context(tenant_id):
        Tenant.objects.create(id=tenant_id, slug=slug, name=name)
    return tenant_id


def create_site(
    *,
    slug: str,
    name: str,
    time_zone: str,
    quiet_seconds: int = 30,
    jurisdictions: Sequence[str] = (),
) -> Site:
    """A new site of the current tenant. Raises ``ValidationError`` for an unknown zone or jurisdiction."""
    site = Site(
        slug=slug,
        name=name,
        time_zone=time_zone,
        quiet_seconds=quiet_seconds,
        jurisdictions=list(jurisdictions),
    )
    site.full_clean()
    site.save(force_insert=True)
    return site
