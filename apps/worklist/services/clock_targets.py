"""How one clock is started, aimed anew, and told when it is due. The caller saves it."""

from datetime import datetime

from django.db.models import Q

from apps.common.clock import now
from apps.worklist.engine.calendars import ServiceCalendar as Calendar
from apps.worklist.engine.clocks import Pause, changed_target, due_at
from apps.worklist.engine.promises import Promise
from apps.worklist.models import Clock, Milestone, ReadingTask
from apps.worklist.selectors.service_levels import target_of

# Milestones that lie before a task is listed: one that nobody reported is taken to be when it was listed.
BEFORE_LISTING = ("exam_end", "first_image", "complete", "confirmed", "listed")


def milestones_of(task: ReadingTask) -> dict[str, datetime]:
    """When the study, and this task on it, reached what."""
    rows = Milestone.objects.filter(Q(task=None) | Q(task=task), study_id=task.study_id)
    return {row.name: row.at for row in rows}


def started_at(name: str, task: ReadingTask, reached: dict[str, datetime]) -> datetime | None:
    """When a clock from this milestone began for the task; None while it is still to come."""
    if name not in BEFORE_LISTING:
        return reached.get(name)
    if "confirmed" in reached or task.received_at > reached.get("complete", task.received_at):
        # A second read waits from when it was listed; what the site had to confirm, from its word.
        return task.received_at
    return reached.get(name) or task.received_at


def start_anew(clock: Clock, promise: Promise, started: datetime | None) -> None:
    """Makes the clock what was promised, counting from ``started``."""
    clock.milestone_from, clock.own = promise.milestone_from, promise.own
    clock.started_at = clock.counts_from = started
    clock.policy_id, clock.calendar_id = promise.policy_id, promise.calendar_id
    clock.minutes = promise.minutes


def retarget(
    clock: Clock,
    promise: Promise,
    task: ReadingTask,
    reached: dict[str, datetime],
    pauses: tuple[Pause, ...],
    calendar: Calendar,
) -> None:
    """Aims a running clock at what is promised now; ``calendar`` is that of the promise."""
    started = started_at(promise.milestone_from, task, reached)
    current = target_of(clock)
    same = (clock.minutes, clock.calendar_id) == (promise.minutes, promise.calendar_id)
    if same and clock.milestone_from == promise.milestone_from:
        clock.policy_id = promise.policy_id
        return
    if current is None or started is None:
        start_anew(clock, promise, started)
        return
    target = changed_target(
        current,
        started=started,
        minutes=promise.minutes,
        calendar=calendar,
        changed_at=max(now(), started),
        pauses=pauses,
    )
    if target != current:
        start_anew(clock, promise, started)
        clock.counts_from = target.counts_from


def set_due(clock: Clock, pauses: tuple[Pause, ...]) -> None:
    """Says when it is due, or nothing while it waits or stands."""
    target = target_of(clock)
    clock.due_at = (
        due_at(target.counts_from, target.minutes, pauses, target.calendar) if target else None
    )
