"""The queue of what has no price: given a study type by a person, priced again, or waived."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.billing.errors import NothingUnpriced, ReasonNeeded
from apps.billing.models import BillableEvent, Charge
from apps.billing.selectors.ledger import standing
from apps.billing.selectors.unpriced import access_event, unpriced_events
from apps.billing.services.booking import Booking
from apps.billing.services.confirming import confirm_study_type
from apps.billing.services.settling import lock_studies, price_events
from apps.common.clock import now

AT_ONCE = 500


def price_waiting(*, actor: Actor) -> int:
    """Prices what has a rule or a price by now; answers how many left the queue."""
    actor.require("billing.manage")
    before = unpriced_events().count()
    events = list(unpriced_events())
    for start in range(0, len(events), AT_ONCE):
        price_events(actor=actor, events=events[start : start + AT_ONCE])
    return before - unpriced_events().count()


def choose_study_type(*, actor: Actor, event_id: UUID, study_type_id: UUID) -> BillableEvent:
    """The biller says what the study was; every event of it is priced at once, as by ``confirm_study_type``.

    Raises ``NotFound``, ``NothingUnpriced``.
    """
    actor.require("billing.manage")
    event = _locked(actor, event_id)
    confirm_study_type(actor=actor, study_id=event.study_id, study_type_id=study_type_id)
    # A price that came since counts, though the study type is what it was.
    fresh = access_event(actor=actor, event_id=event_id)
    Booking(actor).price([fresh])
    return fresh


def waive_event(*, actor: Actor, event_id: UUID, reason: str) -> BillableEvent:
    """It is not charged; its reader is paid all the same, if there is a rate for it.

    Raises ``NotFound``, ``ReasonNeeded``, ``NothingUnpriced`` where it is charged: that takes a credit note.
    """
    actor.require("billing.manage")
    if not reason.strip():
        raise ReasonNeeded("Say why it is not charged.")
    event = _locked(actor, event_id)
    if event.waived_at or not event.charged or standing(Charge, [event]):
        raise NothingUnpriced("It is not waiting for a price.")
    event.waived_at, event.waived_by_name = now(), actor.name
    event.waived_reason = reason.strip()[:300]
    event.save(update_fields=["waived_at", "waived_by_name", "waived_reason"])
    Booking(actor).price([event])
    _audit(actor, event, "waived")
    return event


def _locked(actor: Actor, event_id: UUID) -> BillableEvent:
    lock_studies([access_event(actor=actor, event_id=event_id).study_id])
    event = access_event(actor=actor, event_id=event_id)
    if event.canceled_at:
        raise NothingUnpriced("Its report was withdrawn.")
    return event


def _audit(actor: Actor, event: BillableEvent, action: str, **detail: str) -> None:
    record(
        actor=actor,
        action=f"billable_event.{action}",
        object_type="billable_event",
        object_id=event.id,
        site_id=event.site_id,
        detail={"study": str(event.study_id), **detail},
    )
