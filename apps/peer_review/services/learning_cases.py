"""Making a case for teaching out of a review: identity out first, then a person reads it, then it is published."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.common.outbox import publish
from apps.common.states import advance
from apps.peer_review.deidentify import deidentified, remains
from apps.peer_review.errors import StillIdentifies
from apps.peer_review.events import LearningCasePublished
from apps.peer_review.models import LearningCase, Review
from apps.peer_review.selectors.blinding import names_in
from apps.peer_review.selectors.learning_cases import access_case
from apps.peer_review.states import CASE_TRANSITIONS, ReviewState
from apps.worklist.engine.age_groups import age_group

TEXTS = ("title", "findings", "impression", "teaching_point")


def make_case(
    *, actor: Actor, review_id: UUID, kind: str, title: str, teaching_point: str
) -> LearningCase:
    """A draft out of a settled review, or the one there is. Nothing of whose it was is carried over: the text is
    searched for names, numbers and dates, and the rest is modality, body part, sex and age group.

    Raises ``NotFound``.
    """
    actor.require("review.manage")
    review: Review | None = (
        Review.objects.select_related("version", "study__patient", "study__site", "report")
        .filter(id=review_id, state=ReviewState.CLOSED)
        .first()
    )
    if review is None:
        raise NotFound("There is no such settled review.")
    known: LearningCase | None = LearningCase.objects.filter(review=review).first()
    if known is not None:
        return known
    study = review.study
    bodies = {section["code"]: section["body"] for section in review.version.sections}
    texts = {
        "title": title,
        "findings": bodies.get("findings", ""),
        "impression": bodies.get("impression", ""),
        "teaching_point": teaching_point,
    }
    names, values = [*names_in(review), *_people(review)], list(_values(review))
    case: LearningCase = LearningCase.objects.create(
        review=review,
        kind=kind,
        modality=review.modality,
        body_part=study.body_part[:16],
        age_group=age_group(study.patient.birth_date, study.study_at or study.first_image_at),
        sex=study.patient.sex[:1] if study.patient.sex in ("F", "M", "O") else "",
        created_by_id=actor.require_user(),
        **{name: deidentified(text, names=names, values=values) for name, text in texts.items()},
    )
    audit_case(actor, case, "drafted")
    return case


def edit_case(*, actor: Actor, case_id: UUID, **texts: str) -> LearningCase:
    """Any of ``TEXTS``. Raises ``NotFound``, ``IllegalTransition``: a published case stands."""
    case = lock_case(actor, case_id)
    advance(case, CASE_TRANSITIONS, "edit")
    for name in TEXTS:
        if name in texts:
            setattr(case, name, texts[name].strip())
    case.save()
    audit_case(actor, case, "edited")
    return case


def publish_case(*, actor: Actor, case_id: UUID) -> LearningCase:
    """Somebody has read it, and the texts hold nothing that identifies. Raises ``NotFound``, ``StillIdentifies``,
    ``IllegalTransition``.
    """
    case = lock_case(actor, case_id)
    texts = {name: getattr(case, name) for name in TEXTS}
    review = case.review
    names, values = [*names_in(review), *_people(review)], list(_values(review))
    cleaned = {n: deidentified(text, names=names, values=values) for n, text in texts.items()}
    found = sorted({n for n in texts if cleaned[n] != texts[n]} | set(remains(texts)))
    if found:
        raise StillIdentifies("Take out what names a person, a day or a number.", fields=found)
    advance(case, CASE_TRANSITIONS, "publish")
    case.published_at, case.published_by_id = now(), actor.require_user()
    case.save()
    audit_case(actor, case, "published")
    publish(LearningCasePublished(case_id=case.id))
    return case


def retire_case(*, actor: Actor, case_id: UUID) -> LearningCase:
    """Nobody sees it any more but who keeps the library. Raises ``NotFound``, ``IllegalTransition``."""
    case = lock_case(actor, case_id)
    advance(case, CASE_TRANSITIONS, "retire")
    case.save()
    audit_case(actor, case, "retired")
    return case


def _people(review: Review) -> Iterator[str]:
    patient = review.study.patient
    yield patient.name.replace("^", " ").replace("=", " ")
    yield patient.display_name
    yield review.study.referring_physician.replace("^", " ")


def _values(review: Review) -> Iterator[str]:
    """What PS3.15 Table E.1-1 has removed or replaced, of this patient and study."""
    study: Study = review.study
    patient = study.patient
    yield from (patient.patient_id, patient.issuer, study.accession_number)
    yield from (study.study_instance_uid, study.site.name, study.site.slug)
    if patient.birth_date:
        yield patient.birth_date.isoformat()


def lock_case(actor: Actor, case_id: UUID) -> LearningCase:
    actor.require("review.manage")
    access_case(actor=actor, case_id=case_id)
    case: LearningCase = (
        LearningCase.objects.select_for_update(of=("self",))
        .select_related("review__version", "review__study__patient", "review__study__site")
        .get(id=case_id)
    )
    return case


def audit_case(actor: Actor, case: LearningCase, action: str) -> None:
    detail: dict[str, Any] = {"kind": case.kind, "state": str(case.state)}
    record(
        actor=actor,
        action=f"learning_case.{action}",
        object_type="learning_case",
        object_id=case.id,
        detail=detail,
    )
