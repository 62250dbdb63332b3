"""Who is ahead of the team gets lighter work, and what can wait is kept for those who are behind."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from apps.worklist.engine import greedy, optimal
from apps.worklist.engine.facts import TaskFacts
from apps.worklist.engine.loads import (
    CAN_WAIT,
    KEPT_FOR,
    PoolPolicy,
    ReaderLoad,
    kept_for_others,
    practice_rate,
    with_team_rate,
)
from apps.worklist.engine.scoring import score
from tests.apps.worklist.engine.people import AT, reader, task

POLICY = PoolPolicy()
FAST = ReaderLoad(shift_rvu_done=50, shift_hours=4)
SLOW = ReaderLoad(shift_rvu_done=30, shift_hours=4)
NEW = ReaderLoad(shift_rvu_done=0, shift_hours=0.1)
FAST_ID, SLOW_ID = UUID(int=1001), UUID(int=1002)
TEAM = with_team_rate({FAST_ID: FAST, SLOW_ID: SLOW})
ROUTINE = task(due_at=AT + timedelta(hours=20))


def points_for_mix(of: TaskFacts, load: ReaderLoad) -> float:
    return score(of, reader(), load, POLICY, AT).parts["mix"]


def test_the_team_rate_is_the_mean_of_those_who_have_been_there_for_a_while() -> None:
    assert {one.team_rvu_per_hour for one in TEAM.values()} == {10.0}
    with_newcomer = with_team_rate({FAST_ID: FAST, SLOW_ID: SLOW, UUID(int=3): NEW})
    assert {one.team_rvu_per_hour for one in with_newcomer.values()} == {10.0}
    assert with_team_rate({UUID(int=3): NEW})[UUID(int=3)].team_rvu_per_hour is None


def test_the_practice_rate_is_the_mean_of_all_who_were_there_for_a_while() -> None:
    assert practice_rate([(100.0, 10.0), (120.0, 8.0), (9.0, 0.9)]) == 12.5
    assert practice_rate([(9.0, 0.9)]) is None


def test_the_days_before_the_shift_count_and_everybody_in_them() -> None:
    today = ReaderLoad(shift_rvu_done=20, shift_hours=2, open_rvu=3.0, team_rvu_per_hour=10.0)
    assert today.ahead == 0 and today.rvu == 23
    week = replace(today, recent_rvu_done=240, recent_hours=20, practice_rvu_per_hour=8.0)
    assert week.ahead == 0.5 and week.rvu == 2 * 12 + 3
    assert week.with_task(task(rvu=2.0)).rvu == 29 and week.with_task(ROUTINE).ahead == 0.5
    first_minutes = replace(week, recent_rvu_done=2.0, recent_hours=0.3)
    assert first_minutes.done_per_hour == 10 and first_minutes.ahead == 0.25
    assert replace(first_minutes, shift_hours=0.3).ahead is None


def test_what_can_wait_is_kept_for_the_day_from_a_night_that_is_ahead_of_the_practice() -> None:
    night = {
        id_: replace(load, practice_rvu_per_hour=7.0)
        for id_, load in with_team_rate({FAST_ID: FAST, SLOW_ID: FAST}).items()
    }
    people = [reader(1), reader(2)]
    assert not greedy.assign([ROUTINE], people, night, {}, AT)
    assert greedy.assign([task(due_at=AT + CAN_WAIT)], people, night, {}, AT)


def test_rich_studies_suit_who_is_behind_and_plain_ones_who_is_ahead() -> None:
    rich, plain = task(minutes=7.0, rvu=1.5), task(minutes=2.5, rvu=0.2)
    assert points_for_mix(rich, TEAM[SLOW_ID]) > 0 > points_for_mix(rich, TEAM[FAST_ID])
    assert points_for_mix(plain, TEAM[SLOW_ID]) < 0 < points_for_mix(plain, TEAM[FAST_ID])
    assert points_for_mix(rich, FAST) == 0


def test_of_two_alike_the_one_who_is_behind_takes_the_rich_study_next() -> None:
    rich = task(1, minutes=8.0, rvu=1.6, due_at=AT + timedelta(hours=20))
    plain = task(2, minutes=8.0, rvu=0.8, due_at=AT + timedelta(hours=20))
    for load, expected in ((TEAM[SLOW_ID], rich), (TEAM[FAST_ID], plain)):
        best = greedy.best_task([rich, plain], reader(), load, {}, AT)
        assert best is not None and best[0] == expected


@pytest.mark.parametrize(
    ("load", "due_in", "most_ahead", "kept"),
    [
        (TEAM[FAST_ID], timedelta(hours=20), 0.15, True),
        (TEAM[FAST_ID], timedelta(hours=20), 0.25, False),
        (TEAM[FAST_ID], timedelta(hours=20), None, False),
        (TEAM[FAST_ID], CAN_WAIT, 0.15, False),
        (TEAM[SLOW_ID], timedelta(hours=20), 0.15, False),
        (FAST, timedelta(hours=20), 0.15, False),
    ],
)
def test_only_what_can_wait_is_kept_and_only_from_who_is_far_ahead(
    load: ReaderLoad, due_in: timedelta, most_ahead: float | None, kept: bool
) -> None:
    policy = replace(POLICY, most_ahead=most_ahead)
    assert kept_for_others(load, task(due_at=AT + due_in), policy, AT) is kept


@pytest.mark.parametrize(("most_ahead", "times"), [(0.2, 1.25), (0.1, 2.5), (0.0, 1.0)])
def test_what_has_waited_for_a_while_is_kept_from_nobody_the_later_the_further_ahead(
    most_ahead: float, times: float
) -> None:
    policy = replace(POLICY, most_ahead=most_ahead)

    def kept(waited: timedelta) -> bool:
        waiting = task(due_at=AT + timedelta(hours=20), received_at=AT - waited)
        return kept_for_others(TEAM[FAST_ID], waiting, policy, AT)

    moment = timedelta(seconds=1)
    assert kept(KEPT_FOR * times - moment) and not kept(KEPT_FOR * times + moment)


@pytest.mark.parametrize("assign", [greedy.assign, optimal.assign])
def test_a_reader_far_ahead_is_given_no_routine_study_but_every_stat(assign: object) -> None:
    assert callable(assign)
    stat = task(2, priority="STAT", queue_rank=2, due_at=AT + timedelta(minutes=30))
    proposals = assign([ROUTINE, stat], [reader(1)], TEAM, {}, AT)
    assert [one.task_id for one in proposals] == [stat.task_id]
    both = assign([ROUTINE, stat], [reader(1), reader(2)], TEAM, {}, AT)
    assert {one.task_id: one.reader_id for one in both}[ROUTINE.task_id] == SLOW_ID
