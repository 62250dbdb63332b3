"""What has no price yet."""

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.billing.models import BillableEvent, BillingPeriod
from apps.common.errors import NotFound


def unpriced_events() -> QuerySet[BillableEvent]:
    """The oldest first, with all that the queue shows."""
    found: QuerySet[BillableEvent] = (
        BillableEvent.objects.exclude(unpriced=[])
        .filter(canceled_at=None)
        .select_related("study", "site", "reader", "study_type")
        .order_by("at", "id")
    )
    return found


def unpriced_of_period(period: BillingPeriod) -> QuerySet[BillableEvent]:
    """Those that happened in it or before: they would be booked into it."""
    return unpriced_events().filter(at__lt=period.ends_at)


def access_event(*, actor: Actor, event_id: UUID) -> BillableEvent:
    """A billable event, locked; raises ``NotFound``."""
    event: BillableEvent | None = (
        BillableEvent.objects.select_for_update(of=("self",))
        .select_related("study", "task")
        .filter(id=event_id)
        .first()
    )
    if event is None:
        raise NotFound("There is no such billable event.")
    return event
