"""Signed reports, and reviews of them in every state, over the real services."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Role
from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.peer_review.models import Review, ReviewPolicy
from apps.peer_review.services.drawing import new_review
from apps.peer_review.states import ReviewState
from apps.reporting.models import ReportVersion
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import Practice, add_person

POLICY: dict[str, Any] = {
    "mode": "score",
    "percent": 100,
    "shares": [],
    "minimum_per_reader": 0,
    "maximum_per_reader": None,
    "period_days": 1,
    "due_days": 7,
    "reported_due_days": 2,
    "in_flow_percent": 100,
    "quorum": 1,
}
MISSED = "The nodule in the left lower lobe is not described."


def watch(practice: Practice) -> Actor:
    return Actor.system(practice.tenant_id, "peer review")


def policy(practice: Practice, **values: Any) -> ReviewPolicy:
    with tenant_context(practice.tenant_id):
        return services.set_policy(actor=practice.actor("qa"), **{**POLICY, **values})


def known_policy(practice: Practice, **values: Any) -> ReviewPolicy:
    """The policy in force, or a new one."""
    with tenant_context(practice.tenant_id):
        found = ReviewPolicy.objects.order_by("-number").first()
    return found if found is not None and not values else policy(practice, **values)


def signed(practice: Practice, sections: list[Any] | None = None, **options: Any) -> Reading:
    """A final report of ``reader``."""
    reading = begin(practice, **options)
    reading.signed(sections=sections or text())
    return reading


def sampled(practice: Practice, reading: Reading | None = None, **values: Any) -> Review:
    """A review of ``reader``'s report that chance has chosen, not given to anybody yet."""
    reading = reading or signed(practice)
    chosen = known_policy(practice, **values)
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.select_related("report__study").get(
            report__study=reading.study, kind="final"
        )
        review = new_review(version, policy=chosen, origin="sample")
        review.save(force_insert=True)
    return review


def assigned(practice: Practice, reading: Reading | None = None, **values: Any) -> Review:
    """Given to ``reader2``, the only other reader of the practice."""
    review = sampled(practice, reading, **values)
    with tenant_context(practice.tenant_id):
        assert services.assign(actor=watch(practice), review_id=review.id)
    found = fresh(practice, review.id)
    assert found.reviewer_id == practice.user_ids["reader2"]
    return found


def scored(practice: Practice, score: str = "3a", comment: str = MISSED) -> Review:
    review = assigned(practice)
    with tenant_context(practice.tenant_id):
        services.score_review(
            actor=practice.actor("reader2"), review_id=review.id, score=score, comment=comment
        )
    handed_over(practice)
    return fresh(practice, review.id)


def handed_over(practice: Practice) -> None:
    """As two days later: what was scored has been handed to who signed."""
    with tenant_context(practice.tenant_id):
        scored = Review.objects.filter(scored_at__isnull=False)
        scored.update(
            scored_at=F("scored_at") - timedelta(days=2),
            closed_at=F("closed_at") - timedelta(days=2),
        )


def voted(practice: Practice) -> Review:
    review = scored(practice)
    with tenant_context(practice.tenant_id):
        services.vote(actor=practice.actor("qa"), review_id=review.id, score="2a", comment=MISSED)
    return fresh(practice, review.id)


def decided(practice: Practice, score: str = "2a") -> Review:
    review = voted(practice)
    with tenant_context(practice.tenant_id):
        services.decide(
            actor=practice.actor("qa"), review_id=review.id, score=score, comment="Subtle."
        )
    return fresh(practice, review.id)


def in_state(practice: Practice, state: str) -> Review:
    """A review of ``reader``'s report by ``reader2`` in that state."""
    if state == ReviewState.CANCELED:
        review = assigned(practice)
        with tenant_context(practice.tenant_id):
            Review.objects.filter(id=review.id).update(state=ReviewState.CANCELED)
        return fresh(practice, review.id)
    makers: dict[ReviewState, Callable[[Practice], Review]] = {
        ReviewState.WAITING: sampled,
        ReviewState.ASSIGNED: assigned,
        ReviewState.ARBITRATION: scored,
        ReviewState.CLOSED: decided,
    }
    return makers[ReviewState(state)](practice)


def fresh(practice: Practice, review_id: UUID) -> Review:
    with tenant_context(practice.tenant_id):
        review: Review = Review.objects.get(id=review_id)
    return review


def third_reader(practice: Practice) -> UUID:
    return add_person(practice, Role.READER, name="reader3")
