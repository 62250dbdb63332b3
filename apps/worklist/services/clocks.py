"""The clocks of tasks: set when a task is routed, kept true when anything about it changes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.ids import new_id
from apps.worklist.engine.calendars import ServiceCalendar as Calendar
from apps.worklist.engine.clocks import Pause, changed_target, due_at
from apps.worklist.engine.escalation import Rung
from apps.worklist.live import tell_task_changed
from apps.worklist.models import Clock, ClockPause, Milestone, Pathway, ReadingTask
from apps.worklist.selectors.service_levels import (
    Promise,
    calendars,
    clocks_of,
    ladder_of,
    own_clock,
    pauses_of,
    promises,
    target_of,
)
from apps.worklist.services.audit import record_task
from apps.worklist.services.breaches import follow_breach
from apps.worklist.services.escalations import lay_steps, move_steps, withdraw_steps
from apps.worklist.states import TaskState

OPEN = (TaskState.SCHEDULED, TaskState.IN_PROGRESS)
# Milestones that lie before a task is listed: one that nobody reported is taken to be when it was listed.
BEFORE_LISTING = ("exam_end", "first_image", "complete", "listed")


def keep_clocks(
    *,
    actor: Actor,
    task: ReadingTask,
    modalities: Collection[str],
    pathway: Pathway,
    minutes: int | None = None,
    rungs: Sequence[Rung] = (),
) -> None:
    """Makes the task's clocks, due time and ladder what its present site, priority, pathway and read type ask for.

    The task is saved and its row locked, or new. ``minutes`` and ``rungs`` are what rules add to matrix and pathway.
    What became more urgent counts from now (``engine.clocks.changed_target``); steps once taken stay taken.
    """
    reached = _milestones(task)
    clocks = {clock.milestone_to: clock for clock in clocks_of(task.id)}
    known_before = bool(clocks)
    pauses = pauses_of(task.id)
    asked = promises(task=task, modalities=modalities, pathway=pathway, minutes=minutes)
    known = calendars([promise.calendar_id for promise in asked])
    for promise in asked:
        clock = clocks.pop(promise.milestone_to, None)
        if clock is None:
            clock = Clock(task=task, milestone_to=promise.milestone_to)
            _start_anew(clock, promise, _started(promise.milestone_from, task, reached))
        elif clock.stopped_at is None:
            _retarget(clock, promise, task, reached, pauses, known[promise.calendar_id])
        _set_due(clock, pauses)
        clock.save()
        follow_breach(clock=clock, task=task, pauses=pauses)
    for clock in clocks.values():
        _drop(clock)
    refreshed = clocks_of(task.id)
    if not known_before:
        _show_first_due(task, asked[0], refreshed, pauses)
    _show_due(actor, task, refreshed)
    own = own_clock(refreshed)
    target = target_of(own) if own else None
    if own and own.stopped_at is None:
        ladder = () if task.split_at else (*ladder_of(pathway), *rungs)
        lay_steps(task=task, rungs=ladder, target=target, pauses=pauses)


def refresh_clocks(*, actor: Actor, task: ReadingTask) -> None:
    """Sets every due time of the task anew after a pause, an adjustment or a change of calendar; the lock is held."""
    pauses = pauses_of(task.id)
    clocks = clocks_of(task.id)
    for clock in clocks if task.state != TaskState.CANCELED else ():
        _set_due(clock, pauses)
        clock.save(update_fields=["due_at"])
        follow_breach(clock=clock, task=task, pauses=pauses)
    _show_due(actor, task, clocks)
    own = own_clock(clocks)
    if own and own.stopped_at is None:
        move_steps(task=task, target=target_of(own), pauses=pauses)


def refresh_clocks_of_calendar(*, actor: Actor, calendar_id: UUID) -> int:
    """After contract hours changed: what runs by them is due when they say. Answers how many tasks were looked at."""
    running = Clock.objects.filter(calendar_id=calendar_id, stopped_at=None)
    task_ids = running.values_list("task_id", flat=True)
    tasks = ReadingTask.objects.select_for_update().filter(id__in=list(task_ids)).order_by("id")
    for task in tasks:
        before = task.due_at
        refresh_clocks(actor=actor, task=task)
        if task.due_at != before:
            tell_task_changed(task)
    return len(tasks)


def note_milestone(
    *,
    actor: Actor,
    study_id: UUID,
    name: str,
    at: datetime | None = None,
    task_id: UUID | None = None,
) -> None:
    """Says that a milestone (``engine.clocks.MILESTONES``) was reached, by the study or by one task on it.

    The first time stands: a second note changes nothing. Clocks that wait for it start, those that run to it stop.
    """
    milestone, created = Milestone.objects.get_or_create(
        study_id=study_id, task_id=task_id, name=name, defaults={"at": at or now()}
    )
    if not created:
        return
    tasks = ReadingTask.objects.select_for_update().filter(study_id=study_id).order_by("id")
    if task_id:
        tasks = tasks.filter(id=task_id)
    for task in tasks:
        _reach(actor, task, milestone)


def follow_whole(*, actor: Actor, part: ReadingTask, whole: ReadingTask) -> None:
    """A new part of a split study has the time that the whole has: what was paused or asked before holds for it too."""
    whole_clock, clock = own_clock(clocks_of(whole.id)), own_clock(clocks_of(part.id))
    if whole_clock is None or clock is None:
        return
    for pause in ClockPause.objects.filter(task=whole, ended_at__isnull=False):
        pause.pk, pause.task = new_id(), part
        pause.save(force_insert=True)
    for name in ("policy_id", "calendar_id", "minutes", "started_at", "counts_from"):
        setattr(clock, name, getattr(whole_clock, name))
    clock.save()
    refresh_clocks(actor=actor, task=part)


def close_clocks(*, task: ReadingTask) -> None:
    """The task is closed without a report: nothing of it is promised any longer, nobody is called."""
    Clock.objects.filter(task=task, stopped_at=None).update(stopped_at=now(), due_at=None)
    ClockPause.objects.filter(task=task, ended_at=None).update(ended_at=now())
    withdraw_steps(task=task, why="closed")


def _reach(actor: Actor, task: ReadingTask, milestone: Milestone) -> None:
    pauses, changed = pauses_of(task.id), False
    started = _started(milestone.name, task, _milestones(task)) or milestone.at
    for clock in clocks_of(task.id):
        if clock.stopped_at is not None:
            continue
        if clock.milestone_from == milestone.name:
            _note_start(clock, started)
            _set_due(clock, pauses)
        elif clock.milestone_to == milestone.name:
            clock.stopped_at = milestone.at
        else:
            continue
        clock.save()
        follow_breach(clock=clock, task=task, pauses=pauses)
        changed = True
    if changed and task.state in OPEN:
        refresh_clocks(actor=actor, task=task)


def _note_start(clock: Clock, at: datetime) -> None:
    """The true start replaces an assumed one; a clock that counts anew from a later request goes on from there."""
    if clock.counts_from is None or clock.counts_from == clock.started_at:
        clock.counts_from = at
    clock.started_at, clock.counts_from = at, max(at, clock.counts_from)


def _milestones(task: ReadingTask) -> dict[str, datetime]:
    rows = Milestone.objects.filter(Q(task=None) | Q(task=task), study_id=task.study_id)
    return {row.name: row.at for row in rows}


def _started(name: str, task: ReadingTask, reached: dict[str, datetime]) -> datetime | None:
    if name not in BEFORE_LISTING:
        return reached.get(name)
    if task.received_at > reached.get("complete", task.received_at):
        return task.received_at  # a second read of the study waits from when it was listed
    return reached.get(name) or task.received_at


def _start_anew(clock: Clock, promise: Promise, started: datetime | None) -> None:
    clock.milestone_from, clock.own = promise.milestone_from, promise.own
    clock.started_at = clock.counts_from = started
    _take(clock, promise)


def _take(clock: Clock, promise: Promise) -> None:
    clock.policy_id, clock.calendar_id = promise.policy_id, promise.calendar_id
    clock.minutes = promise.minutes


def _retarget(
    clock: Clock,
    promise: Promise,
    task: ReadingTask,
    reached: dict[str, datetime],
    pauses: tuple[Pause, ...],
    calendar: Calendar,
) -> None:
    started = _started(promise.milestone_from, task, reached)
    current = target_of(clock)
    same = (clock.minutes, clock.calendar_id) == (promise.minutes, promise.calendar_id)
    if same and clock.milestone_from == promise.milestone_from:
        clock.policy_id = promise.policy_id
        return
    if current is None or started is None:
        _start_anew(clock, promise, started)
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
        _start_anew(clock, promise, started)
        clock.counts_from = target.counts_from


def _set_due(clock: Clock, pauses: tuple[Pause, ...]) -> None:
    if clock.counts_from is None:
        clock.due_at = None
        return
    # The row may have been given another calendar than the one that is cached on it.
    calendar = calendars([clock.calendar_id])[clock.calendar_id]
    clock.due_at = due_at(clock.counts_from, clock.minutes, pauses, calendar)


def _show_first_due(
    task: ReadingTask, promise: Promise, clocks: Sequence[Clock], pauses: tuple[Pause, ...]
) -> None:
    """A task that is new to its clocks is due when they say; while its own waits to start, as if it had begun."""
    own = own_clock(clocks)
    calendar = calendars([promise.calendar_id])[promise.calendar_id]
    as_listed = due_at(task.received_at, promise.minutes, pauses, calendar)
    task.due_at = (own.due_at if own else None) or as_listed or task.due_at
    task.save(update_fields=["due_at"])


def _show_due(actor: Actor, task: ReadingTask, clocks: Sequence[Clock]) -> None:
    """The list sorts by the task's own clock; while that stands or waits, by what it said last."""
    own = own_clock(clocks)
    if own and own.due_at and own.due_at != task.due_at and task.state in OPEN:
        before, task.due_at = task.due_at, own.due_at
        task.save(update_fields=["due_at"])
        record_task(
            actor,
            "reading_task.due_changed",
            task,
            before=before.isoformat(),
            after=task.due_at.isoformat(),
        )


def _drop(clock: Clock) -> None:
    """What is promised no longer goes, unless there is something to remember about it."""
    if clock.stopped_at is None and clock.breached_at is None:
        clock.delete()
