"""What every step of a review leaves behind: the row, its log, the audit trail, the event."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import Entry, record_all
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance
from apps.peer_review.events import ReviewChanged
from apps.peer_review.models import Review, ReviewEntry
from apps.peer_review.states import REVIEW_TRANSITIONS, ReviewState

REPORTED = ("site_report", "two_readings")


def change(actor: Actor, review: Review, action: str, **said: Any) -> Review:
    """Takes a locked review along its table, saves it and tells of it. ``said``: as ``note``."""
    advance(review, REVIEW_TRANSITIONS, action)
    if review.state == ReviewState.CLOSED:
        review.closed_at = now()
    review.save()
    note(actor, review, **said)
    return review


def note(
    actor: Actor,
    review: Review,
    *,
    kind: str,
    by: UUID | None = None,
    score: str = "",
    lesson: str = "",
    text: str = "",
) -> None:
    """A line of the log, and the trail's, which says that it was done and not what was said."""
    ReviewEntry.objects.create(
        review=review, kind=kind, by_id=by, score=score, lesson=lesson, text=text
    )
    audit(actor, [review], kind)
    publish(ReviewChanged(review_id=review.id, state=str(review.state)))


def audit(actor: Actor, reviews: Sequence[Review], kind: str) -> None:
    record_all(
        actor=actor,
        entries=[
            Entry(
                action=f"review.{kind}",
                object_type="review",
                object_id=review.id,
                site_id=review.site_id,
                detail={"origin": review.origin, "state": str(review.state)},
            )
            for review in reviews
        ],
    )


def allowance(review: Review) -> timedelta:
    """How long whoever is given the review has for it."""
    policy = review.policy
    days = policy.reported_due_days if review.origin in REPORTED else policy.due_days
    return timedelta(days=days)
