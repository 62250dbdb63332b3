"""Scoring a prior's report in passing, while the new study is read.

Which priors are offered is chance too, so that nobody picks what to agree with. The reader has the patient in their
care and the report before them, so this is not blind, and is counted apart.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.peer_review.errors import NotOffered
from apps.peer_review.models import Review, ReviewPolicy
from apps.peer_review.sampling import value_of
from apps.peer_review.selectors.policies import policy_in_force
from apps.peer_review.services.drawing import new_review
from apps.peer_review.services.reviewing import settle_lesson, settle_score
from apps.peer_review.states import ReviewState
from apps.reporting.models import ReportVersion
from apps.reporting.selectors import access_report
from apps.reporting.states import OF_RECORD
from apps.worklist.models import Claim


@dataclass(frozen=True, slots=True)
class Offer:
    """``mode`` and ``version`` are None where the prior is not offered."""

    offered: bool
    mode: str | None = None
    version: int | None = None


def offer_of(*, actor: Actor, report_id: UUID) -> Offer:
    """Whether the report of a prior is to be scored in passing. Raises ``NotFound``, ``NotInCare``."""
    found = _offered(actor, report_id)
    return Offer(True, found[0].mode, found[1].number) if found else Offer(False)


def review_in_flow(
    *, actor: Actor, report_id: UUID, score: str = "", lesson: str = "", comment: str = ""
) -> Review:
    """One press agrees. Raises ``NotFound``, ``NotOffered``, ``CommentMissing``, ``NotThisMode``."""
    actor.require("review.perform")
    found = _offered(actor, report_id)
    if found is None:
        raise NotOffered("It was reviewed already, or chance did not choose it.")
    policy, version = found
    review = new_review(
        version,
        policy=policy,
        origin="in_flow",
        reviewer_id=actor.require_user(),
        blinded=False,
        state=ReviewState.ASSIGNED,
        assigned_at=now(),
    )
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError:
        raise NotOffered("You have reviewed it already.") from None
    if lesson:
        return settle_lesson(actor, review, lesson=lesson, comment=comment)
    return settle_score(actor, review, score=score, comment=comment)


def _offered(actor: Actor, report_id: UUID) -> tuple[ReviewPolicy, ReportVersion] | None:
    report = access_report(actor=actor, report_id=report_id)
    policy = policy_in_force()
    if policy is None or not policy.in_flow_percent or report.state not in OF_RECORD:
        return None
    version: ReportVersion | None = (
        ReportVersion.objects.select_related("report__study")
        .filter(report=report, kind="final")
        .first()
    )
    reader_id = actor.require_user()
    if version is None or version.signer_id == reader_id or report.author_id == reader_id:
        return None
    reading = Claim.objects.filter(
        reader_id=reader_id, ended_at=None, task__study__patient_id=report.study.patient_id
    ).exclude(task__study_id=report.study_id)
    known = Review.objects.filter(version=version, reviewer_id=reader_id)
    if known.exists() or not reading.exists():
        return None
    chance = value_of(bytes.fromhex(policy.offer_seed), version.id, reader_id)
    return (policy, version) if chance < float(policy.in_flow_percent) / 100 else None
