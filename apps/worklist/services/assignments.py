"""Giving a task to a reader, and taking the offer back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.outbox import publish
from apps.worklist.engine.eligibility import Verdict
from apps.worklist.errors import NotClaimable
from apps.worklist.events import TaskAssigned
from apps.worklist.live import tell_assigned, tell_task_changed
from apps.worklist.models import Assignment, ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.selectors.assignments import live_assignment
from apps.worklist.services.audit import record_task
from apps.worklist.services.eligibility import require_eligible
from apps.worklist.services.milestones import note_milestone
from apps.worklist.states import TaskState


def give(
    *,
    actor: Actor,
    task: ReadingTask,
    reader_id: UUID,
    verdict: Verdict,
    origin: str,
    expires_at: datetime | None = None,
    reason: str = "",
    score: dict[str, Any] | None = None,
) -> Assignment:
    """Makes the offer to an eligible reader of a locked, waiting task that is offered to nobody.

    It ends no later than the reader's right to read.
    """
    ends = [moment for moment in (expires_at, verdict.until) if moment]
    assignment: Assignment = Assignment.objects.create(
        task=task,
        reader_id=reader_id,
        origin=origin,
        assigned_by_id=actor.user_id if origin == "manager" else None,
        expires_at=min(ends) if ends else None,
        reason=reason,
        score=score,
    )
    task.assigned_to_id = reader_id
    task.save(update_fields=["assigned_to"])
    record_task(
        actor,
        "reading_task.assigned",
        task,
        reader=str(reader_id),
        origin=origin,
        reason=reason,
    )
    publish(TaskAssigned(task_id=task.id, study_id=task.study_id, assignment_id=assignment.id))
    note_milestone(actor=actor, study_id=task.study_id, task_id=task.id, name="assigned")
    tell_assigned(assignment)
    tell_task_changed(task)
    return assignment


def assign_task(*, actor: Actor, task_id: UUID, reader_id: UUID, reason: str) -> Assignment:
    """A manager gives the task to a reader, taking it from whoever it waits for or holds it.

    Raises ``NotFound``, ``NotEligible``, ``NotClaimable``, ``Unprocessable`` without a reason.
    """
    actor.require("worklist.manage")
    _require_reason(reason)
    task = lock_task(actor=actor, task_id=task_id)
    _require_assignable(task)
    verdict = require_eligible(task=task, reader_id=reader_id)
    take_back(actor=actor, task=task, reason="reassigned")
    return give(
        actor=actor,
        task=task,
        reader_id=reader_id,
        verdict=verdict,
        origin="manager",
        reason=reason.strip()[:500],
    )


def unassign_task(*, actor: Actor, task_id: UUID, reason: str) -> ReadingTask:
    """A manager puts the task back on the list for everybody. Raises as ``assign_task``."""
    actor.require("worklist.manage")
    _require_reason(reason)
    task = lock_task(actor=actor, task_id=task_id)
    _require_assignable(task)
    take_back(actor=actor, task=task, reason="unassigned", note=reason.strip()[:500])
    return task


def take_back(*, actor: Actor, task: ReadingTask, reason: str, note: str = "") -> None:
    """Ends the offer and the claim of a locked task, whichever there is; what was written stays."""
    # Claims stand above assignments in this package; here alone an override reaches up to end one.
    from apps.worklist.selectors import live_claim
    from apps.worklist.services.claims import end_claim

    claim = live_claim(task_id=task.id)
    if claim:
        end_claim(actor=actor, task=task, claim=claim, action="override", note=note)
    offer = live_assignment(task_id=task.id)
    if offer:
        end_assignment(actor=actor, task=task, assignment=offer, reason=reason)


def end_assignment(*, actor: Actor, task: ReadingTask, assignment: Assignment, reason: str) -> None:
    """Ends a live offer of a locked task; ``reason`` is one of ``ASSIGNMENT_ENDS``."""
    assignment.ended_at, assignment.end_reason = now(), reason
    assignment.save(update_fields=["ended_at", "end_reason"])
    task.assigned_to = None
    task.save(update_fields=["assigned_to"])
    record_task(
        actor,
        "reading_task.assignment_ended",
        task,
        reader=str(assignment.reader_id),
        reason=reason,
    )
    tell_assigned(assignment)
    tell_task_changed(task)


def _require_assignable(task: ReadingTask) -> None:
    if task.split_at:
        raise NotClaimable("The study is read in parts; assign these.")
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        raise NotClaimable(f"The task is {task.state.lower()}; it needs no reader.")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
