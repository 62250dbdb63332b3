"""The fairness page: what is counted, who sees it, what is flagged."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.common.clock import frozen_at
from apps.common.isolation import tenant_context
from apps.staffing.models import Privilege, Shift
from apps.worklist.models import Claim, Glance, ReadingTask
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice
from tests.studies import make_study, make_task

DAY = datetime(2026, 6, 1, tzinfo=UTC)
PERIOD = "from=2026-06-01T00:00:00Z&to=2026-06-02T00:00:00Z"


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def task(practice: Practice, modality: str, minutes: float = 10) -> ReadingTask:
    with frozen_at(at(0)):
        made = make_task(practice, make_study(practice, modality=modality))
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=made.id).update(minutes=minutes, rvu=minutes / 10)
    return made


def ended(practice: Practice, reader: str, made: ReadingTask, hour: float, reason: str) -> None:
    """The reader held the task for some minutes and let it go for this reason."""
    with tenant_context(practice.tenant_id):
        Claim.objects.create(
            task=made,
            reader_id=practice.user_ids[reader],
            claimed_at=at(hour) - timedelta(minutes=5),
            expires_at=at(hour),
            ended_at=at(hour),
            end_reason=reason,
        )
        if reason == "completed":
            ReadingTask.objects.filter(id=made.id).update(state="COMPLETED", completed_at=at(hour))


def glanced(practice: Practice, reader: str, made: ReadingTask, hour: float, kind: str) -> None:
    with tenant_context(practice.tenant_id):
        Glance.objects.create(
            task=made, reader_id=practice.user_ids[reader], kind=kind, at=at(hour)
        )


def seen(practice: Practice, role: str, reader: str) -> Any:
    body = answer(practice, role, "GET", f"/fairness?{PERIOD}")
    wanted = str(practice.user_ids[reader])
    return next(row for row in body["results"] if row["reader"]["id"] == wanted)


def kind(row: Any, value: str, part: str = "kinds") -> Any:
    return next(one for one in row[part] if one["value"] == value)


def test_each_way_of_leaving_a_task_is_counted_once(practice: Practice) -> None:
    left, skipped, later = (task(practice, "MR") for _ in range(3))
    for hour in (8, 9):
        glanced(practice, "reader", left, hour, "opened")
    glanced(practice, "reader", skipped, 8, "skipped")
    glanced(practice, "reader", skipped, 8.5, "opened")
    glanced(practice, "reader", later, 8, "opened")
    ended(practice, "reader", later, 10, "completed")
    ended(practice, "reader", task(practice, "CT"), 10, "released")
    ended(practice, "reader", task(practice, "CT"), 10, "handed_back")
    ended(practice, "reader", task(practice, "CT"), 10, "expired")
    row = seen(practice, "manager", "reader")
    numbers = {
        "opened": 3,
        "opened_and_left": 2,
        "skipped": 1,
        "released": 1,
        "handed_back": 1,
        "expired": 1,
        "completed": 1,
    }
    assert {name: row[name] for name in numbers} == numbers
    mr, ct = kind(row, "MR"), kind(row, "CT")
    assert (mr["taken"], mr["passed_over"]) == (1, 2)
    assert (ct["taken"], ct["passed_over"]) == (0, 2)


def test_a_reader_who_skips_mr_is_flagged_for_mr_alone(practice: Practice) -> None:
    for number in range(12):
        glanced(practice, "reader", task(practice, "MR"), 8 + number / 60, "skipped")
        ended(practice, "reader", task(practice, "CT"), 9 + number / 60, "completed")
        ended(practice, "reader2", task(practice, "MR"), 9 + number / 60, "completed")
    row = seen(practice, "manager", "reader")
    flagged = [
        one["value"] for one in row["kinds"] if one["dimension"] == "modality" and one["flagged"]
    ]
    assert flagged == ["MR"]
    assert kind(row, "MR")["colleagues"] == 0
    other = seen(practice, "qa", "reader2")
    assert not any(one["flagged"] for one in other["kinds"])
    assert kind(other, "MR")["colleagues"] == 1


def test_the_case_mix_compares_with_what_the_reader_might_have_read_then(
    practice: Practice,
) -> None:
    with tenant_context(practice.tenant_id):
        Privilege.objects.filter(reader_id=practice.user_ids["reader"]).update(
            modalities=["CT", "CR"]
        )
    ended(practice, "reader", task(practice, "CR"), 9.2, "completed")
    ended(practice, "reader2", task(practice, "CT", minutes=30), 9.4, "completed")
    ended(practice, "reader2", task(practice, "MR"), 9.4, "completed")
    ended(practice, "reader2", task(practice, "CT"), 15, "completed")
    row = seen(practice, "manager", "reader")
    modalities = [one for one in row["case_mix"] if one["dimension"] == "modality"]
    assert [(one["value"], one["own"], one["around"]) for one in modalities] == [
        ("CR", 1, 0),
        ("CT", 0, 1),
    ]
    assert row["minutes_per_case"] == 10
    assert row["minutes_per_case_around"] == 30


def test_credit_counts_minutes_and_rvu_per_hour(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        Shift.objects.create(reader_id=practice.user_ids["reader"], starts_at=at(-2), ends_at=at(4))
    ended(practice, "reader", task(practice, "CT", minutes=20), 1.5, "completed")
    ended(practice, "reader", task(practice, "CT", minutes=20), 2.5, "completed")
    row = seen(practice, "manager", "reader")
    assert (row["minutes"], row["rvu"]) == (40, 4)
    assert (row["hours_on_shift"], row["hours_active"]) == (4, 2)
    assert (row["rvu_per_hour_on_shift"], row["rvu_per_active_hour"]) == (1, 2)
    assert row["minutes_per_hour_on_shift"] == 10
    assert seen(practice, "manager", "reader2")["rvu_per_active_hour"] is None


def test_a_reader_sees_only_their_own(practice: Practice) -> None:
    own = answer(practice, "reader", "GET", f"/fairness?{PERIOD}")
    assert [row["reader"]["id"] for row in own["results"]] == [str(practice.user_ids["reader"])]
    path = f"/fairness?{PERIOD}&reader={practice.user_ids['reader2']}"
    assert refusal(practice, "reader", "GET", path) == (403, "permission_denied")
    assert len(answer(practice, "qa", "GET", path)["results"]) == 1
    assert len(answer(practice, "manager", "GET", f"/fairness?{PERIOD}")["results"]) == 2


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z",
        "from=2026-12-01T00:00:00Z&to=2026-12-01T00:00:00Z",
        "from=2026-10-01T00:00:00Z&to=2026-12-01T00:00:00Z",
        "from=then",
        "reader=me",
    ],
)
def test_what_is_not_understood_is_said(practice: Practice, query: str) -> None:
    assert refusal(practice, "manager", "GET", f"/fairness?{query}") == (400, "invalid_filter")


def test_the_number_of_queries_does_not_grow_with_the_work(practice: Practice) -> None:
    client = practice.client("manager")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/v1/fairness?{PERIOD}")
        return len(captured)

    ended(practice, "reader", task(practice, "CT"), 9, "completed")
    glanced(practice, "reader", task(practice, "MR"), 10, "opened")
    queries()
    few = queries()
    for number in range(5):
        ended(practice, "reader2", task(practice, "CT"), 9 + number / 60, "completed")
        glanced(practice, "reader", task(practice, "MR"), 10, "opened")
    assert queries() == few
