"""The committee: votes, the decision that makes a score count, and its words to who signed the report."""

from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.common.states import next_state
from apps.peer_review.errors import CommentMissing, OwnReport, VotedAlready, VotesMissing
from apps.peer_review.models import Review
from apps.peer_review.radpeer import needs_comment
from apps.peer_review.selectors.reviews import access_case, committee_cases, lock_review, votes
from apps.peer_review.services.records import audit, change, note
from apps.peer_review.states import OPEN, REVIEW_TRANSITIONS, ReviewState


def open_case(*, actor: Actor, review_id: UUID) -> Review:
    """Somebody of the committee looks at it, which is on record. Raises ``NotFound``."""
    review = access_case(actor=actor, review_id=review_id)
    audit(actor, [review], "opened")
    return review


def vote(*, actor: Actor, review_id: UUID, score: str, comment: str = "") -> Review:
    """Once, and for good. Raises ``NotFound``, ``OwnReport``, ``VotedAlready``, ``CommentMissing``,
    ``IllegalTransition``.
    """
    review = _locked(actor, review_id)
    _require_words(score, comment)
    try:
        with transaction.atomic():
            change(
                actor,
                review,
                "vote",
                kind="voted",
                by=actor.require_user(),
                score=score,
                text=comment.strip(),
            )
    except IntegrityError:
        raise VotedAlready("A vote stands; the decision can say more.") from None
    return review


def decide(*, actor: Actor, review_id: UUID, score: str, comment: str) -> Review:
    """What counts from now on. Raises as ``vote``, and ``VotesMissing``."""
    review = _locked(actor, review_id)
    _require_words(score, comment)
    next_state(REVIEW_TRANSITIONS, review.state, "decide")
    cast, quorum = len(votes(review)), review.policy.quorum
    if cast < quorum:
        raise VotesMissing("Vote first.", votes=cast, quorum=quorum)
    review.final_score, review.decision, review.arbitrated_at = score, comment.strip(), now()
    return change(
        actor,
        review,
        "decide",
        kind="decided",
        by=actor.require_user(),
        score=score,
        text=review.decision,
    )


def reply(*, actor: Actor, review_id: UUID, text: str) -> Review:
    """The committee's words to who signed the report, without a name. Raises ``NotFound``, ``CommentMissing``."""
    review = _locked(actor, review_id)
    if not text.strip():
        raise CommentMissing("Write what the committee says.")
    note(actor, review, kind="replied", by=actor.require_user(), text=text.strip())
    return review


def step_aside(*, actor: Actor, review_id: UUID, reason: str) -> None:
    """The actor does not judge this case, and its study opens to them as ever; a vote they cast stands.

    Raises ``NotFound``, ``CommentMissing``.
    """
    actor.require("review.arbitrate")
    found = committee_cases(actor=actor).filter(id=review_id, state__in=OPEN).first()
    if found is None:
        raise NotFound("There is no such open case.")
    if not reason.strip():
        raise CommentMissing("Say why others are to decide this case.")
    review = lock_review(found)
    note(actor, review, kind="recused", by=actor.require_user(), text=reason.strip())


def _locked(actor: Actor, review_id: UUID) -> Review:
    actor.require("review.arbitrate")
    review = lock_review(access_case(actor=actor, review_id=review_id))
    if review.state == ReviewState.ARBITRATION and actor.user_id in _own_part(review):
        raise OwnReport("Somebody else of the committee has to decide this one.")
    return review


def _own_part(review: Review) -> set[UUID]:
    """Who read, wrote or signed; to have looked at the report, or voted, is no part in it."""
    signed = {one.signer_id for one in review.report.versions.all()}
    return {review.author_id, review.report.author_id, *signed} | (
        {review.reviewer_id} if review.reviewer_id else set()
    )


def _require_words(score: str, comment: str) -> None:
    if needs_comment(score) and not comment.strip():
        raise CommentMissing("Everything but 1 needs a sentence.")
