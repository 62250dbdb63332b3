"""The clocks of a task: what lies between its milestones, and when each is due. Pure.

A pause stops a clock: the open time within it is not counted, and the due time moves by exactly that much open time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from apps.worklist.engine.calendars import (
    NOTHING,
    ServiceCalendar,
    add_working_duration,
    begins_to_count,
    working_time,
)

MILESTONES = (
    "exam_end",
    "first_image",
    "complete",
    "confirmed",
    "listed",
    "assigned",
    "claimed",
    "preliminary",
    "final",
    "delivered",
    "acknowledged",
)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from ``started_at`` until before ``ended_at``; None while it still stands."""

    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """So many open, unpaused minutes from an instant, by a calendar."""

    counts_from: datetime
    minutes: float
    calendar: ServiceCalendar


def interval(reached: Mapping[str, datetime], start: str, end: str) -> timedelta | None:
    """The plain time from one milestone to another; None unless both are reached. Negative if they came otherwise."""
    if start not in reached or end not in reached:
        return None
    return reached[end] - reached[start]


def intervals(reached: Mapping[str, datetime]) -> dict[tuple[str, str], timedelta]:
    """The plain time between any two milestones reached, in the order of ``MILESTONES``.

    They add up: from a to c is from a to b and from b to c.
    """
    known = [name for name in MILESTONES if name in reached]
    return {(start, end): reached[end] - reached[start] for start, end in combinations(known, 2)}


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same standing time as pauses that neither overlap nor touch, in order; empty ones are dropped."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: pause.started_at):
        if pause.ended_at is not None and pause.ended_at <= pause.started_at:
            continue
        if not found or _ended_before(found[-1], pause.started_at):
            found.append(pause)
        else:
            found[-1] = Pause(found[-1].started_at, _later_end(found[-1], pause))
    return tuple(found)


def counted_time(
    started: datetime, until: datetime, pauses: Iterable[Pause], calendar: ServiceCalendar
) -> timedelta:
    """The open, unpaused time of a clock that started at ``started``, as it reads at ``until``."""
    return running_time(begins_to_count(started, calendar), until, pauses, calendar)


def running_time(
    start: datetime, until: datetime, pauses: Iterable[Pause], calendar: ServiceCalendar
) -> timedelta:
    """The open, unpaused time between two instants, for a clock that runs already (the late rule is past)."""
    counted = working_time(start, until, calendar)
    return counted - _paused_between(start, until, pauses, calendar)


def paused_time(
    started: datetime, until: datetime, pauses: Iterable[Pause], calendar: ServiceCalendar
) -> timedelta:
    """The open time that the pauses took from the clock between ``started`` and ``until``."""
    return _paused_between(begins_to_count(started, calendar), until, pauses, calendar)


def due_at(
    started: datetime, minutes: float, pauses: Iterable[Pause], calendar: ServiceCalendar
) -> datetime | None:
    """The instant at which ``minutes`` will have been counted; None while a pause keeps it from coming.

    The late rule moves the start only, never the end of a pause. Raises ``ValueError`` for negative minutes.
    """
    if minutes < 0:
        raise ValueError("A clock runs for no negative time.")
    left = timedelta(minutes=minutes)
    running_from = begins_to_count(started, calendar)
    for pause in merged(pauses):
        if pause.ended_at is not None and pause.ended_at <= running_from:
            continue
        before_pause = working_time(running_from, pause.started_at, calendar)
        if left <= before_pause:
            break
        if pause.ended_at is None:
            return None
        left -= before_pause
        running_from = pause.ended_at
    return add_working_duration(running_from, left, calendar)


def changed_target(
    current: Target,
    *,
    started: datetime,
    minutes: float,
    calendar: ServiceCalendar,
    changed_at: datetime,
    pauses: Iterable[Pause],
) -> Target:
    """What a clock that started at ``started`` runs to once ``minutes`` are asked of it, at ``changed_at``.

    What becomes less urgent counts from its start, as if it had always been so. What becomes more urgent could not have
    been hurried before anybody asked: it counts anew from the change, unless it was due sooner than that already.
    """
    so_far = tuple(
        Pause(pause.started_at, min(pause.ended_at or changed_at, changed_at)) for pause in pauses
    )
    from_start = Target(started, minutes, calendar)
    from_change = Target(changed_at, minutes, calendar)
    due_now = _due(current, so_far)
    if _due(from_start, so_far) >= due_now:
        return from_start
    return from_change if _due(from_change, so_far) < due_now else current


def _due(target: Target, ended_pauses: tuple[Pause, ...]) -> datetime:
    due = due_at(target.counts_from, target.minutes, ended_pauses, target.calendar)
    assert due is not None  # only an open pause withholds it
    return due


def _paused_between(
    first: datetime, until: datetime, pauses: Iterable[Pause], calendar: ServiceCalendar
) -> timedelta:
    return sum(
        (
            working_time(
                max(pause.started_at, first), min(pause.ended_at or until, until), calendar
            )
            for pause in merged(pauses)
        ),
        start=NOTHING,
    )


def _ended_before(pause: Pause, at: datetime) -> bool:
    return pause.ended_at is not None and pause.ended_at < at


def _later_end(one: Pause, other: Pause) -> datetime | None:
    if one.ended_at is None or other.ended_at is None:
        return None
    return max(one.ended_at, other.ended_at).astimezone(UTC)
