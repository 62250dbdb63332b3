"""Contract hours: which time counts, and when so much of it has passed.

Opening hours are wall-clock times at the site; what passes between them is measured in real seconds. So a day on which
the clocks go forward may hold 23 working hours and the day on which they go back 25, and no instant is ever counted
twice. A wall-clock time that the clocks skip stands for the instant of the change; one that occurs twice stands for
its first occurrence. All instants are aware; answers are in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY_MINUTES = 24 * 60
SEARCHED_DAYS = 4000
NOTHING = timedelta(0)


class InvalidCalendar(ValueError):
    """The calendar can never be open, or contradicts itself; the message says what to mend."""


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Open on ``weekday`` (0 Monday … 6 Sunday) from ``opens`` until before ``closes``, minutes after local midnight.

    ``closes`` is at most 1440, the end of that day; hours past midnight are two entries.
    """

    weekday: int
    opens: int
    closes: int


ROUND_THE_CLOCK = tuple(Hours(weekday, 0, DAY_MINUTES) for weekday in range(7))


@dataclass(frozen=True)
class ServiceCalendar:
    """The hours of a contract.

    ``holidays`` are local dates that are closed from midnight to midnight. ``late_from`` (minutes after local midnight)
    is the late rule: what comes at or after it begins to count when a later date first opens. Raises
    ``InvalidCalendar``.
    """

    time_zone: str = "UTC"
    hours: tuple[Hours, ...] = ROUND_THE_CLOCK
    holidays: frozenset[date] = field(default=frozenset())
    late_from: int | None = None

    def __post_init__(self) -> None:
        _check_hours(self.hours)
        if self.late_from is not None and not 0 <= self.late_from < DAY_MINUTES:
            raise InvalidCalendar("The late rule names a time of day.")
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise InvalidCalendar("A time zone is an IANA name such as Europe/Berlin.") from None

    @cached_property
    def always_open(self) -> bool:
        """Whether every second counts, so that working time is plain time."""
        return not self.holidays and all(
            sum(hours.closes - hours.opens for hours in self.by_weekday[weekday]) == DAY_MINUTES
            for weekday in range(7)
        )

    @cached_property
    def by_weekday(self) -> tuple[tuple[Hours, ...], ...]:
        return tuple(
            tuple(sorted(hours for hours in self.hours if hours.weekday == weekday))
            for weekday in range(7)
        )

    def open_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The stretches, in UTC and in order, during which ``day`` is open."""
        if day in self.holidays:
            return
        for hours in self.by_weekday[day.weekday()]:
            opens = _instant(self.time_zone, day, hours.opens)
            closes = _instant(self.time_zone, day, hours.closes)
            if opens < closes:
                yield opens, closes


def begins_to_count(at: datetime, calendar: ServiceCalendar) -> datetime:
    """The instant from which what came at ``at`` is counted: ``at`` itself unless the late rule moves it."""
    if calendar.late_from is None:
        return at.astimezone(UTC)
    local = at.astimezone(ZoneInfo(calendar.time_zone))
    if local.hour * 60 + local.minute < calendar.late_from:
        return at.astimezone(UTC)
    return max(at.astimezone(UTC), _first_opening_after(local.date(), calendar))


def add_working_time(start: datetime, minutes: float, calendar: ServiceCalendar) -> datetime:
    """The earliest instant, not before ``start``, by which ``minutes`` of open time have passed since ``start``.

    Ending exactly at a closing time stays there and does not move to the next opening. Raises ``ValueError`` for
    negative minutes, ``InvalidCalendar`` if the calendar stays closed for years.
    """
    if minutes < 0:
        raise ValueError("Working time is added, not taken away.")
    return add_working_duration(start, timedelta(minutes=minutes), calendar)


def add_working_duration(
    start: datetime, duration: timedelta, calendar: ServiceCalendar
) -> datetime:
    """``add_working_time`` for a duration, exact to the microsecond."""
    start = start.astimezone(UTC)
    if calendar.always_open or duration <= NOTHING:
        return start + max(duration, NOTHING)
    left = duration
    for opens, closes in _open_from(start, calendar):
        counts_from = max(opens, start)
        if counts_from + left <= closes:
            return counts_from + left
        left -= closes - counts_from
    raise InvalidCalendar("The calendar is closed for years on end.")


def working_time(start: datetime, end: datetime, calendar: ServiceCalendar) -> timedelta:
    """The open time between two instants; nothing if ``end`` is not after ``start``."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end <= start:
        return NOTHING
    if calendar.always_open:
        return end - start
    counted = NOTHING
    for opens, closes in _open_from(start, calendar, until=end):
        if opens >= end:
            break
        counted += min(closes, end) - max(opens, start)
    return counted


def working_minutes(start: datetime, end: datetime, calendar: ServiceCalendar) -> float:
    """``working_time`` in minutes."""
    return working_time(start, end, calendar) / timedelta(minutes=1)


def _open_from(
    start: datetime, calendar: ServiceCalendar, until: datetime | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """Open stretches that end after ``start``, in order; a day more at both ends, for zones that turn at midnight."""
    zone = ZoneInfo(calendar.time_zone)
    day = start.astimezone(zone).date() - timedelta(days=1)
    days = (until.astimezone(zone).date() - day).days + 2 if until else SEARCHED_DAYS
    for offset in range(days):
        for opens, closes in calendar.open_on(day + timedelta(days=offset)):
            if closes > start:
                yield opens, closes


def _first_opening_after(day: date, calendar: ServiceCalendar) -> datetime:
    for offset in range(1, SEARCHED_DAYS):
        for opens, _ in calendar.open_on(day + timedelta(days=offset)):
            return opens
    raise InvalidCalendar("The calendar is closed for years on end.")


@lru_cache(maxsize=16384)
def _instant(time_zone: str, day: date, minute: int) -> datetime:
    """The first instant at which the wall clock shows ``minute`` of ``day`` or later; never falls as time rises."""
    zone = ZoneInfo(time_zone)
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minute)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    return first if first <= second else _change_between(zone, second, first)


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second at which the zone's offset changes, between two instants that straddle one change."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _check_hours(entries: tuple[Hours, ...]) -> None:
    if not entries:
        raise InvalidCalendar("A calendar is open at some time of the week.")
    for hours in entries:
        if not (0 <= hours.weekday <= 6 and 0 <= hours.opens < hours.closes <= DAY_MINUTES):
            raise InvalidCalendar(
                "Hours lie within one day and close after they open; hours past midnight are two entries."
            )
    ordered = sorted(entries)
    for one, following in pairwise(ordered):
        if one.weekday == following.weekday and following.opens < one.closes:
            raise InvalidCalendar("Two entries of one weekday overlap.")
