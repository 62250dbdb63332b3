"""What a reviewer does: look, score or say what there is to learn, or pass it on."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.states import next_state
from apps.peer_review.errors import CommentMissing, NotThisMode
from apps.peer_review.models import Review
from apps.peer_review.radpeer import needs_arbitration, needs_comment
from apps.peer_review.selectors.reviews import access_review, lock_review
from apps.peer_review.services.assigning import assign, take_back
from apps.peer_review.services.records import audit, change
from apps.peer_review.states import REVIEW_TRANSITIONS


def open_review(*, actor: Actor, review_id: UUID) -> Review:
    """Somebody looks at what they review, which is on record. Raises ``NotFound``."""
    review = access_review(actor=actor, review_id=review_id)
    audit(actor, [review], "opened")
    return review


def score_review(*, actor: Actor, review_id: UUID, score: str, comment: str = "") -> Review:
    """Raises ``NotFound``, ``NotThisMode``, ``CommentMissing``, ``IllegalTransition``."""
    actor.require("review.perform")
    review = lock_review(access_review(actor=actor, review_id=review_id))
    return settle_score(actor, review, score=score, comment=comment)


def settle_score(actor: Actor, review: Review, *, score: str, comment: str) -> Review:
    """1 and 2a stand; the others count for nothing before the committee's word. Raises as ``score_review``."""
    _require_mode(review, "score")
    if needs_comment(score) and not comment.strip():
        raise CommentMissing(
            "Everything but 1 needs a sentence: it is what the other reader learns from."
        )
    disputed = needs_arbitration(score)
    action = "dispute" if disputed else "close"
    next_state(REVIEW_TRANSITIONS, review.state, action)
    review.score, review.comment, review.scored_at = score, comment.strip(), now()
    if not disputed:
        review.final_score = score
    return change(
        actor, review, action, kind="scored", by=actor.user_id, score=score, text=review.comment
    )


def learn_from_review(*, actor: Actor, review_id: UUID, lesson: str, comment: str = "") -> Review:
    """In peer learning. Raises as ``score_review``."""
    actor.require("review.perform")
    review = lock_review(access_review(actor=actor, review_id=review_id))
    return settle_lesson(actor, review, lesson=lesson, comment=comment)


def settle_lesson(actor: Actor, review: Review, *, lesson: str, comment: str) -> Review:
    _require_mode(review, "learning")
    if lesson != "agree" and not comment.strip():
        raise CommentMissing("Say what there is to learn.")
    next_state(REVIEW_TRANSITIONS, review.state, "close")
    review.lesson, review.comment, review.scored_at = lesson, comment.strip(), now()
    return change(
        actor, review, "close", kind="scored", by=actor.user_id, lesson=lesson, text=review.comment
    )


def recuse(*, actor: Actor, review_id: UUID, reason: str) -> None:
    """Somebody else is to review it: the actor knows whose it is, say. Raises ``NotFound``, ``CommentMissing``,
    ``IllegalTransition``.
    """
    actor.require("review.perform")
    review = lock_review(access_review(actor=actor, review_id=review_id))
    if not reason.strip():
        raise CommentMissing("Say why somebody else is to review it.")
    take_back(actor, review, "recuse", "recused", reason.strip())
    assign(actor=actor, review_id=review.id)


def _require_mode(review: Review, mode: str) -> None:
    if review.mode != mode:
        way = "a score" if review.mode == "score" else "what there is to learn"
        raise NotThisMode(f"This review asks for {way}.", mode=review.mode)
