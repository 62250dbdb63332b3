"""Notes on a task."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.common.isolation import tenant_context
from apps.worklist.models import TaskNote
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice
from tests.studies import make_task


def test_colleagues_read_what_was_noted_in_order(practice: Practice) -> None:
    path = f"/reading-tasks/{make_task(practice).id}/notes"
    answer(practice, "reader", "POST", path, {"text": "Compare with the outside MR."})
    answer(practice, "manager", "POST", path, {"text": "Outside MR is on its way."})
    seen = answer(practice, "qa", "GET", path)
    assert [note["text"] for note in seen["results"]] == [
        "Compare with the outside MR.",
        "Outside MR is on its way.",
    ]
    assert seen["results"][0]["author"]["name"] == practice.actor("reader").name


def test_an_empty_note_is_refused(practice: Practice) -> None:
    path = f"/reading-tasks/{make_task(practice).id}/notes"
    assert refusal(practice, "reader", "POST", path, {"text": " "}) == (422, "text_required")


def test_a_note_cannot_be_changed_or_removed(practice: Practice) -> None:
    path = f"/reading-tasks/{make_task(practice).id}/notes"
    answer(practice, "reader", "POST", path, {"text": "first"})
    with tenant_context(practice.tenant_id):
        for change in (
            lambda: TaskNote.objects.update(text="second"),
            lambda: TaskNote.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_the_number_of_queries_does_not_grow_with_the_notes(practice: Practice) -> None:
    path = f"/reading-tasks/{make_task(practice).id}/notes"
    client = practice.client("reader")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/v1{path}")
        return len(captured)

    answer(practice, "reader", "POST", path, {"text": "0"})
    queries()
    few = queries()
    for author in ("reader", "reader2", "manager", "operations", "admin"):
        answer(practice, author, "POST", path, {"text": "more"})
    assert queries() == few
