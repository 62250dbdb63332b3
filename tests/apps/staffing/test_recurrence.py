"""Recurring shifts across clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.staffing.recurrence import InvalidRecurrence, Pattern, days, occurrences, parse

BERLIN = "Europe/Berlin"
ZONES = sorted(name for name in available_timezones() if "/" in name)


def night(recurrence: str = "FREQ=DAILY", until: date | None = None) -> Pattern:
    return Pattern(BERLIN, date(2026, 1, 1), time(22), 480, recurrence, until)


def hours(pattern: Pattern, day: date) -> float:
    (one,) = occurrences(pattern, day, day)
    return (one.ends_at - one.starts_at) / timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "length"),
    [(date(2026, 3, 27), 8), (date(2026, 3, 28), 7), (date(2026, 10, 24), 9)],
)
def test_a_night_shift_ends_by_the_wall_clock(day: date, length: int) -> None:
    assert hours(night(), day) == length
    (one,) = occurrences(night(), day, day)
    assert one.ends_at.astimezone(ZoneInfo(BERLIN)).time() == time(6)


def test_a_shift_in_a_skipped_hour_is_none() -> None:
    pattern = Pattern(BERLIN, date(2026, 3, 1), time(2), 60, "FREQ=DAILY")
    found = list(occurrences(pattern, date(2026, 3, 28), date(2026, 3, 30)))
    assert [one.day.day for one in found] == [28, 30]


def test_days_are_those_of_the_rule_within_its_time() -> None:
    pattern = night("FREQ=WEEKLY;BYDAY=MO,TU", until=date(2026, 1, 13))
    assert [day.isoformat() for day in days(pattern, date(2026, 1, 1), date(2026, 2, 1))] == [
        "2026-01-05",
        "2026-01-06",
        "2026-01-12",
        "2026-01-13",
    ]


def test_every_second_week_keeps_step_wherever_one_begins_to_look() -> None:
    pattern = night("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")
    whole = list(days(pattern, date(2026, 1, 1), date(2026, 12, 31)))
    assert list(days(pattern, date(2026, 6, 1), date(2026, 12, 31))) == [
        day for day in whole if day >= date(2026, 6, 1)
    ]


def test_a_count_is_counted_from_the_first_day() -> None:
    pattern = night("FREQ=DAILY;COUNT=3")
    assert len(list(days(pattern, date(2026, 1, 1), date(2026, 12, 31)))) == 3
    assert list(days(pattern, date(2026, 1, 4), date(2026, 12, 31))) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every day",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=3",
        "FREQ=DAILY;UNTIL=20260101",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY\nEXDATE:20260101",
        "DTSTART:20260101\nFREQ=DAILY",
    ],
)
def test_what_is_no_rule_for_days_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecurrence):
        parse(text, date(2026, 1, 1))


@given(
    st.sampled_from(ZONES),
    st.dates(date(2000, 1, 1), date(2036, 1, 1)),
    st.integers(0, 23),
    st.sampled_from([1, 2, 3, 4, 6, 8, 12, 24]),
)
def test_a_roster_round_the_clock_has_neither_gap_nor_overlap(
    zone: str, first: date, hour: int, per_day: int
) -> None:
    """However many equal shifts a day is cut into, in any zone, each begins when the one before ends."""
    length = 24 // per_day
    shifts = sorted(
        (one.starts_at, one.ends_at)
        for number in range(per_day)
        for one in occurrences(
            Pattern(zone, first, time((hour + number * length) % 24), length * 60, "FREQ=DAILY"),
            first,
            first + timedelta(days=9),
        )
    )
    inner = [one for one in shifts if one[0] >= shifts[0][0] + timedelta(days=1)]
    inner = [one for one in inner if one[1] <= shifts[-1][1] - timedelta(days=2)]
    for one, following in pairwise(inner):
        assert one[1] == following[0]


@given(
    st.sampled_from(ZONES),
    st.dates(date(2000, 1, 1), date(2036, 1, 1)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.integers(1, 24 * 60),
)
def test_shifts_last_as_long_as_the_wall_clock_says_but_for_clock_changes(
    zone: str, day: date, start: time, minutes: int
) -> None:
    pattern = Pattern(zone, day, start, minutes, "FREQ=DAILY;COUNT=1")
    for one in occurrences(pattern, day, day):
        assert one.starts_at.tzinfo is UTC and one.ends_at > one.starts_at
        start_offset = one.starts_at.astimezone(ZoneInfo(zone)).utcoffset()
        end_offset = one.ends_at.astimezone(ZoneInfo(zone)).utcoffset()
        assert start_offset is not None and end_offset is not None
        shown = one.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if start_offset == end_offset and shown == datetime.combine(day, start):
            assert one.ends_at - one.starts_at == timedelta(minutes=minutes)
