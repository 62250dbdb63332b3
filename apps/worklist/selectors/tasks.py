"""One task, for somebody who may see it."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.listing import OPEN_STATES, with_details
from apps.worklist.states import TaskState


def access_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """One task with everything a row shows; raises ``NotFound`` for any other tenant's or site's."""
    task = with_details(ReadingTask.objects.filter(id=task_id)).first()
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def lock_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """The bare task under a row lock until the transaction ends; raises ``NotFound``."""
    task: ReadingTask | None = (
        ReadingTask.objects.select_for_update(of=("self",)).filter(id=task_id).first()
    )
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def task_of_study(*, study_id: UUID) -> ReadingTask | None:
    """The study's task that was not cancelled, newest first; the whole before its parts."""
    found: ReadingTask | None = (
        ReadingTask.objects.filter(study_id=study_id, parent=None)
        .exclude(state=TaskState.CANCELED)
        .order_by("-received_at")
        .first()
    )
    return found


def open_task_ids_of(*, study_id: UUID) -> list[UUID]:
    """The study's tasks that are not closed, parts too."""
    open_ = ReadingTask.objects.filter(study_id=study_id, state__in=OPEN_STATES)
    return list(open_.order_by("id").values_list("id", flat=True))
