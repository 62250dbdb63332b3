"""The days on which a recurring shift begins, and the instants between which it lasts (RFC 5545 section 3.3.10).

A shift goes by the wall clock of its zone at both ends: 22:00 for 480 minutes ends at 06:00 there, in the night of a
clock change after seven or nine hours. So the next shift of the roster begins exactly when this one ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from apps.staffing.calendar import instant

PARTS = frozenset(
    "FREQ INTERVAL COUNT BYDAY BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYSETPOS WKST".split()
)
FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
LONGEST = 24 * 60


class InvalidRecurrence(ValueError):
    """The text is no rule for days; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A recurring shift: ``recurrence`` names the days, the rest the wall-clock hours."""

    time_zone: str
    starts_on: date
    start_time: time
    duration_minutes: int
    recurrence: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One shift of a pattern: its local day, and its ends in UTC."""

    day: date
    starts_at: datetime
    ends_at: datetime


def parse(text: str, starts_on: date) -> rrule:
    """The rule, beginning on ``starts_on``; raises ``InvalidRecurrence``."""
    parts = dict(
        part.partition("=")[::2] for part in text.upper().removeprefix("RRULE:").split(";")
    )
    beyond = parts.keys() - PARTS
    if beyond:
        raise InvalidRecurrence(
            f"‘{'’, ‘'.join(sorted(beyond))}’ cannot be used here: a rule names days; "
            "the time and the last day have fields of their own."
        )
    if parts.get("FREQ") not in FREQUENCIES:
        raise InvalidRecurrence("Begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.")
    if not parts.get("INTERVAL", "1").isdecimal() or int(parts.get("INTERVAL", "1")) < 1:
        raise InvalidRecurrence("INTERVAL is a whole number from 1.")
    try:
        rule = rrulestr(text, dtstart=datetime.combine(starts_on, time.min))
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidRecurrence(f"This is no recurrence rule (RFC 5545): {error}.") from None
    if not isinstance(rule, rrule):
        raise InvalidRecurrence("Write one rule, on one line.")
    return rule


def days(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    """The local days from ``first`` to ``last``, both included, on which a shift begins."""
    rule = parse(pattern.recurrence, pattern.starts_on)
    last = min(last, pattern.until) if pattern.until else last
    for moment in rule.xafter(datetime.combine(first, time.min), inc=True):
        if moment.date() > last:
            return
        yield moment.date()


def occurrences(pattern: Pattern, first: date, last: date) -> Iterator[Occurrence]:
    """The shifts that begin on the local days ``first`` … ``last``; one that a clock change swallows whole is none."""
    zone = ZoneInfo(pattern.time_zone)
    length = timedelta(minutes=pattern.duration_minutes)
    for day in days(pattern, first, last):
        begins = datetime.combine(day, pattern.start_time)
        starts_at, ends_at = instant(begins, zone), instant(begins + length, zone)
        if ends_at > starts_at:
            yield Occurrence(day, starts_at, ends_at)
