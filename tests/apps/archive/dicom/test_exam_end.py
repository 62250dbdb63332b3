"""When an examination ended, from what its instances say."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from apps.archive.dicom.exam_end import CLOCK_SKEW, exam_end

BERLIN = ZoneInfo("Europe/Berlin")
RECEIVED = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


def headers(**values: str) -> dict[str, Any]:
    tags = {
        "offset": "00080201",
        "end_date": "00400250",
        "end_time": "00400251",
        "acquired": "0008002A",
        "acquired_date": "00080022",
        "acquired_time": "00080032",
        "content_date": "00080023",
        "content_time": "00080033",
    }
    return {tags[name]: {"vr": "LO", "Value": [value]} for name, value in values.items()}


PERFORMED = headers(end_date="20260329", end_time="103000")
ACQUIRED = headers(acquired_date="20260329", acquired_time="110000")
MADE = headers(content_date="20260329", content_time="120000")


@pytest.mark.parametrize(
    ("instances", "ended"),
    [
        # Which source: the procedure step, then the acquisition, then the content, each the latest over all instances.
        ([PERFORMED | ACQUIRED | MADE], "08:30"),
        ([ACQUIRED | MADE, PERFORMED], "08:30"),
        ([ACQUIRED | MADE], "09:00"),
        ([MADE], "10:00"),
        (
            [ACQUIRED, headers(acquired_date="20260329", acquired_time="111500.5")],
            "09:15:00.500000",
        ),
        ([headers(acquired="20260329114500") | ACQUIRED], "09:45"),
        # A time without an offset is the site's, one with an offset its own; the clocks went forward that night.
        ([headers(acquired="20260329114500+0000")], "11:45"),
        ([ACQUIRED | headers(offset="+0900")], "02:00"),
        ([headers(acquired_date="20260329", acquired_time="0130")], "00:30"),
        ([headers(acquired_date="20260329", acquired_time="0330")], "01:30"),
        # What cannot be, since the object was here before, says nothing; a clock a little ahead is believed.
        ([headers(acquired="20260329140400")], "12:04"),
        ([headers(acquired="20260329140600") | MADE], "10:00"),
        ([headers(acquired="20270101000000")], None),
        # Headers that give nothing.
        ([headers(end_date="20260329"), headers(acquired_time="110000")], None),
        ([headers(acquired="yesterday", content_date="", content_time="")], None),
        ([{"0008002A": {"vr": "DT"}}, {"00080022": {"vr": "DA", "Value": [None]}}, {}], None),
        ([], None),
    ],
)
def test_the_end_of_an_examination(instances: list[dict[str, Any]], ended: str | None) -> None:
    found = exam_end([(one, RECEIVED) for one in instances], zone=BERLIN)
    assert found == (datetime.fromisoformat(f"2026-03-29T{ended}+00:00") if ended else None)


def test_each_instance_is_judged_by_its_own_receipt() -> None:
    early = headers(acquired="20260329135900")  # 11:59 UTC
    late = [(early, RECEIVED - timedelta(hours=1)), (ACQUIRED, RECEIVED)]
    assert exam_end(late, zone=BERLIN) == datetime(2026, 3, 29, 9, 0, tzinfo=UTC)
    assert exam_end([(early, RECEIVED - timedelta(minutes=2) - CLOCK_SKEW)], zone=BERLIN) is None
