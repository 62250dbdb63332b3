"""What is known of a study's priors elsewhere, and asking the site for them."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.outbox import publish
from apps.common.states import advance
from apps.orders.events import PriorStatusChanged, RequestedPriorArrived
from apps.orders.models import PriorRequest, PriorStatus, RequestedPrior
from apps.orders.prior_clock import answer_due_at
from apps.orders.selectors import (
    access_prior_request,
    access_study,
    is_requested_prior,
    order_of_study,
    requests_met_by,
)
from apps.orders.states import PRIOR_TRANSITIONS, REQUEST_TRANSITIONS, PriorState, RequestState

SAYINGS = {
    PriorState.NONE_EXIST: "attest_none",
    PriorState.EXIST_NOT_SENT: "say_exist",
    PriorState.UNKNOWN: "forget",
}
ANSWERS = ("none_exist", "sent", "cannot_send")


def say_prior_status(*, actor: Actor, study_id: UUID, state: str) -> PriorStatus:
    """The site says that there are no priors, that there are some, or takes either back.

    Raises ``NotFound``, ``Unprocessable``, and ``IllegalTransition`` while a request waits or priors are here.
    """
    actor.require(Capability.PRIORS_ANSWER)
    if state not in SAYINGS:
        raise Unprocessable(f"Say one of {', '.join(SAYINGS)}.", code="unknown_prior_status")
    study = access_study(actor=actor, study_id=study_id)
    return _advance(actor, study, SAYINGS[PriorState(state)])


def request_priors(
    *, actor: Actor, study_id: UUID, text: str = "", modalities: Collection[str] = ()
) -> PriorRequest:
    """Asks the study's site to send what came before; the same asked again answers the request there is.

    Raises ``NotFound``, ``Conflict`` where something else is being asked for.
    """
    actor.require(Capability.PRIORS_REQUEST)
    study = access_study(actor=actor, study_id=study_id)
    text, wanted = text.strip()[:500], sorted({one.strip().upper() for one in modalities} - {""})
    # The status row's lock keeps two clicks at the same moment apart.
    status = _locked_status(study)
    there: PriorRequest | None = PriorRequest.objects.filter(
        study=study, state=RequestState.OPEN
    ).first()
    if there is not None:
        if (there.text, there.modalities) == (text, wanted):
            return there
        raise Conflict(
            "The site has not answered the last request yet.",
            code="request_open",
            request=str(there.id),
        )
    at = now()
    request: PriorRequest = PriorRequest.objects.create(
        study=study,
        patient_id=study.patient_id,
        site_id=study.site_id,
        text=text,
        modalities=wanted,
        requested_by_id=actor.user_id,
        requested_at=at,
        due_at=answer_due_at(requested_at=at, priority=_priority(study)),
    )
    _audit(actor, "prior_request.made", request)
    _advance_locked(actor, status, "request")
    return request


def answer_prior_request(
    *, actor: Actor, request_id: UUID, answer: str, note: str = ""
) -> PriorRequest:
    """The site's word: ``none_exist``, ``sent`` (on their way) or ``cannot_send``, which needs a note.

    Raises ``NotFound``, ``Unprocessable``, ``IllegalTransition`` once it is answered.
    """
    actor.require(Capability.PRIORS_ANSWER)
    if answer not in ANSWERS:
        raise Unprocessable(f"An answer is one of {', '.join(ANSWERS)}.", code="unknown_answer")
    if answer == "cannot_send" and not note.strip():
        raise Unprocessable("Say why they cannot be sent.", code="reason_required")
    request, status = _lock_request(actor, request_id)
    advance(request, REQUEST_TRANSITIONS, answer)
    request.answered_by_id, request.answered_at = actor.user_id, now()
    request.note = note.strip()[:500]
    request.save(update_fields=["state", "answered_by", "answered_at", "note"])
    _audit(actor, "prior_request.answered", request, answer=answer)
    if status.state == PriorState.REQUESTED:
        _advance_locked(actor, status, answer)
    else:
        publish(PriorStatusChanged(study_id=request.study_id))
    return request


def withdraw_prior_request(*, actor: Actor, request_id: UUID) -> PriorRequest:
    """Takes a request back: the site need not look any more. Raises ``NotFound``, ``IllegalTransition``."""
    actor.require(Capability.PRIORS_REQUEST)
    request, status = _lock_request(actor, request_id)
    advance(request, REQUEST_TRANSITIONS, "withdraw").save(update_fields=["state"])
    _audit(actor, "prior_request.withdrawn", request)
    if status.state == PriorState.REQUESTED:
        _advance_locked(actor, status, "withdraw")
    else:
        publish(PriorStatusChanged(study_id=request.study_id))
    return request


def note_arrival(*, actor: Actor, study_id: UUID) -> None:
    """A complete study answers the requests that wait for it. Harmless when repeated."""
    study: Study | None = Study.objects.filter(id=study_id).first()
    if study is None:
        raise NotFound("There is no such study.")
    asked_for = is_requested_prior(study)
    for seen in requests_met_by(study):
        request, status = _lock_request(actor, seen.id)
        if (request.state, "arrive") not in REQUEST_TRANSITIONS:
            continue
        advance(request, REQUEST_TRANSITIONS, "arrive")
        request.arrived_at = request.arrived_at or now()
        request.save(update_fields=["state", "arrived_at"])
        if asked_for:
            RequestedPrior.objects.get_or_create(study=study, request=request)
        _audit(actor, "prior_request.met", request, prior_id=str(study.id))
        _advance_locked(actor, status, "arrive")
        publish(RequestedPriorArrived(study_id=request.study_id, prior_id=study.id))


def _priority(study: Study) -> str:
    order = order_of_study(study.id)
    return order.priority if order else study.priority


def _lock_request(actor: Actor, request_id: UUID) -> tuple[PriorRequest, PriorStatus]:
    """The status before the request, as everywhere."""
    seen = access_prior_request(actor=actor, request_id=request_id)
    status = _locked_status(seen.study)
    request: PriorRequest = PriorRequest.objects.select_for_update(of=("self",)).get(id=seen.id)
    return request, status


def _locked_status(study: Study) -> PriorStatus:
    try:
        with transaction.atomic():
            if not PriorStatus.objects.filter(study=study).exists():
                PriorStatus.objects.create(study=study, site_id=study.site_id)
    except IntegrityError:
        pass  # Somebody made it meanwhile; the lock below waits for them.
    status: PriorStatus = PriorStatus.objects.select_for_update(of=("self",)).get(study=study)
    return status


def _advance(actor: Actor, study: Study, action: str) -> PriorStatus:
    return _advance_locked(actor, _locked_status(study), action)


def _advance_locked(actor: Actor, status: PriorStatus, action: str) -> PriorStatus:
    before = status.state
    advance(status, PRIOR_TRANSITIONS, action)
    status.said_by_id, status.changed_at = actor.user_id, now()
    status.save(update_fields=["state", "said_by", "changed_at"])
    record(
        actor=actor,
        action="prior_status.changed",
        object_type="study",
        object_id=status.study_id,
        site_id=status.site_id,
        detail={"before": before, "after": status.state},
    )
    publish(PriorStatusChanged(study_id=status.study_id))
    return status


def _audit(actor: Actor, action: str, request: PriorRequest, **detail: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="prior_request",
        object_id=request.id,
        site_id=request.site_id,
        detail={"study_id": str(request.study_id), **detail},
    )
