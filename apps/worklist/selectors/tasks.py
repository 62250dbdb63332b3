"""One task, for somebody who may see it."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.linking import of_one_reading
from apps.worklist.selectors.listing import OPEN_STATES, with_details
from apps.worklist.states import TaskState


def access_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """One task with everything a row shows; raises ``NotFound`` for any other tenant's or site's."""
    task = with_details(ReadingTask.objects.filter(id=task_id)).first()
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def lock_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """The bare task under a row lock until the transaction ends, with all that is read together with it (the lead
    first); raises ``NotFound``.
    """
    task = lock_reading(task_id=task_id)
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def lock_reading(*, task_id: UUID, skip_locked: bool = False) -> ReadingTask | None:
    """As ``lock_task``, for whoever comes from within. None where there is no such task.

    With ``skip_locked`` also where somebody else has one of them.
    """
    rows = ReadingTask.objects.select_for_update(of=("self",), skip_locked=skip_locked)
    while True:
        seen = (
            ReadingTask.objects.filter(id=task_id, linked__gt=0)
            .values_list("lead_id", "linked")
            .first()
        )
        others = 0
        if seen:
            lead_id, others = seen[0] or task_id, seen[1]
            together = of_one_reading(lead_id)
            found = list(
                together.select_for_update(of=("self",), skip_locked=skip_locked).values_list("id")
            )
            if skip_locked and len(found) != others + 1:
                return None
        task: ReadingTask | None = rows.filter(id=task_id).first()
        # Linked or separated while we waited: what has to be locked is something else now.
        if task is None or (task.linked, task.lead_id) == (others, seen[0] if seen else None):
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
