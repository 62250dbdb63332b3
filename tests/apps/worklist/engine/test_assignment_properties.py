"""What either solver keeps to, whatever the readers, tasks, loads and caps."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from hypothesis import given, settings

from apps.worklist.engine import greedy, optimal
from apps.worklist.engine.candidates import is_on_duty, queue_key
from apps.worklist.engine.eligibility import verdict
from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import NO_LOAD, NO_POLICY, PoolPolicy, ReaderLoad, can_be_given
from apps.worklist.engine.proposals import Solve, expected_misses
from apps.worklist.engine.scoring import score
from tests.apps.worklist.engine import strategies as some
from tests.apps.worklist.engine.people import AT

EXEMPT = frozenset({"stroke"})
NO_CAPS = dict.fromkeys(("", "night"), PoolPolicy(most_ahead=None))
SOLVERS = pytest.mark.parametrize(
    "solve", [greedy.assign, optimal.assign], ids=["greedy", "optimal"]
)

Loads = dict[UUID, ReaderLoad]
Policies = dict[str, PoolPolicy]


@SOLVERS
@settings(max_examples=60)
@given(tasks=some.queues, readers=some.rosters, loads=some.all_loads, policies=some.policies)
def test_nobody_is_given_what_they_must_not_have(
    solve: Solve,
    tasks: list[TaskFacts],
    readers: list[ReaderFacts],
    loads: Loads,
    policies: Policies,
) -> None:
    proposals = solve(tasks, readers, loads, policies, AT, cap_exempt_pathways=EXEMPT)
    by_task = {one.task_id: one for one in tasks}
    by_reader = {one.reader_id: one for one in readers}
    assert len({one.task_id for one in proposals}) == len(proposals)
    carried = dict(loads)
    for one in proposals:
        task, reader = by_task[one.task_id], by_reader[one.reader_id]
        assert verdict(task, reader, AT).eligible and is_on_duty(reader, AT)
        load = carried.get(reader.reader_id, NO_LOAD)
        policy = policies.get(task.work_class.pool, NO_POLICY)
        assert can_be_given(load, task, policy, EXEMPT, AT)
        carried[reader.reader_id] = load.with_task(task)


@SOLVERS
@settings(max_examples=40)
@given(tasks=some.queues, readers=some.rosters, loads=some.all_loads, policies=some.policies)
def test_the_order_of_the_input_does_not_matter(
    solve: Solve,
    tasks: list[TaskFacts],
    readers: list[ReaderFacts],
    loads: Loads,
    policies: Policies,
) -> None:
    one = solve(tasks, readers, loads, policies, AT)
    other = solve(tasks[::-1], readers[::-1], loads, policies, AT)
    assert one == other


@SOLVERS
@settings(max_examples=40)
@given(tasks=some.queues, readers=some.rosters, loads=some.all_loads)
def test_without_caps_whatever_can_be_read_is_given_out(
    solve: Solve, tasks: list[TaskFacts], readers: list[ReaderFacts], loads: Loads
) -> None:
    given_out = {one.task_id for one in solve(tasks, readers, loads, NO_CAPS, AT)}
    on_duty = [one for one in readers if is_on_duty(one, AT)]
    readable = {
        task.task_id for task in tasks if any(verdict(task, one, AT).eligible for one in on_duty)
    }
    assert given_out == readable


@settings(max_examples=80)
@given(tasks=some.queues, readers=some.rosters, loads=some.all_loads, policies=some.policies)
def test_the_matching_never_misses_more_than_one_by_one(
    tasks: list[TaskFacts], readers: list[ReaderFacts], loads: Loads, policies: Policies
) -> None:
    def misses(solve: Solve) -> int:
        proposals = solve(tasks, readers, loads, policies, AT, cap_exempt_pathways=EXEMPT)
        return len(expected_misses(tasks, proposals, loads, AT))

    assert misses(optimal.assign) <= misses(greedy.assign)


@given(tasks=some.queues, readers=some.rosters, loads=some.all_loads)
def test_the_next_task_has_the_most_points_of_the_first_pathway_one_may_read(
    tasks: list[TaskFacts], readers: list[ReaderFacts], loads: Mapping[UUID, ReaderLoad]
) -> None:
    for reader in readers:
        readable = [task for task in tasks if verdict(task, reader, AT).eligible]
        load = loads.get(reader.reader_id, NO_LOAD)
        found = greedy.next_task(tasks, reader, load, {}, AT)
        assert (found is None) == (not readable)
        if found:
            assert found[0] in readable
            first = [
                one for one in readable if one.queue_rank == min(readable, key=queue_key).queue_rank
            ]
            points = {one.task_id: score(one, reader, load, NO_POLICY, AT).total for one in first}
            assert found[1].total == points[found[0].task_id] == max(points.values())
