"""Putting a task aside until its site has answered, and excluding time from its clocks, always with a reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import PermissionRefused, Unprocessable
from apps.common.outbox import publish
from apps.orders.selectors import prior_statuses
from apps.worklist.errors import NotClaimable, NotOnHold, OnHold
from apps.worklist.events import TaskHeld, TaskResumed
from apps.worklist.live import tell_task_changed
from apps.worklist.models import ClockPause, ReadingTask, StudyMessage
from apps.worklist.models.clocks import HOLD_CODES
from apps.worklist.selectors import live_claim, lock_task
from apps.worklist.selectors.assignments import live_assignment
from apps.worklist.selectors.linking import read_with
from apps.worklist.selectors.service_levels import own_due
from apps.worklist.services.assignments import end_assignment
from apps.worklist.services.audit import record_task
from apps.worklist.services.claims import end_claim
from apps.worklist.services.clocks import refresh_clocks
from apps.worklist.states import TaskState

# What a request for earlier studies can end in (orders.states.PriorState).
PRIORS_SETTLED = ("arrived", "none_exist", "refused")
HELD_FIELDS = ["held_at", "hold_code", "hold_reason", "held_by"]


def hold_task(*, actor: Actor, task_id: UUID, code: str, reason: str = "") -> ReadingTask:
    """Takes the task out of everybody's load and stops its clocks; whoever held it is free, what they wrote stays. What
    is read together with it is put aside with it.

    By a manager or by the reader who holds it. ``code`` is one of ``HOLD_CODES``; ``other`` needs a reason in words.
    Raises ``NotFound``, ``Unprocessable``, ``PermissionRefused``, ``OnHold``, ``NotClaimable``.
    """
    _require_code(code, reason)
    task = lock_task(actor=actor, task_id=task_id)
    claim = live_claim(task_id=task.id)
    if not actor.can("worklist.manage") and (claim is None or claim.reader_id != actor.user_id):
        raise PermissionRefused("Claim the study first, or ask a manager to put it on hold.")
    _require_holdable(task)
    if claim:
        end_claim(actor=actor, task=task, claim=claim, action="hold", note=reason.strip()[:500])
    offer = live_assignment(task_id=task.id)
    if offer:
        end_assignment(actor=actor, task=task, assignment=offer, reason="held")
    at = now()
    for one in (task, *read_with(task)):
        _hold(actor, one, code, reason.strip()[:500], at)
    return task


def _hold(actor: Actor, task: ReadingTask, code: str, reason: str, at: datetime) -> None:
    task.held_at, task.held_by_id = at, actor.user_id
    task.hold_code, task.hold_reason = code, reason
    task.save(update_fields=HELD_FIELDS)
    ClockPause.objects.create(
        task=task,
        code=code,
        reason=task.hold_reason,
        started_at=task.held_at,
        started_by_id=actor.user_id,
        due_before=task.due_at,
    )
    refresh_clocks(actor=actor, task=task)
    record_task(actor, "reading_task.held", task, code=code, due_before=task.due_at.isoformat())
    publish(TaskHeld(task_id=task.id, study_id=task.study_id, site_id=task.site_id, code=code))
    tell_task_changed(task, holder=None)


def resume_task(*, actor: Actor, task_id: UUID, reason: str = "") -> ReadingTask:
    """Puts the task back on the list; its clocks go on, due later by exactly the open time it was away.

    By a manager or by who put it on hold. Raises ``NotFound``, ``PermissionRefused``, ``NotOnHold``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    if not actor.can("worklist.manage") and (
        task.held_by_id is None or task.held_by_id != actor.user_id
    ):
        raise PermissionRefused("A manager, or who put the study on hold, can take it off.")
    if task.held_at is None:
        raise NotOnHold("The study is on the list already.")
    _end_hold(actor=actor, task=task, reason=reason)
    return task


def resume_what_waited_for_priors(*, actor: Actor, study_id: UUID) -> int:
    """The site has answered about earlier studies: tasks held for that alone are back on the list. Answers how many."""
    if prior_statuses([study_id])[study_id] not in PRIORS_SETTLED:
        return 0
    waiting = ReadingTask.objects.filter(
        study_id=study_id, hold_code="waiting_for_priors", held_at__isnull=False
    )
    return _resume_all(actor, waiting, "priors answered")


