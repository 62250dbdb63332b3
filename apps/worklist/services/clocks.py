"""The clocks of tasks: set when a task is routed, kept true when anything about it changes."""

from collections.abc import Collection, Sequence

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.ids import new_id
from apps.worklist.engine.clocks import Pause, Target, due_at
from apps.worklist.engine.escalation import Rung
from apps.worklist.engine.promises import Promise
from apps.worklist.models import Clock, ClockPause, Pathway, ReadingTask
from apps.worklist.selectors.service_levels import (
    as_calendar,
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
from apps.worklist.services.clock_targets import (
    milestones_of,
    retarget,
    set_due,
    start_anew,
    started_at,
)
from apps.worklist.services.escalations import lay_steps, move_steps, withdraw_steps
from apps.worklist.states import TaskState

OPEN = (TaskState.SCHEDULED, TaskState.IN_PROGRESS)


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
    reached = milestones_of(task)
    clocks = {clock.milestone_to: clock for clock in clocks_of(task.id)}
    known_before = bool(clocks)
    pauses = pauses_of(task.id)
    asked = promises(task=task, modalities=modalities, pathway=pathway, minutes=minutes)
    known = calendars([promise.calendar_id for promise in asked])
    for promise in asked:
        clock = clocks.pop(promise.milestone_to, None)
        if clock is None:
            clock = Clock(task=task, milestone_to=promise.milestone_to)
            start_anew(clock, promise, started_at(promise.milestone_from, task, reached))
            clock.stopped_at = reached.get(promise.milestone_to)
        elif clock.stopped_at is not None:
            continue  # what was promised by then was kept or broken
        else:
            retarget(clock, promise, task, reached, pauses, known[promise.calendar_id])
        set_due(clock, pauses)
        clock.save()
        follow_breach(clock=clock, task=task, pauses=pauses)
    for clock in clocks.values():
        _drop(clock)
    refreshed = clocks_of(task.id)
    if not known_before:
        _show_first_due(task, asked[0], refreshed, pauses)
    _show_due(actor, task, refreshed)
    own = own_clock(refreshed)
    if own and own.stopped_at is None:
        target = target_of(own)
        lay_steps(
            task=task,
            rungs=() if task.split_at else (*ladder_of(pathway), *rungs),
            target=target or Target(task.received_at, own.minutes, as_calendar(own.calendar)),
            pauses=pauses,
            waiting=target is None,
        )


def refresh_clocks(*, actor: Actor, task: ReadingTask) -> None:
    """Sets every due time of the task anew after a pause or an adjustment; the lock is held."""
    pauses = pauses_of(task.id)
    clocks = clocks_of(task.id)
    for clock in clocks if task.state != TaskState.CANCELED else ():
        set_due(clock, pauses)
        clock.save(update_fields=["due_at"])
        follow_breach(clock=clock, task=task, pauses=pauses)
    _show_due(actor, task, clocks)
    own = own_clock(clocks)
    if own and own.stopped_at is None:
        move_steps(task=task, target=target_of(own), pauses=pauses)


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
