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
from apps.worklist.engine.eligibility import Verdict
from apps.worklist.errors import AlreadyClaimed, AssignedToAnother, ClaimLost, NotClaimable, OnHold
from apps.worklist.events import ClaimEnded, TaskClaimed
from apps.worklist.live import tell_claim_warning, tell_task_changed
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors import claims_to_warn, expired_claim_ids, live_claim, lock_task
from apps.worklist.selectors.assignments import live_assignment
from apps.worklist.selectors.linking import read_with
from apps.worklist.selectors.tasks import lock_reading
from apps.worklist.services.affinity import give_patients_other_tasks
from apps.worklist.services.assignments import end_assignment
from apps.worklist.services.audit import record_task
from apps.worklist.services.eligibility import require_eligible
from apps.worklist.services.milestones import note_milestone
from apps.worklist.states import TASK_TRANSITIONS, TaskState

ENDS = {
    "release": "released",
    "hand_back": "handed_back",
    "expire": "expired",
    "complete": "completed",
    "override": "overridden",
    "disqualify": "ineligible",
    "hold": "held",
    "split": "split",
}


def claim_task(*, actor: Actor, task_id: UUID) -> Claim:
    """Takes the task for the actor; exactly one of many at once succeeds.

    The holder's own second claim answers the first. The lease ends no later than the reader's right to read. What is
    read together with it is taken with it.
    Raises ``NotFound``, ``NotEligible``, ``AlreadyClaimed``, ``AssignedToAnother``, ``OnHold``, ``NotClaimable``.
    """
    reader_id = actor.require_user()
    task = lock_task(actor=actor, task_id=task_id)
    held = live_claim(task_id=task.id)
    if held and held.expires_at <= now():
        end_claim(actor=lease_keeper(), task=task, claim=held, action="expire")
        held = None
    verdict = require_eligible(task=task, reader_id=reader_id)
    if held and held.reader_id == reader_id:
        return _extend(task, held, verdict)
    if held:
        raise AlreadyClaimed(
            f"{held.reader.name} is reading this study.",
            holder={"id": str(held.reader_id), "name": held.reader.name},
        )
    _require_claimable(task)
    _take_offer(actor, task, reader_id)
    ends_at = lease_end(verdict)
    claim = take(actor=actor, task=task, reader_id=reader_id, expires_at=ends_at)
    for other in read_with(task):
        take(actor=actor, task=other, reader_id=reader_id, expires_at=ends_at)
    give_patients_other_tasks(actor=actor, task=task, reader_id=reader_id)
    return claim


def take(*, actor: Actor, task: ReadingTask, reader_id: UUID, expires_at: datetime) -> Claim:
    """The lease on one locked task that waits and is offered to nobody; the caller has asked whether it may be."""
    advance(task, TASK_TRANSITIONS, "claim").save(update_fields=["state"])
    claim: Claim = Claim.objects.create(task=task, reader_id=reader_id, expires_at=expires_at)
    record_task(actor, "reading_task.claimed", task, claim_id=str(claim.id))
    publish(TaskClaimed(task_id=task.id, study_id=task.study_id, claim_id=claim.id))
    note_milestone(actor=actor, study_id=task.study_id, task_id=task.id, name="claimed")
    tell_task_changed(task, holder=claim.reader)
    return claim


def _require_claimable(task: ReadingTask) -> None:
    if task.held_at:
        raise OnHold(f"On hold: {task.hold_reason}", reason=task.hold_reason, since=task.held_at)
    if task.split_at:
        raise NotClaimable("The study is read in parts; claim one of these.")
    if task.state != TaskState.SCHEDULED:
        raise NotClaimable(f"The task is {task.state.lower().replace('_', ' ')}.")


def _take_offer(actor: Actor, task: ReadingTask, reader_id: UUID) -> None:
    offer = live_assignment(task_id=task.id)
    if offer is None:
        return
    if offer.expires_at and offer.expires_at <= now():
        end_assignment(actor=actor, task=task, assignment=offer, reason="expired")
    elif offer.reader_id == reader_id:
        end_assignment(actor=actor, task=task, assignment=offer, reason="claimed")
    else:
        raise AssignedToAnother(
            f"It waits for {offer.reader.name}. A manager can reassign it.",
            reader={"id": str(offer.reader_id), "name": offer.reader.name},
        )


def keep_claim(*, actor: Actor, task_id: UUID) -> Claim:
    """The holder's heartbeat: the lease starts anew. Raises ``NotFound``, ``ClaimLost``, ``NotEligible``."""
    task = lock_task(actor=actor, task_id=task_id)
    claim = own_claim(actor=actor, task=task)
    return _extend(task, claim, require_eligible(task=task, reader_id=claim.reader_id))


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
    task = lock_reading(task_id=claim.task_id, skip_locked=True)
    if task is None:
        return 0
    claim.refresh_from_db()
    if claim.ended_at or claim.expires_at > now():
        return 0
    end_claim(actor=lease_keeper(), task=task, claim=claim, action="expire")
    return 1


def end_claim(
    *, actor: Actor, task: ReadingTask, claim: Claim, action: str, note: str = ""
) -> ReadingTask:
    """Ends a live claim of a locked task and those on all that is read together with it; whatever was written stays.

    ``action`` is a key of ``ENDS``.
    """
    end_one_claim(actor=actor, task=task, claim=claim, action=action, note=note)
    for other in read_with(task):
        other.completed_at = task.completed_at
        its_claim: Claim = Claim.objects.get(task=other, ended_at=None)
        end_one_claim(actor=actor, task=other, claim=its_claim, action=action, note=note)
    return task


def end_one_claim(
    *, actor: Actor, task: ReadingTask, claim: Claim, action: str, note: str = ""
) -> None:
    """As ``end_claim``, of this task alone: the caller sees to the others."""
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
    tell_task_changed(task, holder=None)


def _extend(task: ReadingTask, claim: Claim, verdict: Verdict) -> Claim:
    claim.heartbeat_at, claim.expires_at, claim.warned_at = now(), lease_end(verdict), None
    claim.save(update_fields=["heartbeat_at", "expires_at", "warned_at"])
    if task.linked:
        Claim.objects.filter(task__in=read_with(task), ended_at=None).update(
            heartbeat_at=claim.heartbeat_at, expires_at=claim.expires_at, warned_at=None
        )
    return claim


def lease_end(verdict: Verdict) -> datetime:
    """When a lease that begins now ends: no later than the right it rests on."""
    end = now() + timedelta(seconds=settings.CLAIM_LEASE_SECONDS)
    return min(end, verdict.until) if verdict.until else end


def lease_keeper() -> Actor:
    """Who acts when a lease ends by itself."""
    return Actor.system(required_tenant_id(), "lease keeper")
