"""Which part of the week an instant lies in: day, evening, night, weekend, as the practice cuts it. Pure: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

DEFAULT_BANDS = (
    {"code": "weekend", "weekdays": [5, 6], "starts": "00:00", "ends": "00:00"},
    {"code": "day", "weekdays": [0, 1, 2, 3, 4], "starts": "07:00", "ends": "19:00"},
    {"code": "night", "weekdays": [0, 1, 2, 3, 4], "starts": "19:00", "ends": "07:00"},
)


@dataclass(frozen=True, slots=True)
class TimeBand:
    """From ``starts`` until ``ends`` on the weekdays (0 is Monday); where it ends no later than it starts, the hours
    before ``ends`` and those from ``starts`` on of the same days. ``holidays``: also on holidays, whatever their
    weekday. ``zone``: by that clock, instead of the one that is asked for.
    """

    code: str
    weekdays: frozenset[int]
    starts: time
    ends: time
    holidays: bool = False
    zone: str = ""

    def covers(self, at_instant: datetime, zone: str, *, holiday: bool) -> bool:
        local = at_instant.astimezone(ZoneInfo(self.zone or zone))
        at = local.time()
        if local.weekday() not in self.weekdays and not (holiday and self.holidays):
            return False
        if self.starts < self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


def as_bands(rows: Sequence[Mapping[str, Any]]) -> tuple[TimeBand, ...]:
    return tuple(
        TimeBand(
            row["code"],
            frozenset(row["weekdays"]),
            time.fromisoformat(row["starts"]),
            time.fromisoformat(row["ends"]),
            bool(row.get("holidays", False)),
            row.get("zone", ""),
        )
        for row in rows
    )


def band_at(bands: Sequence[TimeBand], at: datetime, zone: str, *, holiday: bool = False) -> str:
    """The code of the first that covers the instant by the zone's wall clock; empty where none does."""
    covering = (band.code for band in bands if band.covers(at, zone, holiday=holiday))
    return next(covering, "")
