"""The sums of a dry run."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.dry_run import (
    MOST_EXAMPLES,
    MOST_UNCHANGED_EXAMPLES,
    Decided,
    Totals,
    Tried,
    judged,
    said,
)
from apps.worklist.engine.facts import SkillNeed
from tests.apps.worklist.engine.people import AT

READERS = [UUID(int=number) for number in range(3)]
moments = st.none() | st.integers(-3, 3).map(lambda hours: AT + timedelta(hours=hours))
decisions = st.builds(
    Decided,
    priority=st.sampled_from(("STAT", "ROUTINE")),
    pathway=st.sampled_from(("stroke", "routine")),
    pool=st.sampled_from(("", "night")),
    due_at=moments,
)
people = st.frozensets(st.sampled_from(READERS))
tasks = st.builds(
    Tried,
    task_id=st.uuids(),
    description=st.just("CT head"),
    site=st.just("Site A"),
    received_at=st.just(AT - timedelta(hours=4)),
    completed_at=moments,
    minutes=st.sampled_from((5.0, 12.0)),
    before=decisions,
    after=decisions,
    readers_before=people,
    readers_after=people,
    matched=st.lists(st.sampled_from(("a", "b")), unique=True).map(tuple),
)


@given(st.lists(tasks, max_size=40))
def test_every_way_of_adding_up_gives_the_same(tried: list[Tried]) -> None:
    totals = Totals(AT)
    for one in tried:
        totals.add(one)
    result = totals.as_json({})
    assert result["tasks"] == len(tried)
    assert result["changed"] == sum(one.before != one.after for one in tried)
    for side in ("before", "after"):
        whole = result["total"][side]
        assert whole["hits"] + whole["misses"] + whole["undecided"] == whole["tasks"] == len(tried)
        for dimension in ("by_priority", "by_pathway", "by_pool"):
            for name, value in whole.items():
                parts = sum(row[side][name] for row in result[dimension])
                assert parts == pytest.approx(value)
        assignable = sum(one.minutes for one in tried if getattr(one, f"readers_{side}"))
        load = sum(row[f"{side}_minutes"] for row in result["by_reader"])
        assert load == pytest.approx(assignable, abs=0.2)
    assert result["matched"] == {
        name: count for name in ("a", "b") if (count := sum(name in one.matched for one in tried))
    }


def test_examples_are_bounded() -> None:
    def tried(number: int, *, changed: bool) -> Tried:
        return Tried(
            task_id=UUID(int=number),
            description="",
            site="",
            received_at=AT + timedelta(seconds=number),
            completed_at=None,
            minutes=1,
            before=Decided("STAT", "stat"),
            after=Decided("STAT", "stroke" if changed else "stat"),
            readers_before=frozenset(),
            readers_after=frozenset(),
            matched=(f"rule {number % 30}",),
        )

    totals = Totals(AT)
    for number in range(1000):
        totals.add(tried(number, changed=number % 2 == 0))
    examples = totals.as_json({})["examples"]
    assert sum(one["changed"] for one in examples) == MOST_EXAMPLES
    assert sum(not one["changed"] for one in examples) == MOST_UNCHANGED_EXAMPLES
    assert [one["received_at"] for one in examples] == sorted(
        one["received_at"] for one in examples
    )


@pytest.mark.parametrize(
    ("due", "completed", "verdict"),
    [
        (1, 1, "hits"),
        (1, 2, "misses"),
        (-1, None, "misses"),
        (0, None, "undecided"),
        (1, None, "undecided"),
        (None, 1, "undecided"),
    ],
)
def test_due_times_are_judged(due: int | None, completed: int | None, verdict: str) -> None:
    def moment(hours: int | None) -> object:
        return None if hours is None else AT + timedelta(hours=hours)

    assert judged(moment(due), moment(completed), AT) == verdict  # type: ignore[arg-type] # see moment


def test_a_decision_is_said_in_a_line() -> None:
    decided = Decided(
        priority="STAT",
        pathway="stroke",
        pool="night",
        reader=READERS[0],
        needs=(SkillNeed("neuro", 2),),
        preferred=(SkillNeed("chest", 1),),
        workflow="preliminary_then_final",
        split=("head", "neck"),
        due_at=AT + timedelta(minutes=15),
    )
    assert said(decided, AT, {READERS[0]: "Dr Reader"}) == (
        "STAT, stroke, pool night, Dr Reader, needs neuro (regular practice), prefers chest (trained), "
        "preliminary then final, split into head and neck, due in 15 min"
    )
