"""The ladder of a task: laid when it is routed, moved when its clock moves, climbed step by step, each exactly once."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.worklist.engine.clocks import Pause, Target, due_at
from apps.worklist.engine.escalation import PlannedStep, Rung, fire_times
from apps.worklist.events import EscalationStepFired
from apps.worklist.live import tell_task_changed, tell_warning
from apps.worklist.models import EscalationStep, ReadingTask
from apps.worklist.selectors.claims import live_claim
from apps.worklist.selectors.recipients import recipients
from apps.worklist.services.audit import record_task
from apps.worklist.services.pages import send_pages
from apps.worklist.services.widening import widen
from apps.worklist.states import TaskState

logger = logging.getLogger(__name__)

BATCH = 200
CLOSED = (TaskState.COMPLETED, TaskState.CANCELED)


def lay_steps(
    *,
    task: ReadingTask,
    rungs: Iterable[Rung],
    target: Target,
    pauses: tuple[Pause, ...],
    waiting: bool = False,
) -> None:
    """Gives the task this ladder. Steps once settled stay as they are; others are moved, added or taken away.

    ``waiting``: the clock has not started, so nothing is due yet. What a widening step has opened stays open.
    """
    rows = {row.key: row for row in EscalationStep.objects.filter(task=task)}
    new: list[EscalationStep] = []
    for planned in fire_times(rungs, target, pauses):
        step = replace(planned, fire_at=None) if waiting else planned
        row = rows.pop(step.key, None)
        if row is None:
            new.append(_describe(EscalationStep(task=task, key=step.key), step))
        elif row.settled_at is None:
            _describe(row, step).save()
        elif row.kind == "widen" and row.outcome == "fired":
            widen(actor=_watch(), task=task, what=row.target)
    EscalationStep.objects.bulk_create(new)
    unwanted = [row.id for row in rows.values() if row.settled_at is None]
    if unwanted:
        EscalationStep.objects.filter(id__in=unwanted).delete()


def clear_steps(*, task: ReadingTask) -> None:
    """Takes away what was to come; what was done stays known."""
    EscalationStep.objects.filter(task=task, settled_at=None).delete()


def move_steps(*, task: ReadingTask, target: Target | None, pauses: tuple[Pause, ...]) -> None:
    """Sets anew when the steps to come are due, after the clock stood or was adjusted."""
    for row in EscalationStep.objects.filter(task=task, settled_at=None):
        row.fire_at = None
        if target:
            minutes = target.minutes * row.percent / 100 if row.minutes is None else row.minutes
            row.fire_at = due_at(target.counts_from, minutes, pauses, target.calendar)
        row.save(update_fields=["fire_at"])


def withdraw_steps(*, task: ReadingTask, why: str) -> None:
    """No step of this task is wanted any longer."""
    EscalationStep.objects.filter(task=task, settled_at=None).update(
        settled_at=now(), outcome="withdrawn", detail=why
    )


def fire_due_steps() -> int:
    """Takes the current tenant's steps whose time has come; answers how many were settled.

    Step and task are locked together and passed over if somebody else has either, so that of any number of workers one
    takes it, and nobody waits. The step, what it does and the event are one transaction: all of it happened, or none.
    """
    due = (
        EscalationStep.objects.select_for_update(of=("self", "task"), skip_locked=True)
        .select_related("task__study", "task__site")
        .filter(settled_at=None, fire_at__lte=now())
        .order_by("fire_at", "position")[:BATCH]
    )
    return sum(_take(step) for step in due)


def _take(step: EscalationStep) -> int:
    try:
        with transaction.atomic():
            _fire(step)
    except Exception:  # one step that fails must not keep the others from being taken
        logger.exception("escalation step %s failed and will be tried again", step.id)
        return 0
    return 1


def _fire(step: EscalationStep) -> None:
    task = step.task
    if task.state in CLOSED:
        return _settle(step, "withdrawn", "closed")
    if step.unless == "claimed" and task.state == TaskState.IN_PROGRESS:
        return _settle(step, "left_out", "claimed")
    detail = _act(step)
    _settle(step, "fired", detail)
    record_task(_watch(), f"escalation.{step.kind}", task, step=step.key, reached=detail)
    publish(
        EscalationStepFired(
            step_id=step.id, task_id=task.id, study_id=task.study_id, kind=step.kind
        )
    )
    tell_task_changed(task)
    return None


def _act(step: EscalationStep) -> str:
    """Does what the step is for; answers in a few words what came of it."""
    task = step.task
    if step.kind == "warn":
        claim = live_claim(task_id=task.id)
        if claim:
            tell_warning(task, claim.reader_id)
        return "holder warned" if claim else ""
    if step.kind == "widen":
        widen(actor=_watch(), task=task, what=step.target)
        return step.target
    reached = send_pages(step=step, recipient_ids=recipients(step))
    return f"{len(reached)} paged" if reached else "nobody"


def _settle(step: EscalationStep, outcome: str, detail: str) -> None:
    step.settled_at, step.outcome, step.detail = now(), outcome, detail[:100]
    step.save(update_fields=["settled_at", "outcome", "detail"])


def _describe(row: EscalationStep, step: PlannedStep) -> EscalationStep:
    rung = step.rung
    row.position, row.fire_at = step.position, step.fire_at
    row.kind, row.target, row.rank, row.unless = rung.kind, rung.target, rung.rank, rung.unless
    row.percent, row.minutes, row.message = rung.percent, rung.minutes, rung.message
    return row


def _watch() -> Actor:
    return Actor.system(required_tenant_id(), "escalation")
