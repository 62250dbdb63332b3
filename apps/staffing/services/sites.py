"""Where sites lie, as licences name it."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import NotFound
from apps.common.outbox import publish
from apps.staffing.events import SiteJurisdictionsChanged
from apps.staffing.selectors.rows import lock_row
from apps.staffing.services.changes import require_jurisdictions
from apps.tenancy.models import Site


def set_site_jurisdictions(*, actor: Actor, site_id: UUID, jurisdictions: Sequence[str]) -> Site:
    """Where the site's images are made; with none, nobody may read them. Raises ``NotFound``, ``Unprocessable``."""
    actor.require("staffing.manage")
    site = lock_row(Site, site_id, "site")
    if not actor.may_enter_site(site.id):
        raise NotFound("There is no such site.")
    require_jurisdictions(jurisdictions)
    before, after = site.jurisdictions, sorted(set(jurisdictions))
    if before != after:
        site.jurisdictions = after
        site.save(update_fields=["jurisdictions"])
        record(
            actor=actor,
            action="site.jurisdictions_changed",
            object_type="site",
            object_id=site.id,
            site_id=site.id,
            detail={"before": before, "after": after},
        )
        publish(SiteJurisdictionsChanged(site_id=site.id))
    return site
