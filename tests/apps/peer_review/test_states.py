"""State × action, in the table, over HTTP, and what the database refuses whatever the code does."""

from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.states import IllegalTransition, next_state
from apps.peer_review.models import Review, ReviewDraw, ReviewEntry, ReviewPolicy
from apps.peer_review.states import REVIEW_TRANSITIONS, ReviewState
from tests.apps.peer_review.scenes import MISSED, assigned, in_state, sampled, scored
from tests.apps.reporting.scenes import post
from tests.factories import Practice

ACTIONS = ("assign", "recuse", "expire", "close", "dispute", "vote", "decide", "cancel")
TABLE: dict[str, tuple[str | None, ...]] = {
    "waiting": ("assigned", None, None, None, None, None, None, "canceled"),
    "assigned": (None, "waiting", "waiting", "closed", "arbitration", None, None, "canceled"),
    "arbitration": (None, None, None, None, None, "arbitration", "closed", "canceled"),
    "closed": (None,) * 8,
    "canceled": (None,) * 8,
}


@pytest.mark.parametrize(
    ("state", "place"), list(product(ReviewState.values(), range(len(ACTIONS))))
)
def test_each_cell(state: str, place: int) -> None:
    expected = TABLE[state][place]
    if expected is None:
        with pytest.raises(IllegalTransition):
            next_state(REVIEW_TRANSITIONS, state, ACTIONS[place])
    else:
        assert next_state(REVIEW_TRANSITIONS, state, ACTIONS[place]) == expected


def test_the_table_has_no_other_cell() -> None:
    assert {action for _, action in REVIEW_TRANSITIONS} == set(ACTIONS)


CALLS: dict[str, tuple[str, str, dict[str, str]]] = {
    "score": ("reader2", "reviews/{}/score", {"score": "1"}),
    "recuse": ("reader2", "reviews/{}/recuse", {"text": "I know whose it is"}),
    "vote": ("qa", "cases/{}/votes", {"score": "1"}),
    "decide": ("qa", "cases/{}/decision", {"score": "1"}),
    "answer": ("reader", "feedback/{}/answers", {"text": "Seen now."}),
}
# By state: score, recuse, vote, decide, answer. Whom a review is nothing to gets 404.
ANSWERS = {
    "waiting": (404, 404, 404, 404, 404),
    "assigned": (200, 204, 404, 404, 404),
    "arbitration": (409, 409, 201, 409, 201),
    "closed": (409, 409, 409, 409, 201),
    "canceled": (404, 404, 404, 404, 404),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ReviewState.values())
def test_each_call_in_each_state(state: str, practice: Practice) -> None:
    review = in_state(practice, state)
    answers = []
    for role, path, body in CALLS.values():
        with transaction.atomic():
            sent = post(practice.client(role), f"peer-review/{path.format(review.id)}", body)
            transaction.set_rollback(True)
        answers.append(sent.status_code)
    assert tuple(answers) == ANSWERS[state]


def refused(practice: Practice, review: Review, **values: Any) -> bool:
    with tenant_context(practice.tenant_id):
        try:
            with transaction.atomic():
                Review.objects.filter(id=review.id).update(**values)
        except IntegrityError:
            return True
    return False


@pytest.mark.django_db
def test_the_database_refuses_what_must_never_be(practice: Practice) -> None:
    review = assigned(practice)
    closed = {"state": "closed", "closed_at": now(), "comment": MISSED, "scored_at": now()}
    for severe in ("2b", "3a", "3b"):
        assert refused(practice, review, **closed, score=severe, final_score=severe)
        assert refused(practice, review, **closed, score=severe, final_score="1")
        assert refused(practice, review, **closed, score="1", final_score=severe)
    assert refused(practice, review, reviewer_id=review.author_id)
    assert refused(practice, review, **closed, score="4", final_score="1")
    assert refused(practice, review, score="2a", comment="")
    assert refused(practice, review, **closed)
    assert refused(practice, review, final_score="1")
    assert refused(practice, review, state="waiting")
    assert refused(practice, review, lesson="good_catch")
    assert not refused(practice, review, **closed, score="2a", final_score="2a")


@pytest.mark.django_db
def test_policies_draws_and_the_log_are_written_once(practice: Practice) -> None:
    review = scored(practice)
    with tenant_context(practice.tenant_id):
        ReviewDraw.objects.create(
            policy_id=review.policy_id,
            starts_at=review.created_at,
            ends_at=now(),
            seed="00",
            population_size=0,
            population_digest="",
            drawn_count=0,
        )
    for model in (ReviewPolicy, ReviewDraw, ReviewEntry):
        table = model._meta.db_table
        for statement in (f'DELETE FROM "{table}"', f'UPDATE "{table}" SET id = id'):
            with tenant_context(practice.tenant_id), pytest.raises(DatabaseError):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement)


@pytest.mark.django_db
def test_a_report_is_sampled_once(practice: Practice) -> None:
    review = sampled(practice)
    review.id, review._state.adding = None, True
    with tenant_context(practice.tenant_id), pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.bulk_create([review])
