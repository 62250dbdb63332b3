"""What is measured is what it says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.worklist.engine.simulation.measures import (
    desk_hours,
    load_spread,
    measure,
    percentile,
)
from apps.worklist.engine.simulation.practice import house_of
from apps.worklist.engine.simulation.routing import route
from apps.worklist.engine.simulation.trace import Holding, Trace
from tests.apps.worklist.engine.simulation.small import small_world

WORLD = small_world(1)
HOUSE = house_of(WORLD.sites)
TASKS = tuple(route(study, HOUSE) for study in WORLD.studies)


def signed(number: int, minutes: float, reader: int = 0) -> Holding:
    facts = TASKS[number].facts
    return Holding(
        task_id=facts.task_id,
        reader_id=WORLD.readers[reader].facts.reader_id,
        starts_at=facts.received_at,
        ends_at=facts.received_at + timedelta(minutes=minutes),
        outcome="signed",
    )


@pytest.mark.parametrize(("rank", "expected"), [(50, 5.0), (90, 9.0), (95, 10.0), (100, 10.0)])
def test_percentiles_are_of_the_nearest_rank(rank: int, expected: float) -> None:
    assert percentile([float(one) for one in range(1, 11)], rank) == expected


def test_a_study_never_signed_is_late() -> None:
    everything = [signed(number, 1.0) for number in range(len(TASKS))]
    full = measure(WORLD, TASKS, Trace("x", tuple(everything), frozenset()))
    assert full.within_sla == {"STAT": 1.0, "URGENT": 1.0, "ROUTINE": 1.0, "all": 1.0}
    assert full.median == full.p95 == pytest.approx(1.0)
    none = measure(WORLD, TASKS, Trace("x", (), frozenset()))
    assert none.within_sla["all"] == 0.0 and none.signed == 0


def test_signed_at_the_due_instant_is_in_time_and_a_moment_later_is_not() -> None:
    due = (TASKS[0].facts.due_at - TASKS[0].facts.received_at).total_seconds() / 60
    share = 1 / len(TASKS)
    exact = measure(WORLD, TASKS, Trace("x", (signed(0, due),), frozenset()))
    late = measure(WORLD, TASKS, Trace("x", (signed(0, due + 0.001),), frozenset()))
    assert exact.within_sla["all"] == pytest.approx(share)
    assert late.within_sla["all"] == 0.0


def test_spread_is_the_busiest_readers_rate_over_the_mean_of_all() -> None:
    readers = tuple(replace(one, presence=WORLD.readers[0].presence) for one in WORLD.readers)
    world = replace(WORLD, readers=readers)
    alone = Trace("x", (signed(0, 1.0),), frozenset())
    assert load_spread(world, TASKS, alone) == pytest.approx(len(readers))


def test_hours_at_the_desk_are_cut_at_the_borders_of_the_period() -> None:
    reader = next(one for one in WORLD.readers if one.presence)
    first = reader.presence[0]
    half = first.starts_at + (first.ends_at - first.starts_at) / 2
    assert desk_hours(reader, first.starts_at, half) == pytest.approx(first.hours / 2)
