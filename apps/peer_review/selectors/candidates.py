"""Who may review a report: competent, active, and with no part in it and no way to know whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability, capabilities_of, sees_only_patients_in_care
from apps.accounts.models import Membership, User
from apps.accounts.selectors import actor_for_user
from apps.archive.models import Study
from apps.archive.selectors import open_studies
from apps.audit.selectors import people_behind
from apps.common.clock import now
from apps.peer_review.models import Review, ReviewEntry
from apps.reporting.models import Discrepancy, KeptDraft, ReportVersion, Submission
from apps.staffing.models import ReaderProfile
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.work_classes import eligible_class_ids, kinds_of_work

# How far back it counts who has reviewed how much.
LOAD_DAYS = 90


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Who reviews at this moment: the kinds of work that each may read, and how much each had lately."""

    readable: Mapping[UUID, frozenset[UUID]]
    loads: dict[UUID, int]


def reviewers_now() -> Reviewers:
    """Asked once for many reviews; who is given one has one more in ``loads`` by the caller's hand."""
    readers, kinds, at = _readers(), kinds_of_work(), now()
    loads = _loads()
    return Reviewers(
        readable={one: eligible_class_ids(one, at, kinds) for one in readers},
        loads={one: loads.get(one, 0) for one in readers},
    )


def competent_reviewers(review: Review, among: Reviewers) -> dict[UUID, int]:
    """Readers who might have read the study themselves and had no part in it, with how much they reviewed lately."""
    part = parts_in(review)
    task: ReadingTask = review.report.reading_task
    return {
        reader_id: among.loads[reader_id]
        for reader_id, kinds in among.readable.items()
        if task.work_class_id in kinds and reader_id not in part
    }


def can_be_blinded(review: Review, reader_id: UUID) -> bool:
    """Whether the reader cannot look the report up: the patient is not in their care."""
    user = User.objects.filter(id=reader_id).first()
    actor: Actor | None = actor_for_user(user=user, origin="system") if user else None
    if actor is None:
        return False
    return not Study.objects.filter(open_studies(actor), id=review.study_id).exists()


def parts_in(review: Review) -> set[UUID]:
    """Everybody who wrote, signed, held, judged or opened the report."""
    report = review.report
    people: set[UUID | None] = {review.author_id, report.author_id, report.draft_saved_by_id}
    people |= people_behind(object_type="report", object_id=report.id)
    people |= _of(ReportVersion.objects.filter(report__study_id=report.study_id), "signer_id")
    people |= _of(KeptDraft.objects.filter(report=report), "saved_by_id")
    people |= _of(
        Submission.objects.filter(report=report), "submitted_by_id", "attending_id", "decided_by_id"
    )
    people |= _of(
        Discrepancy.objects.filter(study_id=report.study_id), "earlier_reader_id", "noted_by_id"
    )
    people |= _of(Claim.objects.filter(task__study_id=report.study_id), "reader_id")
    people |= _of(ReviewEntry.objects.filter(review__report=report), "by_id")
    people |= _of(Review.objects.filter(report=report), "reviewer_id")
    return {person for person in people if person is not None}


def _of(rows: QuerySet[Any], *columns: str) -> set[UUID | None]:
    return {value for row in rows.values_list(*columns) for value in row}


def _readers() -> list[UUID]:
    """Active readers whose work shows them the patients in their care only: nobody else could be kept from looking."""
    away = set(ReaderProfile.objects.filter(active=False).values_list("reader_id", flat=True))
    members = Membership.objects.filter(
        active=True, user__is_active=True, roles__contains=["reader"]
    ).values_list("user_id", "roles")
    return sorted(
        user_id
        for user_id, roles in members
        if user_id not in away
        and sees_only_patients_in_care(frozenset(roles))
        and Capability.REVIEW_PERFORM in capabilities_of(frozenset(roles))
    )


def _loads() -> Mapping[UUID, int]:
    lately = Review.objects.filter(assigned_at__gt=now() - timedelta(days=LOAD_DAYS))
    counted = lately.exclude(reviewer=None).values_list("reviewer_id").annotate(Count("id"))
    return dict(counted.order_by())
