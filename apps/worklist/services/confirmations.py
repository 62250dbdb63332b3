"""A site's word that a study may be read: asked for, followed, given, or no longer needed."""

from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.common.states import advance
from apps.orders.errors import AccessionNumberTaken, IndicationRequired
from apps.orders.indication import says_something
from apps.orders.selectors import order_of_study
from apps.orders.services import OrderDetails, change_order, place_order
from apps.worklist.events import StudyConfirmationChanged
from apps.worklist.live import tell_confirmation_changed, tell_page
from apps.worklist.models import ConfirmedBy, Page, ReadingTask, StudyConfirmation
from apps.worklist.selectors.confirmations import (
    AWAITED_UNTIL,
    CONFIRM,
    awaited_words,
    lock_confirmation,
    lock_waiting,
    stat_order_of_site,
    watchers,
)
from apps.worklist.services.milestones import note_milestone
from apps.worklist.services.tasks import create_reading_task
from apps.worklist.states import CONFIRMATION_TRANSITIONS, ConfirmationState

BATCH = 200


def ask_for_confirmation(*, actor: Actor, study: Study) -> ReadingTask | None:
    """Asks the study's site to confirm it; answers the task of one that its order confirms at once.

    Asked again, it only looks at the order again. The caller has passed the site's gate.
    """
    _, created = StudyConfirmation.objects.get_or_create(
        study=study, defaults={"site_id": study.site_id}
    )
    confirmation = lock_waiting(study_id=study.id)
    if confirmation is None:
        return None
    if created:
        _audit(actor, "study.confirmation_asked", confirmation)
        _tell(confirmation)
    return _confirm_by_order(actor, confirmation)


def follow_study(*, actor: Actor, study_id: UUID) -> ReadingTask | None:
    """An order or late images changed what is known of a study: shows it where the study waits for its site's word.

    Answers the task of one that its order confirms.
    """
    confirmation = lock_waiting(study_id=study_id)
    if confirmation is None:
        return None
    confirmation.changed_at = now()
    confirmation.save(update_fields=["changed_at"])
    _tell(confirmation)
    return _confirm_by_order(actor, confirmation)


def confirm_study(
    *, actor: Actor, confirmation_id: UUID, indication: str = "", reason: str = ""
) -> StudyConfirmation:
    """Says for the site that the study may be read: it is listed, and its time begins to count.

    ``indication`` is entered into the study's order, or into a new one where it has none. Who does not belong to the
    site says why they speak for it. Raises ``NotFound``, ``IllegalTransition`` where it is settled,
    ``IndicationRequired``, ``Unprocessable`` without a reason, and what ``place_order`` raises.
    """
    actor.require(CONFIRM)
    confirmation = lock_confirmation(actor=actor, confirmation_id=confirmation_id)
    advance(confirmation, CONFIRMATION_TRANSITIONS, "confirm")
    by_practice = actor.site_ids is None
    if by_practice and not reason.strip():
        raise Unprocessable(
            "You confirm for the site: say in a few words why.", code="reason_required"
        )
    if says_something(indication):
        _enter_indication(actor, confirmation.study, indication)
    [known] = awaited_words([confirmation])
    if known.missing:
        raise IndicationRequired(
            "Say in a few words why the study was made, and what is asked. Then confirm it."
        )
    confirmation.reason = reason.strip()[:500]
    _settle_confirmed(
        actor, confirmation, ConfirmedBy.PRACTICE if by_practice else ConfirmedBy.SITE
    )
    return confirmation


def withdraw_confirmations(*, actor: Actor, site_id: UUID) -> int:
    """Lists what waits at a site that need not confirm any longer; answers how many. The caller holds its gate."""
    waiting = (
        StudyConfirmation.objects.select_for_update(of=("self",))
        .select_related("study", "site")
        .filter(site_id=site_id, state=ConfirmationState.WAITING)
        .order_by("opened_at", "id")
    )
    listed = 0
    for confirmation in waiting:
        advance(confirmation, CONFIRMATION_TRANSITIONS, "withdraw")
        _settle(actor, confirmation)
        _audit(actor, "study.confirmation_withdrawn", confirmation)
        create_reading_task(
            actor=actor, study_id=confirmation.study_id, received_at=confirmation.settled_at
        )
        listed += 1
    return listed


