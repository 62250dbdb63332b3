"""Wall-clock times and whole days of a time zone as instants, also where the clock is put forward or back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which a clock in ``zone`` shows ``wall`` (naive) or later.

    A time that occurs twice means the first; one that the clock skips means the moment it is put forward. So the
    answers never go back while ``wall`` goes on, and one shift's end is the next one's beginning.
    """
    before = wall.replace(tzinfo=zone, fold=0)
    there = before.astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) == wall:
        return there
    return _moment_of_change(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), there, zone)


def _moment_of_change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first second after ``low``, up to ``high``, at which the zone's offset is that of ``high``."""
    after = high.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle <= low:
            middle = low + _SECOND
        if middle.astimezone(zone).utcoffset() == after:
            high = middle
        else:
            low = middle
    return high


def first_instant(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which ``day`` begins in ``zone``, UTC."""
    return instant(datetime.combine(day, time.min), zone)


def first_instant_after(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which ``day`` is over in ``zone``, UTC."""
    return first_instant(day + timedelta(days=1), zone)
