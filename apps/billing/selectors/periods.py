"""Billing periods with what stands in them."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from apps.billing.models import BillingPeriod, InvoiceRun
from apps.common.errors import NotFound


def periods() -> QuerySet[BillingPeriod]:
    """The latest first; each with the state of its run of invoices (``run_state``, None without one), and how far it
    is (``run_sites``, ``run_done``).
    """
    run = InvoiceRun.objects.filter(period=OuterRef("pk"))
    found: QuerySet[BillingPeriod] = BillingPeriod.objects.annotate(
        run_state=Subquery(run.values("state")[:1]),
        run_sites=Subquery(run.values("sites")[:1]),
        run_done=Subquery(run.values("sites_done")[:1]),
    ).order_by("-first_day")
    return found


def access_period(period_id: UUID, *, lock: bool = False) -> BillingPeriod:
    """One of the current tenant's; raises ``NotFound``."""
    found = BillingPeriod.objects.filter(id=period_id)
    period: BillingPeriod | None = (found.select_for_update() if lock else found).first()
    if period is None:
        raise NotFound("There is no such period.")
    return period
