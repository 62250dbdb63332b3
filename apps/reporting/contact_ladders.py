"""Whom to tell of a critical finding, and when, by the site's wall clock. Pure: no Django, no clock.

A ladder's hours are wall-clock hours in the site's zone; its minutes are real minutes since the finding was raised. So
in the night of a clock change nobody is called an hour late. The ladder in force when the finding is raised sets the
pace; whom a step calls is looked up in the ladder in force when the step comes, so that nobody is called who has gone
home meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from apps.worklist.engine.calendars import DAY_MINUTES, Hours

KINDS = ["contact", "support_desk", "managers"]
INTERNAL = ("support_desk", "managers")
MOST_MINUTES = 60 * 24 * 30


class InvalidRungs(ValueError):
    """The rungs contradict each other; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Rung:
    """``minutes`` after the finding was raised; ``contact`` names one where ``kind`` is contact."""

    minutes: int
    kind: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """``hours`` empty: always in force; ``categories`` empty: for each of them."""

    rungs: tuple[Rung, ...]
    hours: tuple[Hours, ...] = ()
    categories: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedStep:
    fire_at: datetime
    kind: str
    contact: str = ""


def check_rungs(rungs: Sequence[Rung]) -> None:
    """Raises ``InvalidRungs`` with a sentence for the person who wrote them."""
    if not rungs:
        raise InvalidRungs("A ladder has at least one step.")
    for rung in rungs:
        if rung.kind not in KINDS:
            raise InvalidRungs(f"A step is one of {', '.join(KINDS)}.")
        if not 0 <= rung.minutes <= MOST_MINUTES:
            raise InvalidRungs("A step comes within thirty days.")
        if (rung.kind == "contact") != bool(rung.contact):
            raise InvalidRungs("A step that calls a contact names one, and no other step does.")
    if list(rungs) != sorted(rungs, key=lambda rung: rung.minutes):
        raise InvalidRungs("Write the steps in the order in which they come.")


def covers(hours: Sequence[Hours], at: datetime, zone: ZoneInfo) -> bool:
    """Whether the wall clock of ``zone`` lies within ``hours`` at the instant ``at``."""
    local = at.astimezone(zone)
    return _covers_minute(hours, local.weekday(), local.hour * 60 + local.minute)


def _covers_minute(hours: Sequence[Hours], weekday: int, minute: int) -> bool:
    return not hours or any(
        one.weekday == weekday and one.opens <= minute < one.closes for one in hours
    )


def _is_for(ladder: Ladder, category: int) -> bool:
    return not ladder.categories or category in ladder.categories


def in_force(
    ladders: Sequence[Ladder], *, category: int, at: datetime, time_zone: str
) -> Ladder | None:
    """The first ladder for this category whose hours cover the instant."""
    zone = ZoneInfo(time_zone)
    for ladder in ladders:
        if _is_for(ladder, category) and covers(ladder.hours, at, zone):
            return ladder
    return None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a weekday (0 Monday) in which one ladder is in force, from ``opens`` until before ``closes``, in minutes.

    ``place`` is that of the ladder among those asked about; None: none of them is in force.
    """

    weekday: int
    opens: int
    closes: int
    place: int | None


def week(ladders: Sequence[Ladder], *, category: int) -> list[Stretch]:
    """Which ladder is in force at which hour of a week by the wall clock; whole days, in order."""
    return [stretch for weekday in range(7) for stretch in _day(ladders, category, weekday)]


def _day(ladders: Sequence[Ladder], category: int, weekday: int) -> list[Stretch]:
    edges = {0, DAY_MINUTES}
    for ladder in ladders:
        for one in ladder.hours:
            if one.weekday == weekday:
                edges |= {one.opens, one.closes}
    found: list[Stretch] = []
    for opens, closes in pairwise(sorted(edges)):
        place = _place_in_force(ladders, category, weekday, opens)
        begins = found.pop().opens if found and found[-1].place == place else opens
        found.append(Stretch(weekday, begins, closes, place))
    return found


def _place_in_force(
    ladders: Sequence[Ladder], category: int, weekday: int, minute: int
) -> int | None:
    for place, ladder in enumerate(ladders):
        if _is_for(ladder, category) and _covers_minute(ladder.hours, weekday, minute):
            return place
    return None


def plan(
    ladders: Sequence[Ladder],
    *,
    category: int,
    raised_at: datetime,
    due_at: datetime,
    time_zone: str,
) -> list[PlannedStep]:
    """The steps of one finding in the order in which they come; times in UTC.

    Somebody of the practice is always paged no later than ``due_at``, whatever the ladders say.
    """
    begins = in_force(ladders, category=category, at=raised_at, time_zone=time_zone)
    steps: list[PlannedStep] = []
    for rung in begins.rungs if begins else ():
        at = (raised_at + timedelta(minutes=rung.minutes)).astimezone(UTC)
        if rung.kind != "contact":
            steps.append(PlannedStep(at, rung.kind))
            continue
        now_in_force = in_force(ladders, category=category, at=at, time_zone=time_zone)
        if now_in_force is begins:
            steps.append(PlannedStep(at, "contact", rung.contact))
        else:
            called = {step.contact for step in steps}
            steps.append(_next_contact(now_in_force, called, at))
    if not any(step.kind in INTERNAL and step.fire_at <= due_at for step in steps):
        steps.append(PlannedStep(due_at.astimezone(UTC), "managers"))
    return sorted(steps, key=lambda step: step.fire_at)


def _next_contact(ladder: Ladder | None, called: set[str], at: datetime) -> PlannedStep:
    contacts = [rung.contact for rung in ladder.rungs if rung.contact] if ladder else []
    if not contacts:
        return PlannedStep(at, "support_desk")
    fresh = [contact for contact in contacts if contact not in called]
    return PlannedStep(at, "contact", (fresh or contacts)[0])
