"""What clocks read and when they are due, with pauses, by any calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.calendars import Hours, ServiceCalendar, working_time
from apps.worklist.engine.clocks import (
    MILESTONES,
    Pause,
    Target,
    changed_target,
    counted_time,
    due_at,
    interval,
    intervals,
    merged,
    paused_time,
)

START = datetime(2026, 3, 27, 15, 12, 7, tzinfo=UTC)
ALWAYS = ServiceCalendar()
OFFICE = ServiceCalendar(
    "Europe/Berlin",
    tuple(Hours(weekday, 480, 1080) for weekday in range(5)),
    frozenset({date(2026, 4, 3)}),
    late_from=17 * 60,
)
ODD = ServiceCalendar(
    "America/New_York", (Hours(5, 0, 1440), Hours(6, 60, 200), Hours(0, 700, 701))
)
calendars = st.sampled_from([ALWAYS, OFFICE, ODD])


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


seconds = st.integers(0, 14 * 86400)
pause_lists = st.lists(
    st.tuples(seconds, st.integers(0, 4 * 86400)).map(
        lambda pair: Pause(
            START + timedelta(seconds=pair[0]), START + timedelta(seconds=pair[0] + pair[1])
        )
    ),
    max_size=5,
)


def test_one_study_gives_every_interval_and_they_add_up() -> None:
    reached = {name: at(7 * order**2) for order, name in enumerate(MILESTONES)}
    found = intervals(reached)
    assert len(found) == len(MILESTONES) * (len(MILESTONES) - 1) // 2
    for (start, end), length in found.items():
        assert length == interval(reached, start, end) == reached[end] - reached[start]
        for middle in MILESTONES[MILESTONES.index(start) + 1 : MILESTONES.index(end)]:
            assert length == found[start, middle] + found[middle, end]


def test_what_was_not_reached_has_no_interval() -> None:
    reached = {"complete": START, "final": at(20)}
    assert interval(reached, "complete", "delivered") is None
    assert intervals(reached) == {("complete", "final"): timedelta(minutes=20)}


def test_the_due_time_moves_by_exactly_the_paused_time() -> None:
    pauses = [Pause(at(5), at(17.5)), Pause(at(20), at(20.25))]
    assert due_at(START, 30, pauses, ALWAYS) == at(30 + 12.5 + 0.25)
    assert counted_time(START, at(42.75), pauses, ALWAYS) == timedelta(minutes=30)
    assert paused_time(START, at(10), pauses, ALWAYS) == timedelta(minutes=5)


def test_a_clock_that_stands_has_no_due_time_unless_it_had_run_out() -> None:
    assert due_at(START, 30, [Pause(at(5))], ALWAYS) is None
    assert due_at(START, 30, [Pause(at(30))], ALWAYS) == at(30)
    assert due_at(START, 30, [Pause(at(45))], ALWAYS) == at(30)


def test_a_pause_while_closed_moves_nothing() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    friday = datetime(2026, 11, 20, 16, 55, tzinfo=berlin)
    night = Pause(
        datetime(2026, 11, 20, 19, 0, tzinfo=berlin), datetime(2026, 11, 23, 7, 0, tzinfo=berlin)
    )
    monday = datetime(2026, 11, 23, 8, 55, tzinfo=berlin)
    assert due_at(friday, 120, [], OFFICE) == due_at(friday, 120, [night], OFFICE) == monday


def test_pauses_that_overlap_count_once() -> None:
    pauses = [
        Pause(at(5), at(15)),
        Pause(at(10), at(20)),
        Pause(at(20), at(25)),
        Pause(at(9), at(9)),
    ]
    assert merged(pauses) == (Pause(at(5), at(25)),)
    assert merged([Pause(at(1)), Pause(at(5), at(6))]) == (Pause(at(1)),)


def test_no_clock_runs_backwards() -> None:
    with pytest.raises(ValueError, match="negative"):
        due_at(START, -1, [], ALWAYS)


@given(st.integers(0, 60 * 24 * 20), pause_lists, calendars)
def test_the_clock_reads_its_minutes_when_it_is_due(
    minutes: int, pauses: list[Pause], calendar: ServiceCalendar
) -> None:
    due = due_at(START, minutes, pauses, calendar)
    assert due is not None
    assert counted_time(START, due, pauses, calendar) == timedelta(minutes=minutes)
    if minutes:
        just_before = due - timedelta(microseconds=1)
        assert counted_time(START, just_before, pauses, calendar) < timedelta(minutes=minutes)


@given(st.integers(0, 60 * 24 * 20), pause_lists, calendars)
def test_the_due_time_moves_by_the_open_time_paused(
    minutes: int, pauses: list[Pause], calendar: ServiceCalendar
) -> None:
    without, due = due_at(START, minutes, [], calendar), due_at(START, minutes, pauses, calendar)
    assert without is not None
    assert due is not None
    assert working_time(without, due, calendar) == paused_time(START, due, pauses, calendar)


@given(pause_lists, calendars, seconds, seconds)
def test_what_ran_and_what_was_paused_is_all_the_open_time(
    pauses: list[Pause], calendar: ServiceCalendar, one: int, other: int
) -> None:
    first, second = (START + timedelta(seconds=offset) for offset in sorted([one, other]))
    ran = counted_time(START, second, pauses, calendar)
    assert ran >= counted_time(START, first, pauses, calendar) >= timedelta(0)
    whole = counted_time(START, second, [], calendar)
    assert ran + paused_time(START, second, pauses, calendar) == whole


def changed(current: Target, minutes: float, after: float, *pauses: Pause) -> Target:
    return changed_target(
        current,
        started=START,
        minutes=minutes,
        calendar=ALWAYS,
        changed_at=at(after),
        pauses=pauses,
    )


def test_more_urgent_counts_from_when_it_was_asked() -> None:
    routine = Target(START, 1440, ALWAYS)
    assert changed(routine, 30, 600) == Target(at(600), 30, ALWAYS)


def test_more_urgent_is_never_due_later_than_it_was() -> None:
    routine = Target(START, 1440, ALWAYS)
    assert changed(routine, 30, 1435) == routine


def test_less_urgent_counts_from_the_start() -> None:
    stat = Target(at(600), 30, ALWAYS)
    assert changed(stat, 1440, 610) == Target(START, 1440, ALWAYS)


def test_a_change_while_the_clock_stands_compares_what_is_left() -> None:
    routine = Target(START, 1440, ALWAYS)
    assert changed(routine, 30, 600, Pause(at(10))) == Target(at(600), 30, ALWAYS)
    assert changed(routine, 2000, 600, Pause(at(10))) == Target(START, 2000, ALWAYS)
