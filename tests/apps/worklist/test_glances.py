"""What is noted when a reader looks at a task and leaves it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.worklist.models import Glance, ReadingTask
from apps.worklist.services import claim_task
from apps.worklist.services.glances import SAME_GLANCE, note_opened, skip_task
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice
from tests.studies import make_task


def glances(practice: Practice) -> list[tuple[str, str]]:
    with tenant_context(practice.tenant_id):
        return list(Glance.objects.order_by("at", "id").values_list("kind", "reason"))


def test_opening_and_skipping_are_noted_once_within_minutes(practice: Practice) -> None:
    task = make_task(practice)
    for _ in range(3):
        assert answer(practice, "reader", "POST", f"/reading-tasks/{task.id}/opened") is None
    body = {"reason": "too many slices"}
    for _ in range(2):
        assert answer(practice, "reader", "POST", f"/reading-tasks/{task.id}/skip", body) is None
    assert glances(practice) == [("opened", ""), ("skipped", "too many slices")]


def test_another_look_later_is_another_look(practice: Practice) -> None:
    task = make_task(practice)
    start = now()
    with tenant_context(practice.tenant_id):
        for minutes in (0, 5, 11, 12, 22):
            with frozen_at(start + timedelta(minutes=minutes)):
                note_opened(actor=practice.actor("reader"), task_id=task.id)
        note_opened(actor=practice.actor("reader2"), task_id=task.id)
    assert timedelta(minutes=10) == SAME_GLANCE
    assert len(glances(practice)) == 4


def test_a_task_that_is_read_or_closed_leaves_no_trace(practice: Practice) -> None:
    task = make_task(practice)
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        claim_task(actor=reader, task_id=task.id)
        for looker in (reader, practice.actor("reader2")):
            assert note_opened(actor=looker, task_id=task.id) is None
        ReadingTask.objects.filter(id=task.id).update(state="CANCELED")
        assert note_opened(actor=practice.actor("reader2"), task_id=task.id) is None
        assert skip_task(actor=practice.actor("reader2"), task_id=task.id, reason="x") is None
    assert glances(practice) == []


@pytest.mark.parametrize("reason", ["", "  ", "\x07"])
def test_a_skip_says_why(practice: Practice, reason: str) -> None:
    path = f"/reading-tasks/{make_task(practice).id}/skip"
    status, code = refusal(practice, "reader", "POST", path, {"reason": reason})
    assert status == 422
    assert code in ("reason_required", "text_required")


def test_a_page_opened_twice_at_once_is_one_look(committed_practice: Practice) -> None:
    practice = committed_practice
    task = make_task(practice)
    actor = practice.actor("reader")

    def look(_: int) -> None:
        try:
            with tenant_context(practice.tenant_id):
                note_opened(actor=actor, task_id=task.id)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, range(12)))
    assert len(glances(practice)) == 1
