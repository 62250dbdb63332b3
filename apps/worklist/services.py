"""Changing the worklist: tasks come, are claimed, go back, are completed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import NotFound, Unprocessable
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.common.states import advance
from apps.worklist.errors import AlreadyClaimed, ClaimLost, NotClaimable
from apps.worklist.events import ClaimEnded, TaskClaimed, TaskCompleted, TaskCreated
from apps.worklist.live import tell_claim_warning, tell_task_changed, tell_task_created
from apps.worklist.models import Claim, Priority, ReadingTask, SlaPolicy
from apps.worklist.selectors import (
    claims_to_warn,
    expired_claim_ids,
    live_claim,
    lock_task,
    sla_minutes,
)
from apps.worklist.sla import DEFAULT_MINUTES, PRIORITY_RANK, due_at
from apps.worklist.states import TASK_TRANSITIONS, TaskState

ENDS = {
    "release": "released",
    "hand_back": "handed_back",
    "expire": "expired",
    "complete": "completed",
}


def ensure_default_policies() -> None:
    """Gives the current tenant the shipped minutes per priority where it has none."""
    for priority, minutes in DEFAULT_MINUTES.items():
        SlaPolicy.objects.get_or_create(priority=priority, defaults={"minutes": minutes})


def create_reading_task(*, actor: Actor, study_id: UUID) -> ReadingTask:
    """Puts a complete study on the worklist; a second call finds the first one's task. Raises ``NotFound``."""
    study: Study | None = Study.objects.filter(id=study_id).first()
    if study is None:
        raise NotFound("There is no such study.")
    received_at = study.completed_at or now()
    task = ReadingTask(
        study=study,
        site_id=study.site_id,
        priority=study.priority,
        priority_rank=PRIORITY_RANK[study.priority],
        received_at=received_at,
        due_at=due_at(
            received_at=received_at, priority=study.priority, minutes_by_priority=sla_minutes()
        ),
    )
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        existing: ReadingTask = ReadingTask.objects.exclude(state=TaskState.CANCELED).get(
            study_id=study_id, read_type=task.read_type
        )
        return existing
    _audit(actor, "reading_task.created", task)
    publish(TaskCreated(task_id=task.id, study_id=study.id))
    tell_task_created(task)
    return task


def claim_task(*, actor: Actor, task_id: UUID) -> Claim:
    """Takes the task for the actor; exactly one of many at once succeeds.

    The holder's own second claim answers the first. Raises ``NotFound``, ``AlreadyClaimed``, ``NotClaimable``.
    """
    reader_id = actor.require_user()
    task = lock_task(actor=actor, task_id=task_id)
    held = live_claim(task_id=task.id)
    if held and held.expires_at <= now():
        _end_claim(actor=_lease_keeper(), task=task, claim=held, action="expire")
        held = None
    if held and held.reader_id == reader_id:
        return _extend(held)
    if held:
        raise AlreadyClaimed(
            f"{held.reader.name} is reading this study.",
            holder={"id": str(held.reader_id), "name": held.reader.name},
        )
    if task.state != TaskState.SCHEDULED:
        raise NotClaimable(f"The task is {task.state.lower().replace('_', ' ')}.")
    advance(task, TASK_TRANSITIONS, "claim").save(update_fields=["state"])
    claim: Claim = Claim.objects.create(task=task, reader_id=reader_id, expires_at=_lease_end())
    _audit(actor, "reading_task.claimed", task, claim_id=str(claim.id))
    publish(TaskClaimed(task_id=task.id, study_id=task.study_id, claim_id=claim.id))
    tell_task_changed(task)
    return claim


def keep_claim(*, actor: Actor, task_id: UUID) -> Claim:
    """The holder's heartbeat: the lease starts anew. Raises ``NotFound``, ``ClaimLost``."""
    task = lock_task(actor=actor, task_id=task_id)
    return _extend(own_claim(actor=actor, task=task))


def release_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """Gives the task back to the list. Raises ``NotFound``, ``ClaimLost``."""
    task = lock_task(actor=actor, task_id=task_id)
    return _end_claim(
        actor=actor, task=task, claim=own_claim(actor=actor, task=task), action="release"
    )


def hand_back_task(*, actor: Actor, task_id: UUID, reason: str) -> ReadingTask:
    """Gives the task back and says why somebody else should read it.

    Raises ``Unprocessable`` without a reason, ``NotFound``, ``ClaimLost``.
    """
    if not reason.strip():
        raise Unprocessable("Say in a few words why you hand it back.", code="reason_required")
    task = lock_task(actor=actor, task_id=task_id)
    claim = own_claim(actor=actor, task=task)
    return _end_claim(
        actor=actor, task=task, claim=claim, action="hand_back", note=reason.strip()[:500]
    )


