"""Reviews for each who has a part in them, and never more than that part."""

from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.peer_review.handing_over import handed_over_before
from apps.peer_review.models import Review, ReviewEntry
from apps.peer_review.selectors.blinding import cases_to_judge
from apps.peer_review.states import OPEN, ReviewState


def reviews_to_do(*, actor: Actor) -> QuerySet[Review]:
    """What the actor reviews or has reviewed, the most pressing first."""
    actor.require("review.perform")
    found = _rows().filter(reviewer_id=actor.user_id).exclude(state=ReviewState.CANCELED)
    return found.order_by(F("promised_at").asc(nulls_last=True), "due_at", "id")


def access_review(*, actor: Actor, review_id: UUID) -> Review:
    """One of ``reviews_to_do``; raises ``NotFound``."""
    return _one(reviews_to_do(actor=actor), review_id)


def feedback(*, actor: Actor) -> QuerySet[Review]:
    """What was said of the actor's own reports and handed over: with the committee, or settled. The latest first."""
    actor.require("review.respond")
    found = _rows().filter(
        author_id=actor.user_id,
        state__in=[ReviewState.ARBITRATION, ReviewState.CLOSED],
        scored_at__lt=handed_over_before(now()),
    )
    return found.order_by("-scored_at", "-id")


def access_feedback(*, actor: Actor, review_id: UUID) -> Review:
    """One of ``feedback``; raises ``NotFound``."""
    return _one(feedback(actor=actor), review_id)


def committee_cases(*, actor: Actor) -> QuerySet[Review]:
    """What reviewers have scored, and differences that nobody has looked at yet; what was promised first, first.

    The actor's own are not among them, nor of the open ones those that they cannot judge blindly.
    """
    actor.require("review.arbitrate")
    found = _rows().filter(Q(scored_at__isnull=False) | Q(promised_at__isnull=False))
    # Not by exclude(): whoever is not known yet would be excluded too.
    found = found.filter(~Q(author_id=actor.user_id))
    found = found.filter(Q(reviewer=None) | ~Q(reviewer_id=actor.user_id))
    if actor.user_id is not None:
        found = found.filter(
            ~Q(state__in=OPEN) | Q(id__in=cases_to_judge(actor.user_id).values("id"))
        )
    return found.order_by(F("promised_at").asc(nulls_last=True), "due_at", "id")


def access_case(*, actor: Actor, review_id: UUID) -> Review:
    """One of ``committee_cases`` that somebody has scored; raises ``NotFound``."""
    scored = committee_cases(actor=actor).filter(scored_at__isnull=False)
    return _one(scored, review_id)


def lock_review(review: Review) -> Review:
    """The row that an ``access_…`` gave, locked and fresh."""
    locked: Review = _rows().select_for_update(of=("self",)).get(id=review.id)
    return locked


def thread(review: Review) -> list[ReviewEntry]:
    """What who signed the report and the committee said to each other, the oldest first."""
    return [one for one in review.entries.all() if one.kind in ("answered", "replied")]


def votes(review: Review) -> list[ReviewEntry]:
    return [one for one in review.entries.all() if one.kind == "voted"]


def _rows() -> QuerySet[Any]:
    entries = ReviewEntry.objects.order_by("at", "id")
    found: QuerySet[Review] = Review.objects.select_related(
        "report__reading_task", "version", "study__patient", "policy", "discrepancy"
    ).prefetch_related(Prefetch("entries", queryset=entries))
    return found


def _one(found: QuerySet[Review], review_id: UUID) -> Review:
    review = found.filter(id=review_id).first()
    if review is None:
        raise NotFound("There is no such review.")
    return review
