"""Contract hours against a clock that is read minute by minute, and their algebra in many zones."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.calendar_text import hours_as_text, hours_from, minute_of_day
from apps.worklist.engine.calendars import (
    Hours,
    InvalidCalendar,
    ServiceCalendar,
    add_working_duration,
    add_working_time,
    begins_to_count,
    working_minutes,
    working_time,
)
from apps.worklist.engine.public_holidays import UnknownRegion, public_holidays

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of summer time
    "America/St_Johns",
    "Asia/Kathmandu",
    "America/Havana",  # turns at midnight
    "Africa/Cairo",  # turns at midnight
    "Pacific/Apia",  # left out 30 December 2011
    "America/Asuncion",
    "Antarctica/Troll",  # two hours of summer time
]
OFFICE = tuple(Hours(weekday, 8 * 60, 18 * 60) for weekday in range(5))


def local(zone: str, year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


hours = st.sets(
    st.tuples(st.integers(0, 6), st.integers(0, 47), st.integers(1, 48)).filter(
        lambda entry: entry[1] < entry[2]
    ),
    min_size=1,
    max_size=8,
).map(lambda entries: _disjoint([Hours(day, a * 30, b * 30) for day, a, b in sorted(entries)]))


def _disjoint(entries: list[Hours]) -> tuple[Hours, ...]:
    kept: list[Hours] = []
    for entry in entries:
        if all(entry.weekday != one.weekday or entry.opens >= one.closes for one in kept):
            kept.append(entry)
    return tuple(kept)


instants = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 # bounds
near_changes = st.sampled_from(
    [
        datetime(2026, 3, 28, 20, tzinfo=UTC),
        datetime(2026, 10, 24, 20, tzinfo=UTC),
        datetime(2026, 3, 7, 20, tzinfo=UTC),
        datetime(2026, 10, 31, 20, tzinfo=UTC),
        datetime(2026, 4, 4, 10, tzinfo=UTC),
        datetime(2011, 12, 29, 0, tzinfo=UTC),
        datetime(2024, 4, 25, 18, tzinfo=UTC),
    ]
).flatmap(lambda at: st.integers(0, 36 * 3600).map(lambda more: at + timedelta(seconds=more)))
starts = instants | near_changes
calendars = st.builds(
    ServiceCalendar,
    time_zone=st.sampled_from(ZONES),
    hours=hours,
    holidays=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 4, 10)), max_size=5),
    late_from=st.none() | st.integers(0, 1439),
)
durations = st.timedeltas(timedelta(0), timedelta(days=9))


@given(starts, durations, calendars)
def test_what_was_added_is_measured(
    start: datetime, duration: timedelta, calendar: ServiceCalendar
) -> None:
    end = add_working_duration(start, duration, calendar)
    assert end >= start
    assert working_time(start, end, calendar) == duration


@given(starts, durations, calendars)
def test_the_end_is_the_earliest_possible(
    start: datetime, duration: timedelta, calendar: ServiceCalendar
) -> None:
    end = add_working_duration(start, duration, calendar)
    if duration:
        earlier = end - timedelta(microseconds=1)
        assert working_time(start, earlier, calendar) < duration


@given(starts, durations, durations, calendars)
def test_adding_is_monotone(
    start: datetime, one: timedelta, other: timedelta, calendar: ServiceCalendar
) -> None:
    less, more = sorted([one, other])
    end = add_working_duration(start, less, calendar)
    assert end <= add_working_duration(start, more, calendar)
    assert end <= add_working_duration(start + other, less, calendar)


@given(starts, durations, durations, calendars)
def test_measured_time_adds_up(
    start: datetime, one: timedelta, other: timedelta, calendar: ServiceCalendar
) -> None:
    middle, end = start + one, start + one + other
    whole = working_time(start, end, calendar)
    assert whole == working_time(start, middle, calendar) + working_time(middle, end, calendar)
    assert whole <= end - start


@given(starts, calendars)
def test_the_late_rule_never_counts_from_before_it_came(
    at: datetime, calendar: ServiceCalendar
) -> None:
    assert begins_to_count(at, calendar) >= at


@given(
    near_changes,
    st.integers(0, 3 * 24 * 60),
    st.sampled_from(ZONES),
    st.sampled_from([OFFICE, tuple(Hours(day, 0, 1440) for day in (0, 2, 5, 6))]),
)
def test_it_agrees_with_a_clock_read_minute_by_minute(
    start: datetime, minutes: int, zone: str, hours: tuple[Hours, ...]
) -> None:
    start = start.replace(second=0)
    calendar = ServiceCalendar(zone, hours, frozenset({date(2026, 3, 30)}))
    read = sum(_is_open(start + timedelta(minutes=offset), calendar) for offset in range(minutes))
    assert working_minutes(start, start + timedelta(minutes=minutes), calendar) == read


def _is_open(at: datetime, calendar: ServiceCalendar) -> bool:
    wall = at.astimezone(ZoneInfo(calendar.time_zone))
    minute = wall.hour * 60 + wall.minute
    return wall.date() not in calendar.holidays and any(
        one.weekday == wall.weekday() and one.opens <= minute < one.closes for one in calendar.hours
    )


def test_friday_evening_runs_on_monday_morning() -> None:
    calendar = ServiceCalendar("Europe/Berlin", OFFICE)
    friday = local("Europe/Berlin", 2026, 11, 20, 17, 55)
    assert add_working_time(friday, 60, calendar) == local("Europe/Berlin", 2026, 11, 23, 8, 55)
    assert add_working_time(friday, 5, calendar) == local("Europe/Berlin", 2026, 11, 20, 18, 0)


def test_a_late_study_counts_from_the_next_working_day() -> None:
    calendar = ServiceCalendar("Europe/Berlin", OFFICE, late_from=17 * 60 + 30)
    friday = local("Europe/Berlin", 2026, 11, 20, 17, 55)
    assert begins_to_count(friday, calendar) == local("Europe/Berlin", 2026, 11, 23, 8, 0)
    in_time = local("Europe/Berlin", 2026, 11, 20, 17, 29)
    assert begins_to_count(in_time, calendar) == in_time


def test_a_holiday_is_closed() -> None:
    calendar = ServiceCalendar("America/New_York", OFFICE, frozenset({date(2026, 11, 26)}))
    wednesday = local("America/New_York", 2026, 11, 25, 17, 0)
    assert add_working_time(wednesday, 90, calendar) == local(
        "America/New_York", 2026, 11, 27, 8, 30
    )


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Antarctica/Troll", date(2026, 3, 29), 22),
        ("Africa/Cairo", date(2026, 4, 24), 23),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Kathmandu", date(2026, 3, 29), 24),
    ],
)
def test_a_day_is_as_long_as_it_is(zone: str, day: date, length: float) -> None:
    others = frozenset({day - timedelta(days=1), day + timedelta(days=1)})
    calendar = ServiceCalendar(zone, holidays=others)
    noon = datetime.combine(day, datetime.min.time(), UTC)
    minutes = working_minutes(noon - timedelta(days=1), noon + timedelta(days=2), calendar)
    around = ServiceCalendar(zone, holidays=others | {day})
    elsewhere = working_minutes(noon - timedelta(days=1), noon + timedelta(days=2), around)
    assert minutes - elsewhere == length * 60


def test_open_during_an_hour_that_does_not_exist_is_never_open() -> None:
    calendar = ServiceCalendar("Europe/Berlin", (Hours(6, 120, 180),))
    spring = local("Europe/Berlin", 2026, 3, 29, 0, 0)
    assert working_minutes(spring, spring + timedelta(hours=12), calendar) == 0
    assert add_working_time(spring, 30, calendar) == local("Europe/Berlin", 2026, 4, 5, 2, 30)


def test_without_closing_times_time_is_time() -> None:
    calendar = ServiceCalendar("Europe/Berlin")
    assert calendar.always_open
    start = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert add_working_time(start, 1440, calendar) == start + timedelta(days=1)
    assert working_minutes(start, start + timedelta(days=1), calendar) == 1440
    assert working_minutes(start, start - timedelta(days=1), calendar) == 0


@pytest.mark.parametrize(
    "hours",
    [
        (),
        (Hours(7, 0, 60),),
        (Hours(0, 60, 60),),
        (Hours(0, 0, 1441),),
        (Hours(0, 0, 100), Hours(0, 90, 200)),
    ],
)
def test_hours_that_make_no_sense_are_refused(hours: tuple[Hours, ...]) -> None:
    with pytest.raises(InvalidCalendar):
        ServiceCalendar("UTC", hours)


def test_a_zone_and_a_late_rule_must_exist() -> None:
    wrongs: list[dict[str, Any]] = [{"time_zone": "Mars/Olympus"}, {"late_from": 1440}]
    for wrong in wrongs:
        with pytest.raises(InvalidCalendar):
            ServiceCalendar(**wrong)


def test_time_is_not_added_backwards() -> None:
    with pytest.raises(ValueError, match="added"):
        add_working_time(datetime(2026, 1, 1, tzinfo=UTC), -1, ServiceCalendar())


def test_a_calendar_closed_for_years_says_so() -> None:
    days = frozenset(date(2026, 1, 1) + timedelta(days=offset) for offset in range(4100))
    calendar = ServiceCalendar(holidays=days)
    with pytest.raises(InvalidCalendar, match="years"):
        add_working_time(datetime(2026, 1, 1, tzinfo=UTC), 1, calendar)
    late = ServiceCalendar(holidays=days, late_from=0)
    with pytest.raises(InvalidCalendar, match="years"):
        begins_to_count(datetime(2026, 1, 1, tzinfo=UTC), late)


def test_hours_are_read_and_written_as_people_write_them() -> None:
    written = [
        {"weekday": 0, "opens": "08:00", "closes": "18:00"},
        {"weekday": 6, "opens": "22:00", "closes": "06:00"},
    ]
    read = hours_from(written)
    assert read == (Hours(0, 0, 360), Hours(0, 480, 1080), Hours(6, 1320, 1440))
    assert hours_from(hours_as_text(read)) == read
    assert hours_from([{"weekday": 2, "opens": "00:00", "closes": "00:00"}]) == (Hours(2, 0, 1440),)


@pytest.mark.parametrize("text", ["8:00", "24:01", "07:60", "", "noon"])
def test_a_time_of_day_is_written_with_four_digits(text: str) -> None:
    with pytest.raises(InvalidCalendar):
        minute_of_day(text)


def test_an_entry_needs_its_three_parts() -> None:
    with pytest.raises(InvalidCalendar):
        hours_from([{"weekday": 0, "opens": "08:00"}])


def test_public_holidays_come_by_country_and_region() -> None:
    berlin = public_holidays("DE", "BE", range(2026, 2028))
    assert berlin[date(2026, 3, 8)]
    assert date(2026, 3, 8) not in public_holidays("DE", "BY", range(2026, 2027))
    assert date(2027, 12, 25) in berlin
    for country, region in (("XX", None), ("DE", "XX")):
        with pytest.raises(UnknownRegion):
            public_holidays(country, region, range(2026, 2027))
