"""A task's clocks as a person reads them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.engine.clocks import Pause, counted_time, intervals, paused_time
from apps.worklist.models import Clock, ClockPause, Milestone, ReadingTask
from apps.worklist.selectors.service_levels import as_calendar, clocks_of

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One clock and what it reads: open, unpaused minutes since it counts, and those that pauses took."""

    clock: Clock
    state: str
    counted_minutes: float
    paused_minutes: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Plain time between two milestones that were reached, by the wall clock, nothing left out."""

    start: str
    end: str
    minutes: float


@dataclass(frozen=True, slots=True)
class ClockReport:
    """``milestones`` in the order in which they were reached."""

    clocks: list[ClockReading]
    pauses: list[ClockPause]
    milestones: list[Milestone]
    intervals: list[Interval]


def clock_report(task: ReadingTask) -> ClockReport:
    """Everything about the time of one task, as of now."""
    pauses = list(
        ClockPause.objects.filter(task=task)
        .select_related("started_by", "ended_by")
        .order_by("started_at")
    )
    standing = tuple(Pause(row.started_at, row.ended_at) for row in pauses)
    milestones = list(
        Milestone.objects.filter(Q(task=None) | Q(task=task), study_id=task.study_id).order_by(
            "at", "id"
        )
    )
    reached = {row.name: row.at for row in milestones}
    return ClockReport(
        clocks=[_read(clock, standing) for clock in clocks_of(task.id)],
        pauses=pauses,
        milestones=milestones,
        intervals=[
            Interval(start, end, length / MINUTE)
            for (start, end), length in intervals(reached).items()
        ],
    )


def visible_pauses(
    *, actor: Actor, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[ClockPause]:
    """What was left out of clocks, the latest first: for how long, why, by whom, and what it did to the due time."""
    found: QuerySet[ClockPause] = ClockPause.objects.select_related(
        "task__study", "task__site", "started_by", "ended_by"
    ).order_by("-started_at", "id")
    if actor.site_ids is not None:
        found = found.filter(task__site_id__in=actor.site_ids)
    if since:
        found = found.filter(Q(ended_at=None) | Q(ended_at__gte=since))
    return found.filter(started_at__lt=until) if until else found


def _read(clock: Clock, pauses: tuple[Pause, ...]) -> ClockReading:
    until = clock.stopped_at or now()
    if clock.counts_from is None:
        return ClockReading(clock, "waiting", 0, 0)
    calendar = as_calendar(clock.calendar)
    return ClockReading(
        clock=clock,
        state=_state(clock),
        counted_minutes=counted_time(clock.counts_from, until, pauses, calendar) / MINUTE,
        paused_minutes=paused_time(clock.counts_from, until, pauses, calendar) / MINUTE,
    )


def _state(clock: Clock) -> str:
    if clock.stopped_at:
        return "stopped"
    return "running" if clock.due_at else "paused"
