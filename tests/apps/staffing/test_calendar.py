"""Local days and wall-clock times as instants, in every zone there is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.staffing.calendar import first_instant, first_instant_after, instant

ZONES = sorted(name for name in available_timezones() if "/" in name)
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(1990, 1, 1), date(2037, 12, 30))
walls = st.builds(datetime.combine, days, st.times())


@pytest.mark.parametrize(
    ("zone", "day", "ends"),
    [
        ("Europe/Berlin", date(2026, 3, 28), "2026-03-28T23:00"),
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-29T22:00"),
        ("America/New_York", date(2026, 11, 1), "2026-11-02T05:00"),
        # The clock is put forward at midnight: the day after begins at 01:00.
        ("America/Havana", date(2026, 3, 7), "2026-03-08T05:00"),
        # The clock is put back at 01:00: midnight comes twice, and the first one counts.
        ("America/Havana", date(2026, 10, 31), "2026-11-01T04:00"),
        # Samoa left out 30 December 2011.
        ("Pacific/Apia", date(2011, 12, 29), "2011-12-30T10:00"),
        ("Australia/Lord_Howe", date(2026, 4, 5), "2026-04-05T13:30"),
    ],
)
def test_when_a_day_is_over(zone: str, day: date, ends: str) -> None:
    assert first_instant_after(day, ZoneInfo(zone)) == datetime.fromisoformat(ends).replace(
        tzinfo=UTC
    )


@given(days, zones)
def test_a_credential_ends_with_the_last_minute_of_its_last_day(day: date, zone: ZoneInfo) -> None:
    end = first_instant_after(day, zone)
    assert (end - timedelta(seconds=1)).astimezone(zone).date() <= day
    assert end.astimezone(zone).date() > day


@given(days, zones)
def test_a_day_begins_with_its_first_moment(day: date, zone: ZoneInfo) -> None:
    start = first_instant(day, zone)
    assert start.astimezone(zone).date() >= day
    assert (start - timedelta(seconds=1)).astimezone(zone).date() < day


@given(walls, st.timedeltas(timedelta(0), timedelta(days=2)), zones)
def test_instants_never_go_back(wall: datetime, later: timedelta, zone: ZoneInfo) -> None:
    assert instant(wall, zone) <= instant(wall + later, zone)


@given(walls.map(lambda wall: wall.replace(microsecond=0)), zones)
def test_the_clock_shows_the_wall_time_or_the_first_after_it(
    wall: datetime, zone: ZoneInfo
) -> None:
    shown = instant(wall, zone).astimezone(zone).replace(tzinfo=None)
    assert shown >= wall
    just_before = instant(wall, zone) - timedelta(seconds=1)
    assert just_before.astimezone(zone).replace(tzinfo=None) < wall


def test_a_time_that_the_clock_skips_is_the_moment_it_is_put_forward() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    skipped = datetime.combine(date(2026, 3, 29), time(2, 30))
    assert instant(skipped, berlin) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
