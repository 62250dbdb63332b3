"""The rows say what the solver does."""

import json
from datetime import timedelta

import pytest
from hypothesis import given

from apps.worklist.engine import greedy
from apps.worklist.engine.explanation import candidate_counts, candidate_rows
from apps.worklist.engine.facts import Credential, ReaderFacts, TaskFacts
from apps.worklist.engine.loads import PoolPolicy, ReaderLoad
from tests.apps.worklist.engine import strategies as some
from tests.apps.worklist.engine.people import AT, BEFORE, reader, task


def test_rows_name_who_why_and_how_much() -> None:
    busy = ReaderLoad(open_tasks=3, open_minutes=30)
    ending = Credential("FR", BEFORE, AT + timedelta(hours=1))
    people = [
        reader(1, licences=()),
        reader(2),
        reader(3, available=False),
        reader(4, licences=(Credential("DE-BE", BEFORE), ending)),
    ]
    loads = {people[1].reader_id: busy}
    rows = candidate_rows(task(), people, loads, PoolPolicy(max_open_tasks=3), at=AT)
    assert [row["reader"]["name"] for row in rows] == [
        "Reader 4",
        "Reader 3",
        "Reader 2",
        "Reader 1",
    ]
    first, _, full, excluded = rows
    assert first["eligible"] and first["until"] == "2026-11-02T23:00:00+00:00"
    assert first["score"] == pytest.approx(sum(first["parts"].values()), abs=0.05)
    assert not full["has_room"] and full["eligible"]
    assert [one["code"] for one in excluded["exclusions"]] == [
        "no_licence_where_imaged",
        "no_licence_where_read",
    ]
    assert excluded["score"] is None and excluded["parts"] == {}
    assert candidate_counts(rows) == {
        "readers": 4,
        "eligible": 3,
        "can_be_given": 1,
        "excluded": {"no_licence_where_imaged": 1, "no_licence_where_read": 1},
    }


@given(some.tasks, some.rosters, some.all_loads)
def test_whoever_is_given_the_task_is_on_top(
    task: TaskFacts, readers: list[ReaderFacts], loads: dict
) -> None:
    rows = candidate_rows(task, readers, loads, at=AT)
    json.dumps(rows)
    proposals = greedy.assign([task], readers, loads, {}, AT)
    if proposals:
        best = max(
            row["score"]
            for row in rows
            if row["score"] is not None and row["on_shift"] and row["available"]
        )
        assert rows[0]["score"] == best
        assert abs(proposals[0].score.total - best) < 0.011
    else:
        assert candidate_counts(rows)["can_be_given"] == 0
