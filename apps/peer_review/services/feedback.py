"""What who signed a report hears of its review, and answers."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.peer_review.errors import CommentMissing
from apps.peer_review.models import Review
from apps.peer_review.selectors.reviews import access_feedback, lock_review
from apps.peer_review.services.records import audit, note


def open_feedback(*, actor: Actor, review_id: UUID) -> Review:
    """They have seen it; again, it changes nothing. Raises ``NotFound``."""
    review = lock_review(access_feedback(actor=actor, review_id=review_id))
    if review.seen_at is None:
        review.seen_at = now()
        review.save(update_fields=["seen_at"])
        audit(actor, [review], "seen")
    return review


def answer(*, actor: Actor, review_id: UUID, text: str) -> Review:
    """Their words to the committee, before its decision or after. Raises ``NotFound``, ``CommentMissing``."""
    actor.require("review.respond")
    review = lock_review(access_feedback(actor=actor, review_id=review_id))
    if not text.strip():
        raise CommentMissing("Write your answer.")
    note(actor, review, kind="answered", by=actor.require_user(), text=text.strip())
    return review
