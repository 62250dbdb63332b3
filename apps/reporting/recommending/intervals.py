"""When a follow-up is wanted: spans of days, weeks and months, counted on the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

UNITS = ("days", "weeks", "months")
# Ten years of each: nobody plans further ahead, and a typing error does.
MOST = {"days": 3660, "weeks": 520, "months": 120}
# A single moment is met by a study within a sixth of the wait on either side: a year is 10 to 14 months.
TOLERANCE = 6


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``first`` to ``last`` of ``unit`` after the examination; the same twice is one moment, and a ``first`` of
    0 is “within”.
    """

    first: int
    last: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS or not 0 <= self.first <= self.last <= MOST[self.unit]:
            raise ValueError(
                "An interval runs forwards, in days, weeks or months, for ten years at most."
            )
        if self.last == 0:
            raise ValueError("An interval is longer than nothing.")


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a study answers: from ``not_before`` on, by ``due_on``, and overdue after ``late_after``."""

    not_before: date
    due_on: date
    late_after: date


def add(day: date, count: int, unit: str) -> date:
    """``count`` units after ``day``. A month later is the same day of the month, or that month's last where there is
    none: a month after 31 January is 28 or 29 February.
    """
    if unit == "months":
        years, month = divmod(day.month - 1 + count, 12)
        year = day.year + years
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=count * (7 if unit == "weeks" else 1))


def window(examined_on: date, interval: Interval) -> Window:
    """The days that an interval means for an examination. A range is meant as it is written, without a tolerance."""
    due_on = add(examined_on, interval.last, interval.unit)
    if interval.first < interval.last:
        return Window(add(examined_on, interval.first, interval.unit), due_on, due_on)
    room = timedelta(days=(due_on - examined_on).days // TOLERANCE)
    return Window(due_on - room, due_on, due_on + room)


def in_words(interval: Interval) -> str:
    """`in 6 months`, `in 6 to 12 months`, `within 3 weeks`."""
    unit = interval.unit if interval.last != 1 else interval.unit.removesuffix("s")
    if interval.first == 0:
        return f"within {interval.last} {unit}"
    if interval.first == interval.last:
        return f"in {interval.last} {unit}"
    return f"in {interval.first} to {interval.last} {unit}"
