"""What the worklist shows, to whom, in which order, in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.worklist.selectors import WorklistFilter, reading_tasks
from apps.worklist.services import claim_task, complete_task
from tests.factories import Practice
from tests.studies import make_study, make_task


def listed(practice: Practice, query: str = "", role: str = "reader") -> list[str]:
    response = practice.client(role).get(f"/api/v1/reading-tasks{query}")
    assert response.status_code == 200, response.content
    return [row["study"]["accession_number"] for row in response.json()["results"]]


def test_the_most_urgent_stands_first(practice: Practice) -> None:
    routine = make_task(practice, priority="ROUTINE").study.accession_number
    stat = make_task(practice, priority="STAT").study.accession_number
    urgent = make_task(practice, priority="URGENT").study.accession_number
    assert listed(practice) == [stat, urgent, routine]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?priority=STAT", ["stat ct"]),
        ("?priority=STAT,ROUTINE&ordering=received_at", ["stat ct", "routine mr"]),
        ("?modality=MR", ["routine mr"]),
        ("?site=site-b", ["routine mr"]),
        ("?body_part=HEAD", ["routine mr"]),
        ("?search=jane", ["stat ct"]),
        ("?search=山田", ["routine mr"]),
        ("?state=COMPLETED", []),
        ("?overdue=true", []),
        ("?claimed_by=me", []),
        ("?limit=1", ["stat ct"]),
        ("?limit=1&offset=1", ["routine mr"]),
    ],
)
def test_filters_narrow_the_list(practice: Practice, query: str, expected: list[str]) -> None:
    stat = make_study(practice, priority="STAT", modality="CT", name="DOE^JANE")
    routine = make_study(
        practice, site=practice.site_b, modality="MR", body_part="HEAD", name="山田^太郎"
    )
    names = {
        make_task(practice, study).study.accession_number: name
        for study, name in ((stat, "stat ct"), (routine, "routine mr"))
    }
    assert [names[number] for number in listed(practice, query)] == expected


def test_what_is_signed_last_stands_first_and_the_page_is_read_along_its_index(
    practice: Practice,
) -> None:
    begin = now()
    tasks = [make_task(practice, modality=modality) for modality in ("CT", "MR", "CR")]
    for minutes, task in zip((1, 3, 2), tasks, strict=True):
        with tenant_context(practice.tenant_id), frozen_at(begin + timedelta(minutes=minutes)):
            claim_task(actor=practice.actor("reader"), task_id=task.id)
            complete_task(actor=practice.actor("reader"), task_id=task.id)
    make_task(practice)
    numbers = [tasks[place].study.accession_number for place in (1, 2, 0)]
    signed = "?state=COMPLETED&ordering="
    assert listed(practice, f"{signed}-completed_at") == numbers
    assert listed(practice, f"{signed}completed_at") == numbers[::-1]
    narrowed = WorklistFilter(states=("COMPLETED",), ordering="-completed_at")
    with tenant_context(practice.tenant_id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = reading_tasks(actor=practice.actor("manager"), narrowed=narrowed)[:50].explain()
    assert "reading_task_signed" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize(
    "query", ["?state=OPEN", "?priority=NOW", "?ordering=shoe_size", "?claimed_by=you"]
)
def test_an_unknown_filter_value_is_a_clear_error(practice: Practice, query: str) -> None:
    response = practice.client("reader").get(f"/api/v1/reading-tasks{query}")
    assert (response.status_code, response.json()["code"]) == (400, "invalid_filter")


def test_another_practice_sees_nothing(practice: Practice, other_practice: Practice) -> None:
    task = make_task(practice)
    assert listed(other_practice) == []
    for path in ("", "/priors"):
        response = other_practice.client("reader").get(f"/api/v1/reading-tasks/{task.id}{path}")
        assert response.status_code == 404
    for path in ("claim", "heartbeat", "release"):
        response = other_practice.client("reader").post(f"/api/v1/reading-tasks/{task.id}/{path}")
        assert response.status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_list(practice: Practice) -> None:
    client = practice.client("reader")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get("/api/v1/reading-tasks?limit=200")
        return len(captured)

    make_task(practice)
    client.get("/api/v1/reading-tasks")
    few = queries()
    for _ in range(10):
        make_task(practice)
    assert queries() == few


def test_counts(practice: Practice) -> None:
    make_task(practice, priority="STAT")
    mine = make_task(practice)
    client = practice.client("reader")
    client.post(f"/api/v1/reading-tasks/{mine.id}/claim")
    counts = client.get("/api/v1/reading-tasks/counts?time_zone=Asia/Tokyo").json()
    assert counts == {"unread": 1, "stat": 1, "overdue": 0, "mine": 1, "signed_today": 0}


def test_the_most_relevant_prior_stands_first(practice: Practice) -> None:
    current = make_study(practice, modality="CT", body_part="HEAD")
    foot = make_study(practice, patient=current.patient, modality="CR", body_part="FOOT")
    head = make_study(practice, patient=current.patient, modality="CT", body_part="HEAD")
    task = make_task(practice, current)
    found = (
        practice.client("reader").get(f"/api/v1/reading-tasks/{task.id}/priors").json()["results"]
    )
    assert [prior["study"]["id"] for prior in found] == [str(head.id), str(foot.id)]
    assert found[0]["relevance"] > found[1]["relevance"]
    assert (
        practice.client("reader").get(f"/api/v1/reading-tasks/{task.id}").json()["prior_count"] == 2
    )


def test_a_manager_changes_priority_with_a_reason_and_the_due_time_follows(
    practice: Practice,
) -> None:
    task = make_task(practice)
    path = f"/api/v1/reading-tasks/{task.id}/priority"
    manager = practice.client("manager")
    body = {"priority": "STAT", "reason": "patient deteriorates"}
    changed = manager.post(path, body, content_type="application/json").json()
    assert changed["priority"] == "STAT"
    assert changed["due_at"] < task.due_at.isoformat()
    assert (
        manager.post(
            path, {"priority": "STAT", "reason": ""}, content_type="application/json"
        ).status_code
        == 422
    )
    assert (
        practice.client("reader").post(path, body, content_type="application/json").status_code
        == 403
    )


def test_the_length_of_a_list_is_exact_and_follows_its_filters(
    practice: Practice, other_practice: Practice
) -> None:
    make_task(practice, priority="STAT")
    make_task(practice, make_study(practice, site=practice.site_b))
    make_task(other_practice)

    def length(query: str = "") -> int:
        answer = practice.client("reader").get(f"/api/v1/reading-tasks/length{query}")
        return int(answer.json()["count"])

    assert [length(), length("?priority=STAT"), length("?site=site-b&search=jane")] == [2, 1, 1]