def complete_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """The report is final: the task leaves the list. Raises ``NotFound``, ``ClaimLost``."""
    task = lock_task(actor=actor, task_id=task_id)
    claim = own_claim(actor=actor, task=task)
    task.completed_at = now()
    task = _end_claim(actor=actor, task=task, claim=claim, action="complete")
    publish(TaskCompleted(task_id=task.id, study_id=task.study_id))
    return task


def own_claim(*, actor: Actor, task: ReadingTask) -> Claim:
    """The actor's live claim on the task; raises ``ClaimLost``."""
    claim = live_claim(task_id=task.id)
    if claim is None or claim.reader_id != actor.user_id:
        raise ClaimLost(
            "Your lease ended and the study went back to the list. What you wrote is kept; claim it again to go on."
        )
    return claim


def change_priority(*, actor: Actor, task_id: UUID, priority: str, reason: str) -> ReadingTask:
    """Sets another priority and the due time that follows from it.

    Raises ``NotFound``, ``NotClaimable``, ``Unprocessable``.
    """
    if priority not in Priority.values:
        raise Unprocessable(
            f"A priority is one of {', '.join(Priority.values)}.", code="unknown_priority"
        )
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    task = lock_task(actor=actor, task_id=task_id)
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        raise NotClaimable("The task is closed; its priority stays as it was.")
    before, task.priority, task.priority_rank = task.priority, priority, PRIORITY_RANK[priority]
    task.due_at = due_at(
        received_at=task.received_at, priority=priority, minutes_by_priority=sla_minutes()
    )
    task.save(update_fields=["priority", "priority_rank", "due_at"])
    _audit(
        actor,
        "reading_task.priority_changed",
        task,
        before=before,
        after=priority,
        reason=reason.strip(),
    )
    tell_task_changed(task)
    return task


def note_report(*, task_id: UUID, report_id: UUID, report_state: str, has_draft: bool) -> None:
    """Keeps what the list shows of the task's report; called by the reporting app in its own transaction."""
    ReadingTask.objects.filter(id=task_id).update(
        report_id=report_id, report_state=report_state, report_has_draft=has_draft
    )
    tell_task_changed(ReadingTask(id=task_id))


def expire_claims() -> int:
    """Ends the current tenant's claims whose lease has run out and warns the holders of those that soon will."""
    ended = sum(_expire(claim_id) for claim_id in expired_claim_ids())
    for claim in claims_to_warn(within=timedelta(seconds=settings.CLAIM_WARNING_SECONDS)):
        Claim.objects.filter(id=claim.id).update(warned_at=now())
        tell_claim_warning(claim)
    return ended


def _expire(claim_id: UUID) -> int:
    claim: Claim = Claim.objects.select_related("task").get(id=claim_id)
    task: ReadingTask | None = (
        ReadingTask.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(id=claim.task_id)
        .first()
    )
    if task is None:
        return 0
    claim.refresh_from_db()
    if claim.ended_at or claim.expires_at > now():
        return 0
    _end_claim(actor=_lease_keeper(), task=task, claim=claim, action="expire")
    return 1


def _end_claim(
    *, actor: Actor, task: ReadingTask, claim: Claim, action: str, note: str = ""
) -> ReadingTask:
    advance(task, TASK_TRANSITIONS, action).save(update_fields=["state", "completed_at"])
    claim.ended_at, claim.end_reason, claim.end_note = now(), ENDS[action], note
    claim.save(update_fields=["ended_at", "end_reason", "end_note"])
    _audit(actor, f"reading_task.{claim.end_reason}", task, claim_id=str(claim.id))
    if action != "complete":
        publish(
            ClaimEnded(
                task_id=task.id, study_id=task.study_id, claim_id=claim.id, reason=claim.end_reason
            )
        )
    tell_task_changed(task)
    return task


def _extend(claim: Claim) -> Claim:
    claim.heartbeat_at, claim.expires_at, claim.warned_at = now(), _lease_end(), None
    claim.save(update_fields=["heartbeat_at", "expires_at", "warned_at"])
    return claim


def _lease_end() -> datetime:
    return now() + timedelta(seconds=settings.CLAIM_LEASE_SECONDS)


def _lease_keeper() -> Actor:
    return Actor.system(required_tenant_id(), "lease keeper")


def _audit(actor: Actor, action: str, task: ReadingTask, **detail: Any) -> None:
    record(
        actor=actor,
        action=action,
        object_type="reading_task",
        object_id=task.id,
        site_id=task.site_id,
        detail={"study_id": str(task.study_id), **detail},
    )
