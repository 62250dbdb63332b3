"""Who reads after whom: a final read after a preliminary one, an over-read after a final one."""

from collections.abc import Sequence

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.outbox import publish
from apps.worklist.engine.workflows import WORKFLOWS, first_read
from apps.worklist.events import TaskCreated
from apps.worklist.live import tell_task_created
from apps.worklist.models import ReadingTask
from apps.worklist.services.audit import record_task
from apps.worklist.services.binding import bind
from apps.worklist.services.routing import keep_routing, route
from apps.worklist.services.search_words import index_task
from apps.worklist.states import TaskState


def list_next_read(*, actor: Actor, task: ReadingTask) -> ReadingTask | None:
    """After a read is completed: lists the one that the workflow wants next, never for the same reader.

    The next read keeps the priority; it waits from now. None where nothing follows.
    """
    following = WORKFLOWS[task.workflow][1].get(task.read_type)
    if following is None or task.parent_id:
        return None
    if _exists(task, following):
        return None
    last = task.claims.filter(end_reason="completed").order_by("-ended_at").first()
    following_task = ReadingTask(
        study=task.study,
        site=task.site,
        read_type=following,
        workflow=task.workflow,
        priority=task.priority,
        priority_locked=task.priority_locked,
        received_at=task.completed_at or now(),
        excluded_readers=[*task.excluded_readers, *([last.reader_id] if last else [])],
    )
    routing = route(task=following_task, cause=f"after {task.read_type}")
    following_task.save(force_insert=True)
    keep_routing(actor=actor, task=following_task, routing=routing)
    index_task(following_task)
    record_task(actor, "reading_task.created", following_task, after=str(task.id))
    publish(TaskCreated(task_id=following_task.id, study_id=task.study_id))
    tell_task_created(following_task)
    return following_task


def list_next_reads(*, actor: Actor, tasks: Sequence[ReadingTask]) -> None:
    """As ``list_next_read`` of each; of tasks that were read together the next reads are read together too."""
    listed = [list_next_read(actor=actor, task=task) for task in tasks]
    bind([task for task in listed if task])


def _exists(task: ReadingTask, read_type: str) -> bool:
    same = ReadingTask.objects.filter(study_id=task.study_id, read_type=read_type)
    return bool(same.exclude(state=TaskState.CANCELED).exists())


__all__ = ["WORKFLOWS", "first_read", "list_next_read", "list_next_reads"]
