"""Giving a task to a reader, and taking the offer back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish_all
from apps.common.statements import insert_all
from apps.worklist.engine.eligibility import Verdict
from apps.worklist.errors import NotClaimable
from apps.worklist.events import TaskAssigned
from apps.worklist.live import tell_all_assigned, tell_assigned, tell_task_changed
from apps.worklist.models import Assignment, ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.selectors.assignments import live_assignment
from apps.worklist.selectors.linking import read_with
from apps.worklist.services.audit import record_task, record_tasks
from apps.worklist.services.eligibility import require_eligible
from apps.worklist.services.milestones import note_task_milestone
from apps.worklist.states import TaskState


@dataclass(frozen=True, slots=True)
class Gift:
    """A locked, waiting task that is offered to nobody, and the eligible reader it is to be offered to.

    The offer ends at ``expires_at`` (None: it stays), but no later than the reader's right to read.
    """

    task: ReadingTask
    reader_id: UUID
    verdict: Verdict
    expires_at: datetime | None = None
    score: dict[str, Any] | None = None


def give(*, actor: Actor, gifts: Sequence[Gift], origin: str, reason: str = "") -> list[Assignment]:
    """Makes the offers, in a few statements however many there are; in the order of ``gifts``.

    Those of what is read together with these tasks follow.
    """
    gifts = [
        *gifts,
        *(replace(gift, task=other) for gift in gifts for other in read_with(gift.task)),
    ]
    assignments = [
        Assignment(
            task=gift.task,
            reader_id=gift.reader_id,
            origin=origin,
            assigned_by_id=actor.user_id if origin == "manager" else None,
            expires_at=_end(gift),
            reason=reason,
            score=gift.score,
        )
        for gift in gifts
    ]
    insert_all(assignments)
    _note_on_tasks(gifts)
    details = [
        (gift.task, {"reader": str(gift.reader_id), "origin": origin, "reason": reason})
        for gift in gifts
    ]
    record_tasks(actor, "reading_task.assigned", details)
    publish_all(
        [
            TaskAssigned(task_id=one.task_id, study_id=one.task.study_id, assignment_id=one.id)
            for one in assignments
        ]
    )
    note_task_milestone(actor=actor, tasks=[gift.task for gift in gifts], name="assigned")
    tell_all_assigned(assignments)
    return assignments


def _end(gift: Gift) -> datetime | None:
    return min((at for at in (gift.expires_at, gift.verdict.until) if at), default=None)


def _note_on_tasks(gifts: Sequence[Gift]) -> None:
    for gift in gifts:
        gift.task.assigned_to_id = gift.reader_id
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE worklist_readingtask AS task SET assigned_to_id = gift.reader_id"
            " FROM unnest(%s::uuid[], %s::uuid[]) AS gift (task_id, reader_id)"
            " WHERE task.id = gift.task_id AND task.tenant_id = %s",
            [
                [gift.task.id for gift in gifts],
                [gift.reader_id for gift in gifts],
                required_tenant_id(),
            ],
        )


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
    given = give(
        actor=actor,
        gifts=[Gift(task, reader_id, verdict)],
        origin="manager",
        reason=reason.strip()[:500],
    )
    return given[0]


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
    """Ends a live offer of a locked task and those of all that is read together with it; ``reason`` is one of
    ``ASSIGNMENT_ENDS``.
    """
    end_one_assignment(actor=actor, task=task, assignment=assignment, reason=reason)
    for other in read_with(task):
        its_offer: Assignment = Assignment.objects.get(task=other, ended_at=None)
        end_one_assignment(actor=actor, task=other, assignment=its_offer, reason=reason)


def end_one_assignment(
    *, actor: Actor, task: ReadingTask, assignment: Assignment, reason: str
) -> None:
    """As ``end_assignment``, of this task alone: the caller sees to the others."""
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
