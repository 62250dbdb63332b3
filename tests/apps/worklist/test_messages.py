"""The talk about a study: who sees it, who has read it, who is told."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.archive.models import Study
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.common.outbox.dispatching import dispatch_due
from apps.worklist.models import MessageMark, ReadingTask, StudyMessage
from apps.worklist.selectors.messages import unread_of
from apps.worklist.services.messages import read_messages, write_message
from tests.apps.worklist.desk import answer, ask, refusal
from tests.factories import Practice
from tests.studies import make_study, make_task


def thread(study: Study) -> str:
    return f"/study-messages?study={study.id}"


def say(practice: Practice, role: str, study: Study, text: str, **more: Any) -> Any:
    return answer(practice, role, "POST", thread(study), {"text": text, **more})


def mark_read(practice: Practice, role: str, study: Study, **body: Any) -> int:
    path = f"/study-messages/read?study={study.id}"
    return int(answer(practice, role, "POST", path, body)["unread"])


def unread_on_list(practice: Practice, task: ReadingTask) -> int:
    with tenant_context(practice.tenant_id):
        return int(ReadingTask.objects.get(id=task.id).unread_messages)


def test_both_sides_read_one_thread_in_order(practice: Practice) -> None:
    study = make_study(practice)
    say(practice, "reader", study, "Is there a lateral view?", request="repeat_view")
    say(practice, "site_user", study, "Coming in ten minutes.")
    for role, mine in (("reader", [True, False]), ("site_user", [False, True])):
        seen = answer(practice, role, "GET", thread(study))
        assert seen["count"] == 2
        assert [one["text"] for one in seen["results"]] == [
            "Is there a lateral view?",
            "Coming in ten minutes.",
        ]
        assert [one["from_site"] for one in seen["results"]] == [False, True]
        assert [one["mine"] for one in seen["results"]] == mine
        assert [one["request"] for one in seen["results"]] == ["repeat_view", ""]


def test_a_site_reaches_only_its_own_studies(practice: Practice) -> None:
    elsewhere = make_study(practice, site=practice.site_b)
    say(practice, "reader", elsewhere, "hello")
    read = f"/study-messages/read?study={elsewhere.id}"
    for method, path, body in (
        ("GET", thread(elsewhere), None),
        ("POST", thread(elsewhere), {"text": "x"}),
        ("POST", read, {}),
    ):
        assert refusal(practice, "site_user", method, path, body) == (404, "not_found")


@pytest.mark.parametrize("query", ["", "?study=", "?study=seven", "?study=%00"])
def test_a_thread_needs_a_study(practice: Practice, query: str) -> None:
    assert refusal(practice, "reader", "GET", f"/study-messages{query}") == (400, "invalid_filter")


def test_each_side_counts_what_the_other_wrote_since_it_looked(practice: Practice) -> None:
    study = make_study(practice)
    task = make_task(practice, study)
    first = say(practice, "site_user", study, "one")
    say(practice, "site_manager", study, "two")
    assert unread_on_list(practice, task) == 2
    assert mark_read(practice, "reader", study, through=first["id"]) == 1
    assert unread_on_list(practice, task) == 1
    say(practice, "reader2", study, "answer")
    assert unread_on_list(practice, task) == 1, "writing is not reading"
    with tenant_context(practice.tenant_id):
        assert unread_of(study, of_site=True) == 1
    assert mark_read(practice, "reader2", study) == 0
    assert unread_on_list(practice, task) == 0
    assert mark_read(practice, "site_user", study) == 0
    assert mark_read(practice, "reader", study, through=first["id"]) == 0, "no mark moves back"


def test_a_request_can_stop_the_clock_until_it_is_answered(practice: Practice) -> None:
    task = make_task(practice)
    body = {"text": "The apex is cut off.", "request": "repeat_view", "hold": True}
    refused = refusal(practice, "reader", "POST", thread(task.study), body)
    assert refused == (403, "permission_denied"), "who does not read it cannot hold it"
    refused = refusal(practice, "site_user", "POST", thread(task.study), body)
    assert refused == (403, "permission_denied")
    assert answer(practice, "reader", "GET", thread(task.study))["count"] == 0
    answer(practice, "reader", "POST", f"/reading-tasks/{task.id}/claim")
    answer(practice, "reader", "POST", thread(task.study), body)
    held = answer(practice, "manager", "GET", f"/reading-tasks/{task.id}")
    assert held["state"] == "SCHEDULED"
    assert (held["hold"]["code"], held["hold"]["reason"]) == ("poor_images", body["text"])
    with tenant_context(practice.tenant_id):
        assert task.pauses.filter(ended_at=None).count() == 1
    say(practice, "manager", task.study, "Please hurry.")
    assert answer(practice, "manager", "GET", f"/reading-tasks/{task.id}")["hold"], "no answer yet"
    say(practice, "site_user", task.study, "Sent once more.")
    resumed = answer(practice, "manager", "GET", f"/reading-tasks/{task.id}")
    assert (resumed["hold"], resumed["unread_messages"]) == (None, 1)
    with tenant_context(practice.tenant_id):
        assert task.pauses.get().end_reason == "the site answered"


def test_the_site_does_not_end_a_hold_that_was_no_question(practice: Practice) -> None:
    task = make_task(practice)
    say(practice, "manager", task.study, "Is the scanner up again?")
    body = {"code": "technical", "reason": "The scanner is down."}
    answer(practice, "manager", "POST", f"/reading-tasks/{task.id}/hold", body)
    say(practice, "site_user", task.study, "Not yet.")
    assert answer(practice, "manager", "GET", f"/reading-tasks/{task.id}")["hold"]


def test_a_manager_can_hold_with_a_message(practice: Practice) -> None:
    task = make_task(practice)
    say(practice, "manager", task.study, "Which side hurts?", hold=True)
    held = answer(practice, "manager", "GET", f"/reading-tasks/{task.id}")
    assert held["hold"]["code"] == "waiting_for_site"
    nothing = make_study(practice)
    body = {"text": "x", "hold": True}
    refused = refusal(practice, "manager", "POST", thread(nothing), body)
    assert refused == (422, "nothing_to_hold")


def test_the_portal_counts_what_the_site_has_not_read(practice: Practice) -> None:
    study = make_study(practice)

    def unread() -> int:
        row = answer(practice, "site_user", "GET", f"/site-studies/{study.id}")
        return int(row["unread_messages"])

    assert unread() == 0
    say(practice, "reader", study, "Is there a lateral view?")
    say(practice, "site_user", study, "Coming.")
    assert unread() == 1
    mark_read(practice, "site_user", study)
    assert unread() == 0


def test_what_was_written_before_the_study_was_listed_is_counted(practice: Practice) -> None:
    study = make_study(practice)
    say(practice, "site_user", study, "More images are on their way.")
    task = make_task(practice, study)
    dispatch_due()
    assert unread_on_list(practice, task) == 1


def test_closed_tasks_keep_their_number(practice: Practice) -> None:
    study = make_study(practice)
    task = make_task(practice, study)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=task.id).update(state="CANCELED")
    say(practice, "site_user", study, "one")
    assert unread_on_list(practice, task) == 0


def test_the_first_page_is_the_newest(practice: Practice) -> None:
    study = make_study(practice)
    for number in range(5):
        say(practice, "reader", study, str(number))
    pages = [
        [
            one["text"]
            for one in answer(
                practice, "reader", "GET", f"{thread(study)}&limit=2&offset={offset}"
            )["results"]
        ]
        for offset in (0, 2, 4)
    ]
    assert pages == [["3", "4"], ["1", "2"], ["0"]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("😀" * 2000, 201),
        ("x" * 2001, 422),
        ("x" * 10_001, 400),
        ("", 422),
        ("\x07", 422),
        ("a\x00b", 400),
        ("\u202eright to left", 201),
        ("שלום", 201),
        (None, 400),
        (["a"], 400),
    ],
)
def test_any_text_is_kept_or_refused_clearly(practice: Practice, text: Any, status: int) -> None:
    study = make_study(practice)
    response = ask(practice, "reader", "POST", thread(study), {"text": text})
    assert response.status_code == status, response.content
    with tenant_context(practice.tenant_id):
        assert StudyMessage.objects.filter(study=study).count() == (status == 201)


def test_an_unknown_request_is_refused(practice: Practice) -> None:
    study = make_study(practice)
    body = {"text": "x", "request": "coffee"}
    assert ask(practice, "reader", "POST", thread(study), body).status_code == 400


def test_the_event_carries_ids_only(practice: Practice) -> None:
    study = make_study(practice)
    message = say(practice, "reader", study, "DOE JANE is here")
    with tenant_context(practice.tenant_id):
        event = OutboxEvent.objects.get(name="worklist.study_message_written")
    assert event.payload == {"study_id": str(study.id), "message_id": message["id"]}


def test_a_slow_clock_does_not_put_a_message_before_the_last(practice: Practice) -> None:
    study = make_study(practice)
    with tenant_context(practice.tenant_id):
        first = write_message(actor=practice.actor("reader"), study_id=study.id, text="first")
        with frozen_at(now().replace(year=2000)):
            second = write_message(actor=practice.actor("reader"), study_id=study.id, text="second")
        assert second.written_at > first.written_at


def test_the_number_of_queries_does_not_grow_with_the_thread(practice: Practice) -> None:
    study = make_study(practice)
    client = practice.client("reader")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/v1{thread(study)}&limit=200")
        return len(captured)

    say(practice, "reader", study, "one")
    queries()
    few = queries()
    for number in range(10):
        say(practice, "site_user", study, str(number))
    assert queries() == few


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["reader", "site_user"]), st.sampled_from(["write", "read", "read_one"])
        ),
        max_size=25,
    )
)
@settings(max_examples=15)
def test_counters_match_a_plain_model(
    steps: list[tuple[str, str]], django_db_setup: None, django_db_blocker: Any
) -> None:
    """Against any sequence of writing and reading."""
    with django_db_blocker.unblock():
        _counters_match(steps)
        connections.close_all()


_kept: list[Practice] = []


def _counters_match(steps: list[tuple[str, str]]) -> None:
    from tests.factories import make_practice

    practice = _kept[0] if _kept else make_practice()
    _kept[:] = [practice]
    study = make_study(practice)
    task = make_task(practice, study)
    actors = {role: practice.actor(role) for role in ("reader", "site_user")}
    written: list[tuple[str, Any]] = []
    read = {"reader": 0, "site_user": 0}
    for role, step in steps:
        with tenant_context(practice.tenant_id):
            if step == "write":
                message = write_message(actor=actors[role], study_id=study.id, text="x")
                written.append((role, message.id))
            elif step == "read":
                read_messages(actor=actors[role], study_id=study.id)
                read[role] = len(written)
            elif written:
                read_messages(actor=actors[role], study_id=study.id, through=written[0][1])
                read[role] = max(read[role], 1)
            for side in read:
                expected = sum(author != side for author, _ in written[read[side] :])
                assert unread_of(study, of_site=side == "site_user") == expected
            unread = sum(author == "site_user" for author, _ in written[read["reader"] :])
            assert ReadingTask.objects.get(id=task.id).unread_messages == unread


def test_many_at_once_lose_no_count(committed_practice: Practice) -> None:
    practice = committed_practice
    study = make_study(practice)
    task = make_task(practice, study)
    actor = practice.actor("site_user")

    def write(number: int) -> None:
        try:
            with tenant_context(practice.tenant_id):
                write_message(actor=actor, study_id=study.id, text=str(number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert unread_on_list(practice, task) == 40
    with tenant_context(practice.tenant_id):
        times = list(
            StudyMessage.objects.filter(study=study)
            .order_by("written_at")
            .values_list("written_at", flat=True)
        )
        assert len(set(times)) == 40
        assert MessageMark.objects.filter(study=study).count() == 2
