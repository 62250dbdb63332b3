"""What is left of the fees of a site when its readers are paid."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from apps.billing.models import Charge, Payout


@dataclass(slots=True)
class MarginRow:
    """``margin == fees - payouts``, fees net of reversals and credits, without tax; per site and currency."""

    site_id: UUID
    site: str
    currency: str
    reads: int = 0
    fees: Decimal = Decimal(0)
    credits: Decimal = Decimal(0)
    payouts: Decimal = Decimal(0)

    @property
    def margin(self) -> Decimal:
        return self.fees - self.payouts


def margin_by_site(*, first_day: date, last_day: date) -> list[MarginRow]:
    """Of the periods that lie in these days, by what was booked into them; by site's name."""
    within = Q(period__first_day__gte=first_day, period__last_day__lte=last_day)
    rows: defaultdict[tuple[UUID, str], MarginRow] = defaultdict(
        lambda: MarginRow(UUID(int=0), "", "")
    )
    for row in _sums(Charge.objects.filter(within)).annotate(
        reads=Count("id", filter=Q(kind="entry"))
        - Count("id", filter=Q(kind="reversal", breach=None)),
        credits=Sum("amount", filter=Q(breach__isnull=False)),
    ):
        one = rows[row["site"], row["currency"]]
        one.site_id, one.site, one.currency = row["site"], row["site__name"], row["currency"]
        one.reads, one.fees, one.credits = row["reads"], row["sum"], row["credits"] or Decimal(0)
    for row in _sums(Payout.objects.filter(within)):
        one = rows[row["site"], row["currency"]]
        one.site_id, one.site, one.currency = row["site"], row["site__name"], row["currency"]
        one.payouts = row["sum"]
    return sorted(rows.values(), key=lambda one: (one.site, one.currency))


def _sums(found: QuerySet[Any]) -> QuerySet[Any, Any]:
    grouped: QuerySet[Any, Any] = found.values("site", "site__name", "currency").annotate(
        sum=Sum("amount")
    )
    return grouped.order_by()