def page_late_confirmations() -> int:
    """Calls operations about every study of the current tenant that has waited for its site's word for too long.

    Each once: the mark and the pages are one transaction. Answers for how many.
    """
    late = (
        StudyConfirmation.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("study", "site")
        .annotate(awaited_until=AWAITED_UNTIL)
        .filter(state=ConfirmationState.WAITING, paged_at=None, awaited_until__lte=now())
        .order_by("opened_at", "id")[:BATCH]
    )
    called = 0
    for confirmation in late:
        _page(confirmation)
        called += 1
    return called


def _page(confirmation: StudyConfirmation) -> None:
    confirmation.paged_at = now()
    confirmation.save(update_fields=["paged_at"])
    site, reached = confirmation.site, watchers()
    message = f"{site.name} has not confirmed a study for {site.confirm_within_minutes} minutes."
    pages = [
        Page(confirmation=confirmation, recipient_id=recipient_id, message=message)
        for recipient_id in reached
    ]
    Page.objects.bulk_create(pages)
    for page in pages:
        tell_page(page)
    watch = Actor.system(required_tenant_id(), "escalation")
    _audit(watch, "study.confirmation_paged", confirmation, reached=len(pages))
    _tell(confirmation)


def _confirm_by_order(actor: Actor, confirmation: StudyConfirmation) -> ReadingTask | None:
    """What somebody of the site attested to be STAT, and said the indication of, they have confirmed by that."""
    order = stat_order_of_site(confirmation.study)
    if order is None:
        return None
    advance(confirmation, CONFIRMATION_TRANSITIONS, "confirm")
    return _settle_confirmed(actor, confirmation, ConfirmedBy.STAT_ORDER, order=str(order.id))


def _settle_confirmed(
    actor: Actor, confirmation: StudyConfirmation, whose: ConfirmedBy, **detail: str
) -> ReadingTask:
    confirmation.confirmed_by = whose
    _settle(actor, confirmation)
    at, study_id = confirmation.settled_at, confirmation.study_id
    said = {"reason": confirmation.reason} if confirmation.reason else {}
    _audit(actor, "study.confirmed", confirmation, confirmed_by=whose.value, **detail, **said)
    note_milestone(actor=actor, study_id=study_id, name="confirmed", at=at)
    return create_reading_task(actor=actor, study_id=study_id, received_at=at)


def _settle(actor: Actor, confirmation: StudyConfirmation) -> None:
    confirmation.settled_at, confirmation.settled_by_id = now(), actor.user_id
    confirmation.save(update_fields=["state", "settled_at", "settled_by", "confirmed_by", "reason"])
    _tell(confirmation)


def _enter_indication(actor: Actor, study: Study, indication: str) -> None:
    order = order_of_study(study.id)
    if order:
        change_order(actor=actor, order_id=order.id, changes={"indication": indication})
        return
    patient = study.patient
    details = OrderDetails(
        indication=indication,
        accession_number=study.accession_number,
        patient_id=patient.patient_id,
        patient_name=patient.name,
        patient_birth_date=patient.birth_date,
        patient_sex=patient.sex,
        procedure=study.description,
        body_part=study.body_part,
        modality=study.modalities[0] if study.modalities else "",
    )
    try:
        place_order(actor=actor, site=study.site, details=details, study_id=study.id)
    except AccessionNumberTaken as taken:
        raise AccessionNumberTaken(
            "An order with this study's accession number does not fit the study. Correct that order, or ask "
            "operations to link it.",
            **taken.extra,
        ) from taken


def _tell(confirmation: StudyConfirmation) -> None:
    publish(
        StudyConfirmationChanged(confirmation_id=confirmation.id, study_id=confirmation.study_id)
    )
    tell_confirmation_changed(confirmation)


def _audit(actor: Actor, action: str, confirmation: StudyConfirmation, **detail: Any) -> None:
    record(
        actor=actor,
        action=action,
        object_type="study",
        object_id=confirmation.study_id,
        site_id=confirmation.site_id,
        detail=detail,
    )
