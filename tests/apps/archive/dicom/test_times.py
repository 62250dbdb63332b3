from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.archive.dicom.times import (
    instant,
    instant_of_date_time,
    parse_date,
    parse_offset,
    parse_time,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20260329", date(2026, 3, 29)),
        ("2026.03.29", date(2026, 3, 29)),
        ("20260229", None),
        ("202603", None),
        ("", None),
        ("00000000", None),
        ("٢٠٢٦٠٣٢٩", None),
        ("20260329-20260401", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07", time(7)),
        ("0745", time(7, 45)),
        ("074530.5", time(7, 45, 30, 500000)),
        ("07:45:30", time(7, 45, 30)),
        ("235960", time(23, 59, 59)),
        ("246000", None),
        ("7", None),
        ("", None),
    ],
)
def test_times(text: str, expected: time | None) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "hours"), [("+0100", 1.0), ("-0330", -3.5), ("+1400", 14.0), ("-1200", -12.0)]
)
def test_offsets(text: str, hours: float) -> None:
    assert parse_offset(text) == timezone(timedelta(hours=hours))


@pytest.mark.parametrize("text", ["+1500", "-1230", "0100", "+01", "+0160", ""])
def test_illegal_offsets(text: str) -> None:
    assert parse_offset(text) is None


@pytest.mark.parametrize(
    ("day", "clock", "offset", "zone", "expected"),
    [
        ("20261024", "235000", "", BERLIN, datetime(2026, 10, 24, 21, 50, tzinfo=UTC)),
        ("20261025", "235000", "", BERLIN, datetime(2026, 10, 25, 22, 50, tzinfo=UTC)),
        ("20261025", "023000", "", BERLIN, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("20260329", "023000", "", BERLIN, datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("20260308", "235000", "", NEW_YORK, datetime(2026, 3, 9, 3, 50, tzinfo=UTC)),
        ("20260308", "235000", "+0900", NEW_YORK, datetime(2026, 3, 8, 14, 50, tzinfo=UTC)),
        ("20260308", "235000", "junk", NEW_YORK, datetime(2026, 3, 9, 3, 50, tzinfo=UTC)),
    ],
)
def test_instants(day: str, clock: str, offset: str, zone: ZoneInfo, expected: datetime) -> None:
    assert instant(day, clock, offset_text=offset, zone=zone) == expected


def test_a_date_time_carries_its_own_offset() -> None:
    found = instant_of_date_time("20260101120000.25-0500", offset_text="+0900", zone=BERLIN)
    assert found == datetime(2026, 1, 1, 17, 0, 0, 250000, tzinfo=UTC)
    assert instant_of_date_time("202601", offset_text="", zone=BERLIN) is None


@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=8))
def test_nothing_raises(day: str, clock: str, offset: str) -> None:
    for found in (
        instant(day, clock, offset_text=offset, zone=BERLIN),
        instant_of_date_time(day, offset_text=offset, zone=BERLIN),
    ):
        assert found is None or found.tzinfo is UTC


@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_digits_never_raise(day: str, clock: str) -> None:
    found = instant(day, clock, offset_text="+1400", zone=BERLIN)
    assert found is None or found.tzinfo is UTC


@given(
    st.integers(31_536_000, 2_114_380_800).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    ),
    st.sampled_from([BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Tokyo")]),
)
def test_a_wall_time_that_exists_comes_back(moment: datetime, zone: ZoneInfo) -> None:
    local = moment.astimezone(zone).replace(microsecond=0)
    found = instant(local.strftime("%Y%m%d"), local.strftime("%H%M%S"), offset_text="", zone=zone)
    assert found is not None
    assert found.astimezone(zone).replace(fold=0) == local.replace(fold=0)
