"""Several readers on one study: its regions are read at the same time and come together again as one result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Series
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.outbox import publish
from apps.common.states import advance
from apps.worklist.errors import NotClaimable
from apps.worklist.events import TaskCompleted, TaskCreated, TaskRejoined, TaskSplit
from apps.worklist.live import tell_task_changed, tell_task_created
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import live_claim, lock_task
from apps.worklist.services.assignments import take_back
from apps.worklist.services.audit import record_task
from apps.worklist.services.clocks import close_clocks, follow_whole
from apps.worklist.services.escalations import clear_steps
from apps.worklist.services.milestones import note_signed
from apps.worklist.services.routing import ROUTED_FIELDS, keep_routing, route
from apps.worklist.services.search_words import index_task
from apps.worklist.states import TASK_TRANSITIONS, TaskState

MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A region by name, and the Series Instance UIDs that show it; none means every series."""

    name: str
    series: Sequence[str] = ()


def split_task(*, actor: Actor, task_id: UUID, parts: Sequence[Part]) -> list[ReadingTask]:
    """Replaces one task by a task per region, each with the study's priority and due time.

    A manager may split a waiting task; a reader the one they hold. The whole is completed when every part is. Raises
    ``NotFound``, ``NotClaimable``, ``Unprocessable``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    _require_right(actor, task)
    _require_whole(task)
    names = _checked(task, parts)
    take_back(actor=actor, task=task, reason="split")
    task.split_at = now()
    task.save(update_fields=["split_at"])
    clear_steps(task=task)
    made = [_part(actor, task, name, series) for name, series in names.items()]
    record_task(actor, "reading_task.split", task, parts=len(made))
    publish(TaskSplit(task_id=task.id, study_id=task.study_id))
    tell_task_changed(task)
    return made


def rejoin_task(*, actor: Actor, task_id: UUID, reason: str) -> ReadingTask:
    """Takes a split back while no part is completed: parts are cancelled, the whole is read again by one reader.

    What was written on parts is kept with them. Raises ``NotFound``, ``NotClaimable``, ``Unprocessable``.
    """
    if not reason.strip():
        raise Unprocessable("Say in a few words why.", code="reason_required")
    task = lock_task(actor=actor, task_id=task_id)
    if task.parent_id:
        task = lock_task(actor=actor, task_id=task.parent_id)
    _require_right(actor, task)
    if not task.split_at:
        raise NotClaimable("The study is not split.")
    parts = _lock_parts(task)
    if any(part.state == TaskState.COMPLETED for part in parts):
        raise NotClaimable("A part is signed already: the others have to be read too.")
    for part in parts:
        take_back(actor=actor, task=part, reason="canceled")
        part.refresh_from_db()
        advance(part, TASK_TRANSITIONS, "cancel").save(update_fields=["state"])
        close_clocks(task=part)
        tell_task_changed(part)
    task.split_at = None
    routing = route(task=task, cause="rejoined")
    task.save(update_fields=["split_at", *ROUTED_FIELDS])
    keep_routing(actor=actor, task=task, routing=routing)
    record_task(actor, "reading_task.rejoined", task, reason=reason.strip()[:500])
    tell_task_changed(task)
    return task


def complete_whole_of(*, actor: Actor, part: ReadingTask) -> None:
    """Completes the split study once its last part is completed; called with the part's lock held."""
    if part.parent_id is None:
        return
    whole: ReadingTask = ReadingTask.objects.select_for_update(of=("self",)).get(id=part.parent_id)
    open_parts = whole.parts.filter(state__in=[TaskState.SCHEDULED, TaskState.IN_PROGRESS])
    if whole.state != TaskState.SCHEDULED or open_parts.exists():
        return
    advance(whole, TASK_TRANSITIONS, "rejoin")
    whole.completed_at = now()
    whole.save(update_fields=["state", "completed_at"])
    note_signed(actor=actor, task=whole)
    record_task(actor, "reading_task.parts_completed", whole)
    publish(TaskRejoined(task_id=whole.id, study_id=whole.study_id))
    publish(TaskCompleted(task_id=whole.id, study_id=whole.study_id))
    tell_task_changed(whole)


def _require_right(actor: Actor, task: ReadingTask) -> None:
    if actor.can("worklist.manage"):
        return
    claim = live_claim(task_id=task.id)
    if claim is None or claim.reader_id != actor.user_id:
        actor.require("worklist.manage")


def _require_whole(task: ReadingTask) -> None:
    if task.parent_id or task.split_at:
        raise NotClaimable("The study is split already.")
    if task.linked:
        raise NotClaimable("It is read together with others: separate them first.")
    if task.state not in (TaskState.SCHEDULED, TaskState.IN_PROGRESS):
        raise NotClaimable(f"The task is {task.state.lower()}.")
    if task.held_at:
        raise NotClaimable("Resume it first: it is on hold.")


def _checked(task: ReadingTask, parts: Sequence[Part]) -> Mapping[str, list[str]]:
    named = {part.name.strip()[:60]: list(part.series) for part in parts}
    if not 2 <= len(parts) <= MOST_PARTS or len(named) != len(parts) or "" in named:
        raise Unprocessable(
            f"Name two to {MOST_PARTS} different regions.", code="parts_not_understood"
        )
    known = set(
        Series.objects.filter(study_id=task.study_id).values_list("series_instance_uid", flat=True)
    )
    if any(set(series) - known for series in named.values()):
        raise Unprocessable("A series named is not of this study.", code="unknown_series")
    chosen = {uid for series in named.values() for uid in series}
    if all(named.values()) and known - chosen:
        raise Unprocessable(
            "Some series belong to no region: nobody would read them.", code="series_left_out"
        )
    return named


def _part(actor: Actor, whole: ReadingTask, name: str, series: list[str]) -> ReadingTask:
    part = ReadingTask(
        study=whole.study,
        site=whole.site,
        parent=whole,
        part=name,
        part_series=series,
        read_type=whole.read_type,
        workflow=whole.workflow,
        priority=whole.priority,
        priority_locked=True,
        received_at=whole.received_at,
        excluded_readers=whole.excluded_readers,
    )
    routing = route(task=part, cause="split")
    part.pathway, part.queue_rank, part.due_at = whole.pathway, whole.queue_rank, whole.due_at
    part.save(force_insert=True)
    keep_routing(actor=actor, task=part, routing=routing)
    follow_whole(actor=actor, part=part, whole=whole)
    index_task(part)
    publish(TaskCreated(task_id=part.id, study_id=part.study_id))
    tell_task_created(part)
    return part


def _lock_parts(whole: ReadingTask) -> list[ReadingTask]:
    return list(
        ReadingTask.objects.select_for_update(of=("self",))
        .filter(parent=whole)
        .exclude(state=TaskState.CANCELED)
        .order_by("id")
    )
