"""Giving reviews to reviewers: the product chooses, nobody picks."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.peer_review.models import Review
from apps.peer_review.sampling import in_sequence
from apps.peer_review.selectors.candidates import (
    Reviewers,
    can_be_blinded,
    competent_reviewers,
    reviewers_now,
)
from apps.peer_review.selectors.reviews import lock_review
from apps.peer_review.services.records import allowance, change
from apps.peer_review.states import ReviewState
from apps.reporting.states import ReportState
from apps.worklist.models import Claim

MOST_AT_ONCE = 200


def assign_waiting(*, actor: Actor) -> int:
    """Gives what waits to whoever has had least of those who may; answers how many found somebody."""
    waiting = Review.objects.filter(state=ReviewState.WAITING).order_by("due_at", "id")
    ids = list(waiting.values_list("id", flat=True)[:MOST_AT_ONCE])
    among = reviewers_now() if ids else None
    return sum(assign(actor=actor, review_id=review_id, among=among) for review_id in ids)


def assign(*, actor: Actor, review_id: UUID, among: Reviewers | None = None) -> bool:
    """Gives one to a reviewer; False where nobody can be given it now, or it waits no longer."""
    review = Review.objects.filter(id=review_id, state=ReviewState.WAITING).first()
    if review is None:
        return False
    review = lock_review(review)
    if review.state != ReviewState.WAITING:
        return False
    if review.report.state == ReportState.WITHDRAWN:
        change(actor, review, "cancel", kind="canceled", text="the report was withdrawn")
        return False
    seed = bytes.fromhex(review.draw.seed if review.draw else review.policy.offer_seed)
    among = among or reviewers_now()
    for reader_id in in_sequence(seed, review.id, competent_reviewers(review, among)):
        if can_be_blinded(review, reader_id):
            among.loads[reader_id] += 1
            review.reviewer_id = reader_id
            review.assigned_at = now()
            review.due_at = now() + allowance(review)
            change(actor, review, "assign", kind="assigned", by=reader_id)
            return True
    return False


def expire_assignments(*, actor: Actor) -> int:
    """Takes from reviewers what they did not get to; answers how much."""
    late = list(
        Review.objects.select_for_update(skip_locked=True)
        .filter(state=ReviewState.ASSIGNED, due_at__lte=now())
        .order_by("id")[:MOST_AT_ONCE]
    )
    for review in late:
        take_back(actor, review, "expire", "expired")
    return len(late)


def take_back(actor: Actor, review: Review, action: str, kind: str, text: str = "") -> Review:
    """The review waits for somebody else; who had it is not asked again."""
    reader_id = review.reviewer_id
    review.reviewer, review.assigned_at = None, None
    return change(actor, review, action, kind=kind, by=reader_id, text=text)


def unblind(*, actor: Actor, reader_id: UUID, patient_id: UUID) -> int:
    """The patient came into the reader's own care, which goes first: reviews they have of this patient end or, scored,
    are noted as no longer blind; answers how many.
    """
    theirs = Review.objects.select_for_update().filter(
        reviewer_id=reader_id, study__patient_id=patient_id, blinded=True, unblinded_at=None
    )
    found = list(theirs.order_by("id"))
    for review in found:
        if review.state == ReviewState.ASSIGNED:
            take_back(actor, review, "recuse", "recused", "the patient is in their care")
        else:
            review.unblinded_at = now()
            review.save(update_fields=["unblinded_at"])
    return len(found)


def unblind_claimant(*, actor: Actor, claim_id: UUID) -> int:
    """As ``unblind``, for who claimed a task."""
    claim: Claim | None = Claim.objects.select_related("task__study").filter(id=claim_id).first()
    if claim is None:
        return 0
    return unblind(actor=actor, reader_id=claim.reader_id, patient_id=claim.task.study.patient_id)
