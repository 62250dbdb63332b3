"""What a manager expects of assignment: fair, capped, one reader per patient, in time."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from apps.worklist.engine import greedy, optimal
from apps.worklist.engine.facts import (
    PrivilegeFacts,
    ReaderFacts,
    ShiftFacts,
    SkillNeed,
    TaskFacts,
)
from apps.worklist.engine.loads import PoolPolicy, ReaderLoad, with_team_rate
from apps.worklist.engine.procedure_groups import PROCEDURE_GROUPS
from apps.worklist.engine.proposals import Proposal, Solve, expected_misses
from apps.worklist.engine.work import expected_work
from tests.apps.worklist.engine.people import AT, BEFORE, OTHER_SITE, PATIENT, reader, task, work

SOLVERS = pytest.mark.parametrize(
    "solve", [greedy.assign, optimal.assign], ids=["greedy", "optimal"]
)


def mixed(count: int, seed: int) -> list[TaskFacts]:
    """Studies of every kind, due tomorrow, worth what the shipped table says."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    tasks = []
    for number in range(count):
        modality = chance.choice(("CT", "MR", "DX", "US", "MG"))
        cost = expected_work({modality}, chance.choice(PROCEDURE_GROUPS), 0)
        tasks.append(
            task(
                number,
                due_at=AT + timedelta(hours=24, minutes=number),
                minutes=cost.minutes,
                rvu=cost.rvu,
            )
        )
    return tasks


def readers_of(proposals: list[Proposal]) -> dict[UUID, UUID]:
    return {one.task_id: one.reader_id for one in proposals}


@SOLVERS
@pytest.mark.parametrize("seed", range(12))
def test_value_spreads_to_within_one_study(solve: Solve, seed: int) -> None:
    tasks, people = mixed(90, seed), [reader(number) for number in range(3)]
    carried = {one.reader_id: 0.0 for one in people}
    value = {one.task_id: one.rvu for one in tasks}
    for one in solve(tasks, people, {}, {}, AT):
        carried[one.reader_id] += value[one.task_id]
    assert max(carried.values()) - min(carried.values()) <= max(value.values())


@SOLVERS
def test_who_did_less_so_far_gets_more(solve: Solve) -> None:
    people = [reader(1), reader(2)]
    loads = {
        people[0].reader_id: ReaderLoad(shift_rvu_done=20, shift_hours=4),
        people[1].reader_id: ReaderLoad(shift_rvu_done=8, shift_hours=4),
    }
    tomorrow = AT + timedelta(hours=24)
    tasks = [task(number, rvu=1.0, due_at=tomorrow) for number in range(16)]
    counted = Counter(readers_of(solve(tasks, people, loads, {}, AT)).values())
    assert counted == {people[1].reader_id: 14, people[0].reader_id: 2}


@SOLVERS
def test_the_eleventh_is_skipped_and_stroke_is_not(solve: Solve) -> None:
    tasks = [task(number) for number in range(11)]
    stroke = task(99, pathway="stroke", queue_rank=10)
    policies = {"": PoolPolicy(max_open_tasks=10)}
    loads = {reader().reader_id: ReaderLoad()}
    assert len(solve(tasks, [reader()], loads, policies, AT)) == 10
    full = {reader().reader_id: ReaderLoad(open_tasks=10, open_minutes=70)}
    given_out = solve(
        [*tasks, stroke], [reader()], full, policies, AT, cap_exempt_pathways={"stroke"}
    )
    assert [one.task_id for one in given_out] == [stroke.task_id]


@SOLVERS
def test_minutes_are_capped_too_but_one_long_study_always_fits(solve: Solve) -> None:
    policies = {"": PoolPolicy(max_open_minutes=20)}
    tasks = [task(number, minutes=9.0) for number in range(5)]
    assert len(solve(tasks, [reader()], {}, policies, AT)) == 2
    assert len(solve([task(minutes=45.0)], [reader()], {}, policies, AT)) == 1


