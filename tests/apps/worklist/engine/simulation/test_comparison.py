"""The policies on the same arrivals and readers: ours is the better one, and nothing goes wrong under any."""

from dataclasses import replace

import pytest

from apps.worklist.engine.simulation.audit import Findings
from apps.worklist.engine.simulation.comparison import compare
from apps.worklist.engine.simulation.policies import FirstComeFirstServed
from apps.worklist.engine.simulation.world import Size, build_world
from tests.apps.worklist.engine.simulation.small import results, small_world

POLICIES = ("ours", "first_come_first_served", "random")
CLEAN = Findings(ineligible_assignments=0, double_assignments=0, lost_tasks=0)


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_reads_what_they_may_not_nothing_is_held_twice_and_nothing_is_lost(
    seed: int, policy: str
) -> None:
    assert results(seed)[policy].findings == CLEAN


@pytest.mark.parametrize("seed", range(1, 7))
def test_ours_signs_more_stat_studies_in_time(seed: int) -> None:
    ours, simple = (results(seed)[one].measures for one in POLICIES[:2])
    assert ours.within_sla["STAT"] > simple.within_sla["STAT"]


def test_at_full_size_ours_signs_more_stat_studies_in_time_and_spreads_work_more_evenly() -> None:
    found = compare(build_world(1, Size(days=2)))
    ours, simple = (found[one].measures for one in POLICIES[:2])
    assert ours.within_sla["STAT"] > simple.within_sla["STAT"]
    assert ours.load_spread < simple.load_spread
    assert all(one.findings == CLEAN for one in found.values())


def test_the_same_seed_gives_the_same_trace() -> None:
    again = compare(small_world(2))
    assert {name: one.trace for name, one in again.items()} == {
        name: one.trace for name, one in results(2).items()
    }


def test_every_policy_reads_the_same_study_for_as_long_when_the_same_reader_does() -> None:
    def lengths(policy: str) -> dict[object, float]:
        return {
            (one.task_id, one.reader_id): (one.ends_at - one.starts_at).total_seconds()
            for one in results(3)[policy].trace.holdings
            if one.outcome == "signed"
        }

    ours, simple = lengths("ours"), lengths("first_come_first_served")
    shared = ours.keys() & simple.keys()
    assert shared and all(ours[one] == pytest.approx(simple[one]) for one in shared)


def test_a_reader_whose_credentials_end_at_work_holds_nothing_from_then_on() -> None:
    world = small_world(4)
    ends_at = world.starts_at.replace(hour=18)
    readers = tuple(
        replace(
            reader,
            facts=replace(
                reader.facts,
                licences=tuple(replace(one, ends_at=ends_at) for one in reader.facts.licences),
            ),
        )
        for reader in world.readers
    )
    found = compare(replace(world, readers=readers), [FirstComeFirstServed()])
    trace = found["first_come_first_served"].trace
    assert found["first_come_first_served"].findings == CLEAN
    assert max(one.ends_at for one in trace.holdings) <= ends_at
    assert any(one.outcome == "lapsed" for one in trace.holdings)
    assert trace.waiting
