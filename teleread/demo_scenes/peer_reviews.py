"""Peer review under way: reports of the past drawn and scored, some to do, some with the committee, one to teach."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from django.db.models import F

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.peer_review import services
from apps.peer_review.models import Review, ReviewPolicy
from apps.peer_review.states import ReviewState

BEGUN = timedelta(days=12)
SCORED = timedelta(days=2)
LEFT_TO_DO = 4
# How the reviews turn out, over and over: mostly concurring, as in every practice.
TURNS = {
    5: ("2a", "A small hiatal hernia is not mentioned; it does not change what is done."),
    13: ("2b", "The comparison with the prior is missing; the lesion has grown."),
    21: ("3a", "Old healed rib fractures on the left are not described."),
}
ROUND = 26


def play_peer_reviews(*, readers: Mapping[UUID, Actor], qa: Actor) -> int:
    """Plays them; answers how many reports were drawn. The practice's past is what is drawn from."""
    watch = Actor.system(required_tenant_id(), "demo")
    ReviewPolicy.objects.create(
        number=1,
        starts_at=now() - BEGUN,
        percent=8,
        minimum_per_reader=2,
        period_days=BEGUN.days // 2,
        in_flow_percent=50,
        offer_seed=secrets.token_hex(32),
        set_by_id=qa.user_id,
    )
    drawn = services.draw_due(actor=watch)
    services.assign_waiting(actor=watch)
    for place, (reviewer, review) in enumerate(_to_score(readers)):
        score, comment = TURNS.get(place % ROUND, ("1", ""))
        services.score_review(actor=reviewer, review_id=review.id, score=score, comment=comment)
    _decide(readers, qa)
    # Handed over already, or nobody would have feedback before tomorrow.
    scored = Review.objects.filter(scored_at__isnull=False)
    scored.update(scored_at=F("scored_at") - SCORED, closed_at=F("closed_at") - SCORED)
    return drawn


def _to_score(readers: Mapping[UUID, Actor]) -> Iterator[tuple[Actor, Review]]:
    """All that were given out but the last few of each reviewer."""
    for reader_id in sorted(readers):
        theirs = Review.objects.filter(reviewer_id=reader_id, state=ReviewState.ASSIGNED)
        given = list(theirs.order_by("created_at", "id"))
        yield from ((readers[reader_id], review) for review in given[:-LEFT_TO_DO])


def _decide(readers: Mapping[UUID, Actor], qa: Actor) -> None:
    """The committee has decided on some, with an answer of who signed; the last two wait."""
    waiting = list(Review.objects.filter(state=ReviewState.ARBITRATION).order_by("scored_at", "id"))
    for review in waiting[:-2]:
        services.answer(
            actor=readers[review.author_id],
            review_id=review.id,
            text="I see it now. It was at the edge of the last slice.",
        )
        words = "Subtle, and without consequence."
        services.vote(actor=qa, review_id=review.id, score="2a", comment=words)
        services.decide(actor=qa, review_id=review.id, score="2a", comment=words)
    for review in waiting[:1]:
        if len(waiting) > 2:
            _teach(review, qa)


def _teach(review: Review, qa: Actor) -> None:
    case = services.make_case(
        actor=qa,
        review_id=review.id,
        kind="learning_point",
        title="Look at the edge of the last slice",
        teaching_point="What lies at the edge of the volume is missed most. Scroll to both ends.",
    )
    services.publish_case(actor=qa, case_id=case.id)
