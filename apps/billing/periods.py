"""Which stretch of time one invoice is for. Pure: no Django, no clock.

A period is days of the practice's wall clock: on the day a clock is changed it is an hour longer or shorter, and an
instant belongs to exactly one.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HALF = 15


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day through the last, both included; ``starts_at <= instant < ends_at``."""

    first_day: date
    last_day: date
    starts_at: datetime
    ends_at: datetime


def period_of(at: datetime, *, kind: str, zone: str) -> Period:
    """The period that an instant lies in; ``kind`` is one of ``vocabulary.PERIOD_KINDS``."""
    return period_of_day(at.astimezone(ZoneInfo(zone)).date(), kind=kind, zone=zone)


def period_of_day(day: date, *, kind: str, zone: str) -> Period:
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        return span(first, first + timedelta(days=6), zone)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    if kind == "month":
        return span(day.replace(day=1), last, zone)
    if day.day <= HALF:
        return span(day.replace(day=1), day.replace(day=HALF), zone)
    return span(day.replace(day=HALF + 1), last, zone)


def next_period(period: Period, *, kind: str, zone: str) -> Period:
    return period_of_day(period.last_day + timedelta(days=1), kind=kind, zone=zone)


def span(first_day: date, last_day: date, zone: str) -> Period:
    return Period(
        first_day, last_day, midnight(first_day, zone), midnight(last_day + timedelta(days=1), zone)
    )


def month_of(year: int, month: int, zone: str) -> Period:
    """A calendar month, however invoices are cut."""
    return period_of_day(date(year, month, 1), kind="month", zone=zone)


def midnight(day: date, zone: str) -> datetime:
    """When the day begins by the wall clock of the zone."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))