def resume_what_waited_for_an_answer(*, actor: Actor, study_id: UUID) -> int:
    """The site has written: tasks that a question in the study's talk put on hold are back on the list.

    A hold that was set without a question stays. Answers how many.
    """
    question = StudyMessage.objects.filter(
        study_id=study_id,
        from_site=False,
        author_id=OuterRef("held_by_id"),
        text__startswith=OuterRef("hold_reason"),
    )
    waiting = ReadingTask.objects.filter(
        Exists(question), study_id=study_id, held_at__isnull=False
    ).exclude(hold_reason="")
    return _resume_all(actor, waiting, "the site answered")


def _resume_all(actor: Actor, waiting: QuerySet[ReadingTask], reason: str) -> int:
    resumed = 0
    for task_id in list(waiting.order_by("id").values_list("id", flat=True)):
        task = lock_task(actor=actor, task_id=task_id)
        if task.held_at:
            _end_hold(actor=actor, task=task, reason=reason)
            resumed += 1
    return resumed


def exclude_time(
    *,
    actor: Actor,
    task_id: UUID,
    started_at: datetime,
    ended_at: datetime,
    code: str,
    reason: str,
) -> ClockPause:
    """Takes time that has passed out of the task's clocks afterwards; a promise broken by it alone is kept after all.

    By a manager, with a reason; also on a signed task. Raises ``NotFound``, ``Unprocessable``, ``PermissionRefused``.
    """
    actor.require("worklist.manage")
    _require_code(code, reason)
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    if not started_at < ended_at <= now():
        raise Unprocessable(
            "The time to exclude begins before it ends, and is over.", code="invalid_period"
        )
    task = lock_task(actor=actor, task_id=task_id)
    before = own_due(task)
    pause: ClockPause = ClockPause.objects.create(
        task=task,
        kind="adjustment",
        code=code,
        reason=reason.strip()[:500],
        started_at=started_at,
        started_by_id=actor.user_id,
        ended_at=ended_at,
        ended_by_id=actor.user_id,
        due_before=before,
    )
    refresh_clocks(actor=actor, task=task)
    pause.due_after = own_due(task)
    pause.save(update_fields=["due_after"])
    record_task(
        actor,
        "reading_task.time_excluded",
        task,
        code=code,
        reason=pause.reason,
        due_before=before.isoformat(),
        due_after=pause.due_after.isoformat(),
    )
    tell_task_changed(task)
    return pause


def _end_hold(*, actor: Actor, task: ReadingTask, reason: str) -> None:
    for one in (task, *read_with(task)):
        _resume(actor, one, reason)
        tell_task_changed(one)


def _resume(actor: Actor, task: ReadingTask, reason: str) -> None:
    pause: ClockPause = ClockPause.objects.select_for_update().get(task=task, ended_at=None)
    pause.ended_at, pause.ended_by_id = max(now(), pause.started_at), actor.user_id
    pause.end_reason = reason.strip()[:500]
    pause.save(update_fields=["ended_at", "ended_by", "end_reason"])
    task.held_at, task.held_by, task.hold_code, task.hold_reason = None, None, "", ""
    task.save(update_fields=HELD_FIELDS)
    refresh_clocks(actor=actor, task=task)
    pause.due_after = task.due_at
    pause.save(update_fields=["due_after"])
    record_task(
        actor,
        "reading_task.resumed",
        task,
        code=pause.code,
        reason=pause.end_reason,
        due_before=pause.due_before.isoformat() if pause.due_before else None,
        due_after=task.due_at.isoformat(),
    )
    publish(TaskResumed(task_id=task.id, study_id=task.study_id, site_id=task.site_id))


def _require_code(code: str, reason: str) -> None:
    if code not in HOLD_CODES:
        raise Unprocessable(f"A code is one of {', '.join(HOLD_CODES)}.", code="unknown_hold_code")
    if code == "other" and not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")


def _require_holdable(task: ReadingTask) -> None:
    if task.held_at:
        raise OnHold(f"On hold: {task.hold_reason}", reason=task.hold_reason, since=task.held_at)
    if task.split_at:
        raise NotClaimable("The study is read in parts; put these on hold.")
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        raise NotClaimable(f"The task is {task.state.lower()}.")
