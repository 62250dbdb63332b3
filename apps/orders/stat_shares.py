"""How much of what a site sends is STAT, and how much of that somebody attested."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites


@dataclass(frozen=True, slots=True)
class StatShare:
    """One site in one period. ``share`` and ``attested_share`` are 0 to 1, None of nothing."""

    site: Site
    studies: int
    stat: int
    attested: int

    @property
    def share(self) -> float | None:
        return round(self.stat / self.studies, 4) if self.studies else None

    @property
    def attested_share(self) -> float | None:
        return round(self.attested / self.stat, 4) if self.stat else None


def stat_shares(*, actor: Actor, start: datetime, end: datetime) -> list[StatShare]:
    """The studies of the actor's sites whose first image came from ``start`` until before ``end``, by site name.

    The order's priority counts where there is one; a STAT that only the headers ask for is attested by nobody.
    """
    arrived: QuerySet[Study] = Study.objects.filter(
        first_image_at__gte=start, first_image_at__lt=end
    )
    if actor.site_ids is not None:
        arrived = arrived.filter(site_id__in=actor.site_ids)
    rows = (
        arrived.annotate(asked=Coalesce(F("orders__priority"), F("priority")))
        .values("site_id")
        .annotate(
            studies=Count("id"),
            stat=Count("id", filter=Q(asked="STAT")),
            attested=Count("id", filter=Q(asked="STAT", orders__stat_attested_at__isnull=False)),
        )
    )
    counted = {row["site_id"]: (row["studies"], row["stat"], row["attested"]) for row in rows}
    return [
        StatShare(site, *counted.get(site.id, (0, 0, 0))) for site in sites(site_ids=actor.site_ids)
    ]
