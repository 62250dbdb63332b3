"""Taking tasks, keeping them, giving them back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.common.states import advance
from apps.worklist.errors import AlreadyClaimed, ClaimLost, NotClaimable
from apps.worklist.events import ClaimEnded, TaskClaimed
from apps.worklist.live import tell_claim_warning, tell_task_changed
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors import claims_to_warn, expired_claim_ids, live_claim, lock_task
from apps.worklist.services.audit import record_task
from apps.worklist.states import TASK_TRANSITIONS, TaskState

ENDS = {
    "release": "released",
    "hand_back": "handed_back",
    "expire": "expired",
    "complete": "completed",
}


def claim_task(*, actor: Actor, task_id: UUID) -> Claim:
    """Takes the task for the actor; exactly one of many at once succeeds.

    The holder's own second claim answers the first. Raises ``NotFound``, ``AlreadyClaimed``, ``NotClaimable``.
    """
    reader_id = actor.require_user()
    task = lock_task(actor=actor, task_id=task_id)
    held = live_claim(task_id=task.id)
    if held and held.expires_at <= now():
        end_claim(actor=_lease_keeper(), task=task, claim=held, action="expire")
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
    record_task(actor, "reading_task.claimed", task, claim_id=str(claim.id))
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
    return end_claim(
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
    return end_claim(
        actor=actor, task=task, claim=claim, action="hand_back", note=reason.strip()[:500]
    )


def own_claim(*, actor: Actor, task: ReadingTask) -> Claim:
    """The actor's live claim on the task; raises ``ClaimLost``."""
    claim = live_claim(task_id=task.id)
    if claim is None or claim.reader_id != actor.user_id:
        raise ClaimLost(
            "Your lease ended and the study went back to the list. What you wrote is kept; claim it again to go on."
        )
    return claim


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
    end_claim(actor=_lease_keeper(), task=task, claim=claim, action="expire")
    return 1


def end_claim(
    *, actor: Actor, task: ReadingTask, claim: Claim, action: str, note: str = ""
) -> ReadingTask:
    advance(task, TASK_TRANSITIONS, action).save(update_fields=["state", "completed_at"])
    claim.ended_at, claim.end_reason, claim.end_note = now(), ENDS[action], note
    claim.save(update_fields=["ended_at", "end_reason", "end_note"])
    record_task(actor, f"reading_task.{claim.end_reason}", task, claim_id=str(claim.id))
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
