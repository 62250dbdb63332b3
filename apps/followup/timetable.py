"""On which days a follow-up's site is reminded. Pure: no Django, no clock.

Each day begins at ``MORNING`` by the site's wall clock: who is reminded is at work.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.reporting.recommending.intervals import Window

KINDS = ("due_soon", "due", "overdue", "missed")
MORNING = time(7)
DUE_SOON = timedelta(days=14)
# What is done on the day may take so long to arrive.
AFTER_APPOINTMENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    fire_at: datetime


def steps(window: Window, *, since: date, zone: str) -> list[Step]:
    """The steps still to come on the day ``since``, and of those that have passed the last one: whoever records late
    is told where it stands, once.
    """
    days = [
        ("due_soon", window.not_before - DUE_SOON),
        ("due", window.not_before),
        ("overdue", window.late_after + timedelta(days=1)),
    ]
    passed = [one for one in days if one[1] <= since and one[0] != "due_soon"]
    to_come = [one for one in days if one[1] > since]
    return [Step(kind, morning_of(day, zone)) for kind, day in [*passed[-1:], *to_come]]


def missed_step(appointment: date, zone: str) -> Step:
    """When nothing has come of an appointment, its site is asked."""
    return Step("missed", morning_of(appointment + AFTER_APPOINTMENT, zone))


def morning_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(zone))