@SOLVERS
def test_studies_of_one_patient_go_to_one_reader(solve: Solve) -> None:
    people = [reader(number) for number in range(4)]
    tasks = [task(number, patient_id=UUID(int=900 + number // 2)) for number in range(8)]
    given_out = readers_of(solve(tasks, people, {}, {}, AT))
    pairs = [(tasks[number], tasks[number + 1]) for number in range(0, 8, 2)]
    assert all(given_out[one.task_id] == given_out[other.task_id] for one, other in pairs)


@SOLVERS
def test_a_reader_who_may_not_read_the_second_study_does_not_get_it(solve: Solve) -> None:
    holder = reader(1)
    second = reader(2, privileges=(PrivilegeFacts(OTHER_SITE, BEFORE),))
    loads = {holder.reader_id: ReaderLoad(patients=frozenset({PATIENT}), open_tasks=1)}
    elsewhere = task(patient_id=PATIENT, work_class=work(site_id=OTHER_SITE))
    given_out = solve([elsewhere], [holder, second], loads, {}, AT)
    assert readers_of(given_out) == {elsewhere.task_id: second.reader_id}


@SOLVERS
def test_stats_are_spread(solve: Solve) -> None:
    people = [reader(number) for number in range(3)]
    due = AT + timedelta(minutes=40)
    tasks = [task(number, priority="STAT", pathway="stat", due_at=due) for number in range(6)]
    counted = Counter(readers_of(solve(tasks, people, {}, {}, AT)).values())
    assert sorted(counted.values()) == [2, 2, 2]


@SOLVERS
@pytest.mark.parametrize(
    "off_duty",
    [
        {"available": False},
        {"shifts": ()},
        {"shifts": (ShiftFacts(AT - timedelta(hours=8), AT),)},
        {"shifts": (ShiftFacts(AT, AT + timedelta(hours=8), role="on_call"),)},
    ],
)
def test_nobody_off_duty_is_given_work(solve: Solve, off_duty: dict[str, Any]) -> None:
    person: ReaderFacts = reader(**off_duty)
    assert solve([task()], [person], {}, {}, AT) == []
    assert greedy.next_task([task()], person, ReaderLoad(), {}, AT) is not None


@SOLVERS
def test_a_preferred_skill_attracts(solve: Solve) -> None:
    people = [reader(1, skills={}), reader(2, skills={"chest": 3}), reader(3, skills={})]
    wanting = task(preferred_skills=(SkillNeed("chest", 2),))
    assert readers_of(solve([wanting], people, {}, {}, AT)) == {
        wanting.task_id: people[1].reader_id
    }


@SOLVERS
def test_who_is_far_ahead_of_the_team_leaves_what_can_wait(solve: Solve) -> None:
    ahead, behind = reader(1), reader(2)
    done = {ahead.reader_id: 30.0, behind.reader_id: 6.0}
    loads = with_team_rate(
        {key: ReaderLoad(shift_rvu_done=rvu, shift_hours=4) for key, rvu in done.items()}
    )
    can_wait = task(1, due_at=AT + timedelta(hours=24))
    cannot = task(2, due_at=AT + timedelta(minutes=15), work_class=work(pool="night"))
    only_ahead = [ahead, reader(2, pools=frozenset())]
    given_out = readers_of(solve([can_wait, cannot], only_ahead, loads, {}, AT))
    assert given_out == {can_wait.task_id: behind.reader_id, cannot.task_id: ahead.reader_id}


def test_looking_at_all_tasks_together_saves_a_due_time() -> None:
    """One by one, the generalist's only study goes to the reader whom the second study needs."""
    generalist, expert = reader(2, skills={}), reader(1, skills={"neuro": 3})
    due = AT + timedelta(minutes=10)
    anyone = task(1, due_at=due)
    needs_expert = task(2, due_at=due, work_class=work(needs=(SkillNeed("neuro", 3),)))
    tasks, people = [anyone, needs_expert], [generalist, expert]
    greedy_answer = greedy.assign(tasks, people, {}, {}, AT)
    optimal_answer = optimal.assign(tasks, people, {}, {}, AT)
    assert len(expected_misses(tasks, greedy_answer, {}, AT)) == 1
    assert expected_misses(tasks, optimal_answer, {}, AT) == []


def test_the_next_task_is_the_most_urgent_not_the_nicest() -> None:
    nice = task(1, preferred_skills=(SkillNeed("neuro", 2),), patient_id=PATIENT)
    urgent = task(2, queue_rank=20, work_class=work(procedure_group="msk"))
    load = ReaderLoad(patients=frozenset({PATIENT}))
    found = greedy.next_task([nice, urgent], reader(), load, {}, AT)
    assert found is not None and found[0] == urgent
    assert greedy.next_task([], reader(), load, {}, AT) is None


def test_five_hundred_tasks_among_fifty_readers() -> None:
    people = [reader(number) for number in range(50)]
    tasks = mixed(500, seed=5)
    for solve in (greedy.assign, optimal.assign):
        assert len(solve(tasks, people, {}, {}, AT)) == 500
