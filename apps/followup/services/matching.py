"""Which later study is what was recommended: closed by itself where it is certain, else proposed to a person."""

from collections.abc import Iterable
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Patient, Study
from apps.archive.selectors import patients_known_as
from apps.common.clock import now
from apps.common.outbox import publish
from apps.followup.errors import MatchDecided
from apps.followup.events import AnswerProposed
from apps.followup.fitting import CERTAIN, NONE, Fit, Made, Wanted, fit
from apps.followup.models import FollowUp, FollowUpMatch
from apps.followup.selectors import access_match, lock_follow_up
from apps.followup.services.records import audit, end, log, settle
from apps.followup.services.steps import today_at, withdraw_steps
from apps.orders.selectors import order_of_study, study_request_facts

MOST_STUDIES = 100


def match_study(*, actor: Actor, study_id: UUID) -> int:
    """Holds a complete study against what runs for its patient; answers how many it closed. A second call, or one after
    more is known of the study, changes only what follows from it.

    The patient is the same as for priors; one with the same number and birth date from another issuer may be.
    """
    study: Study | None = (
        Study.objects.select_related("patient", "site").filter(id=study_id).first()
    )
    if study is None:
        return 0
    ids = FollowUp.objects.filter(
        study__patient__in=[study.patient, *_perhaps_the_same(study.patient)], ended_at=None
    ).exclude(study=study)
    waiting: Iterable[FollowUp] = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("site", "study__patient")
        .filter(id__in=ids.values("id"), ended_at=None)
        .order_by("id")
    )
    return sum(_hold_against(actor, follow_up, study) for follow_up in waiting)


def look_for_answers(*, actor: Actor, follow_up: FollowUp) -> None:
    """What was recommended may have been made before the report was signed."""
    patient = follow_up.study.patient
    later = (
        Study.objects.select_related("patient", "site")
        .filter(
            patient__in=[patient, *_perhaps_the_same(patient)],
            study_date__gt=follow_up.examined_on,
            completed_at__isnull=False,
        )
        .order_by("study_date", "id")[:MOST_STUDIES]
    )
    for study in later:
        if follow_up.ended_at is None:
            _hold_against(actor, follow_up, study)


def accept_match(*, actor: Actor, match_id: UUID) -> FollowUp:
    """This study is what was recommended. Raises ``NotFound``, ``MatchDecided``, ``IllegalTransition``."""
    actor.require("follow_up.track")
    match = access_match(actor=actor, match_id=match_id)
    follow_up = lock_follow_up(actor=actor, follow_up_id=match.follow_up_id)
    match.refresh_from_db(fields=["state"])
    if match.state == "accepted":
        return follow_up
    if match.state == "refused":
        raise MatchDecided("It was said not to be this study; reopen the follow-up to change that.")
    _answer(actor, follow_up, match)
    return follow_up


def refuse_match(*, actor: Actor, match_id: UUID) -> FollowUp:
    """This study is not what was recommended; it is not proposed again. Raises ``NotFound``, ``MatchDecided``."""
    actor.require("follow_up.track")
    match = access_match(actor=actor, match_id=match_id)
    follow_up = lock_follow_up(actor=actor, follow_up_id=match.follow_up_id)
    match.refresh_from_db(fields=["state"])
    if match.state == "accepted":
        raise MatchDecided("The follow-up was closed with this study; reopen it, with a reason.")
    if match.state == "proposed":
        decide(actor, match, "refused")
        settle(actor, follow_up, "answer_refused", match=str(match.id))
    return follow_up


def decide(actor: Actor, match: FollowUpMatch, state: str) -> None:
    match.state, match.decided_at, match.decided_by_name = state, now(), actor.name
    match.save(update_fields=["state", "decided_at", "decided_by_name"])


def _hold_against(actor: Actor, follow_up: FollowUp, study: Study) -> int:
    found = _fit(follow_up, study)
    if found.certainty == NONE:
        return 0
    match, created = FollowUpMatch.objects.get_or_create(
        follow_up=follow_up,
        study=study,
        defaults={"certainty": found.certainty, "reasons": found.reasons},
    )
    if match.state != "proposed":
        return 0
    if not created and match.reasons != found.reasons:
        match.certainty, match.reasons = found.certainty, found.reasons
        match.save(update_fields=["certainty", "reasons"])
    if found.certainty == CERTAIN:
        _answer(actor, follow_up, match)
        return 1
    if created:
        log(actor, follow_up, "answer_proposed")
        audit(actor, follow_up, "answer_proposed", match=str(match.id))
        publish(
            AnswerProposed(
                match_id=match.id, follow_up_id=follow_up.id, study_id=follow_up.study_id
            )
        )
    return 0


def _answer(actor: Actor, follow_up: FollowUp, match: FollowUpMatch) -> None:
    end(actor, follow_up, "answer")
    study = match.study
    follow_up.done_study = study
    follow_up.done_on = study.study_date or today_at(follow_up.site.time_zone)
    decide(actor, match, "accepted")
    withdraw_steps(follow_up)
    settle(actor, follow_up, "done", match=str(match.id), by_study=str(study.id))


def _fit(follow_up: FollowUp, study: Study) -> Fit:
    order = order_of_study(study.id)
    asked = study_request_facts(study) if order is None else None
    procedure = order.procedure if order else asked.procedure if asked else ""
    laterality = order.laterality if order else asked.laterality if asked else ""
    wanted = Wanted(
        examined_on=follow_up.examined_on,
        modality=follow_up.modality,
        body_part=follow_up.body_part,
        laterality=follow_up.laterality,
        not_before=follow_up.not_before,
    )
    made = Made(
        made_on=study.study_date,
        modalities=frozenset(study.modalities),
        body_part=study.body_part or (order.body_part if order else ""),
        description=f"{study.description} {procedure}".strip(),
        laterality=laterality,
        same_patient=study.patient_id == follow_up.study.patient_id,
    )
    return fit(wanted, made)


def _perhaps_the_same(patient: Patient) -> list[Patient]:
    """Whom another issuer knows by the same number and birth date."""
    if not patient.patient_id or patient.birth_date is None:
        return []
    found = patients_known_as(patient_id=patient.patient_id, birth_date=patient.birth_date)
    return [one for one in found if one.id != patient.id]
