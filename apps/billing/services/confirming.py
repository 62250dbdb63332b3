"""What an examination was, as a person says it: the technologist, the reader or the biller."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.billing.errors import ConfirmationNotAsked, StudyTypeSettled
from apps.billing.models import BillableEvent, Charge, Payout, StudyType, StudyTypeConfirmation
from apps.billing.selectors.ledger import standing
from apps.billing.selectors.rate_cards import access_study_type
from apps.billing.selectors.study_types import (
    confirmation_of,
    derived_type,
    is_asked,
    may_say,
    speaks_as,
)
from apps.billing.services.booking import Booking
from apps.billing.services.credits import settle_credits
from apps.billing.services.settling import lock_studies
from apps.common.clock import now
from apps.orders.selectors import access_study


def confirm_study_type(
    *, actor: Actor, study_id: UUID, study_type_id: UUID
) -> StudyTypeConfirmation:
    """Whoever the practice asks says what the study is. What was booked otherwise is reversed and booked anew, in a
    period that is open. The same word twice changes nothing.

    Raises ``NotFound``, ``ConfirmationNotAsked``, and ``StudyTypeSettled`` where somebody has spoken who comes after
    the actor: the reader after the site, billing after both.
    """
    study = access_study(actor=actor, study_id=study_id)
    source = speaks_as(actor)
    if not is_asked(source):
        raise ConfirmationNotAsked("Nothing is to be done: the practice's rules are believed.")
    study_type = access_study_type(study_type_id)
    lock_studies([study.id])
    before = confirmation_of(study.id)
    if not may_say(source, before):
        raise StudyTypeSettled("Write to the practice if it is still wrong.")
    if before and (before.study_type_id, before.source) == (study_type.id, source):
        return before
    said = _say(actor, study, study_type, source)
    events = BillableEvent.objects.select_related("study", "task").filter(
        study=study, canceled_at=None
    )
    retype(Booking(actor), list(events.order_by("id")), study_type)
    return said


def retype(booking: Booking, events: Sequence[BillableEvent], study_type: StudyType) -> None:
    """Makes the locked events ones of the study type: what was booked for another is reversed, and booked anew."""
    wrong = [one for one in events if one.study_type_id != study_type.id]
    booked: list[Charge | Payout] = [*standing(Charge, wrong), *standing(Payout, wrong)]
    at = {one.id: one.at for one in wrong}
    for entry in (one for one in booked if one.kind == "entry"):
        booking.reverse([entry], at=at[entry.event_id], note=f"is {study_type.code}")
    for event in wrong:
        event.study_type, event.study_type_by = study_type, booking.actor.name
    BillableEvent.objects.bulk_update(wrong, ["study_type", "study_type_by"])
    booking.price(events)
    settle_credits(booking, {one.task_id: one.task for one in events})


def _say(actor: Actor, study: Study, study_type: StudyType, source: str) -> StudyTypeConfirmation:
    derived = derived_type(study)
    found, _ = StudyTypeConfirmation.objects.update_or_create(
        study=study,
        defaults={
            "study_type": study_type,
            "derived": derived,
            "source": source,
            "confirmed_at": now(),
            "confirmed_by_name": actor.name,
        },
    )
    said: StudyTypeConfirmation = found
    agreed = derived is not None and derived.id == study_type.id
    record(
        actor=actor,
        action="study_type.confirmed" if agreed else "study_type.corrected",
        object_type="study",
        object_id=study.id,
        site_id=study.site_id,
        detail={
            "study_type": study_type.code,
            "derived": derived.code if derived else "",
            "source": source,
        },
    )
    return said
