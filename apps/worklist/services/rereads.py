"""A study whose report was withdrawn is read again."""

from collections.abc import Iterable
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance
from apps.worklist.engine.workflows import WORKFLOWS
from apps.worklist.events import TaskCreated
from apps.worklist.live import tell_task_changed, tell_task_created
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import OPEN_STATES, lock_task
from apps.worklist.selectors.linking import read_with
from apps.worklist.services.assignments import take_back
from apps.worklist.services.audit import record_task
from apps.worklist.services.binding import bind
from apps.worklist.services.clocks import close_clocks
from apps.worklist.services.routing import keep_routing, route
from apps.worklist.services.search_words import index_task
from apps.worklist.states import TASK_TRANSITIONS, TaskState


def list_again(*, actor: Actor, task_id: UUID, reason: str) -> ReadingTask | None:
    """Voids a read that nobody may rely on, its parts and open reads that were to follow it, and lists a new one.

    The new task waits from now and keeps the priority; what was read together is to be read together again. None where
    a later read of the study stands or is under way, so that the site is not without one. Raises ``NotFound``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    again = [_list_again(actor, one, reason) for one in (task, *read_with(task))]
    bind([one for one in again if one])
    return again[0]


def _list_again(actor: Actor, task: ReadingTask, reason: str) -> ReadingTask | None:
    following = _following(task)
    supersedes = [one for one in following if one.read_type == "final"]
    _void(actor, [*_parts_of([task]), task], reason)
    if supersedes:
        return None
    open_after = [one for one in following if one.state in OPEN_STATES]
    _void(actor, [*_parts_of(open_after), *open_after], reason)
    again = ReadingTask(
        study=task.study,
        site=task.site,
        read_type=task.read_type,
        workflow=task.workflow,
        priority=task.priority,
        priority_locked=task.priority_locked,
        stat_attested=task.stat_attested,
        received_at=now(),
        excluded_readers=task.excluded_readers,
    )
    routing = route(task=again, cause=reason)
    again.save(force_insert=True)
    keep_routing(actor=actor, task=again, routing=routing)
    index_task(again)
    record_task(actor, "reading_task.created", again, instead_of=str(task.id), reason=reason)
    publish(TaskCreated(task_id=again.id, study_id=again.study_id))
    tell_task_created(again)
    return again


def _following(task: ReadingTask) -> list[ReadingTask]:
    """Reads of the study that the workflow put after this one, locked."""
    after, kind = [], WORKFLOWS[task.workflow][1].get(task.read_type)
    while kind:
        after.append(kind)
        kind = WORKFLOWS[task.workflow][1].get(kind)
    found = ReadingTask.objects.select_for_update(of=("self",)).filter(
        study_id=task.study_id, parent=None, read_type__in=after
    )
    return list(found.exclude(state=TaskState.CANCELED).order_by("id"))


def _parts_of(tasks: Iterable[ReadingTask]) -> list[ReadingTask]:
    parts = ReadingTask.objects.select_for_update(of=("self",)).filter(parent__in=list(tasks))
    return list(parts.exclude(state=TaskState.CANCELED).order_by("id"))


def _void(actor: Actor, tasks: Iterable[ReadingTask], reason: str) -> None:
    for task in tasks:
        take_back(actor=actor, task=task, reason="canceled")
        task.refresh_from_db()
        advance(task, TASK_TRANSITIONS, "void" if task.state == TaskState.COMPLETED else "cancel")
        completed_at, task.completed_at = task.completed_at, None
        task.held_at, task.split_at = None, None
        task.save(update_fields=["state", "completed_at", "held_at", "split_at"])
        close_clocks(task=task)
        record_task(
            actor,
            "reading_task.voided",
            task,
            reason=reason,
            completed_at=completed_at.isoformat() if completed_at else None,
        )
        tell_task_changed(task)
