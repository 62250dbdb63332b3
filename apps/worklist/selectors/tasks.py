"""One task, for somebody who may see it."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.archive.selectors import not_blinded
from apps.common.errors import NotFound
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.linking import lead_id_of
from apps.worklist.selectors.listing import OPEN_STATES, with_details
from apps.worklist.states import TaskState


def access_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """One task with everything a row shows; raises ``NotFound`` for any other tenant's or site's."""
    task = with_details(_visible(actor, task_id)).first()
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def require_task(*, actor: Actor, task_id: UUID) -> None:
    """As ``access_task``, for whoever needs to know only that the actor may see it."""
    site_id = _visible(actor, task_id).values_list("site_id", flat=True).first()
    if site_id is None or not actor.may_enter_site(site_id):
        raise NotFound("There is no such reading task.")


def _visible(actor: Actor, task_id: UUID) -> QuerySet[ReadingTask]:
    # Its history names who read it.
    return ReadingTask.objects.filter(not_blinded(actor, "study__"), id=task_id)


def lock_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """The bare task under a row lock until the transaction ends, with all that is read together with it; raises
    ``NotFound``.
    """
    task = lock_reading(task_id=task_id)
    if task is None or not actor.may_enter_site(task.site_id):
        raise NotFound("There is no such reading task.")
    return task


def lock_reading(*, task_id: UUID, skip_locked: bool = False) -> ReadingTask | None:
    """As ``lock_task``, for whoever comes from within. None where there is no such task.

    With ``skip_locked`` also where somebody else has one of them.
    """
    locked = _locked([task_id], skip_locked=True) if skip_locked else lock_readings([task_id])
    return next((task for task in locked or () if task.id == task_id), None)


def lock_readings(task_ids: Sequence[UUID]) -> list[ReadingTask]:
    """These tasks and all that is read together with them, locked in the order of their ids.

    Everybody who waits for more than one task waits in this order, so that no two ever wait for each other.
    """
    while (locked := _locked(task_ids, skip_locked=False)) is None:
        pass
    return locked


def is_free(task_id: UUID) -> bool:
    """Whether nobody else has the task or what is read together with it, which are locked now; nobody waits."""
    return _locked([task_id], skip_locked=True) is not None


def free_readings(tasks: Sequence[ReadingTask]) -> list[ReadingTask]:
    """Of these locked tasks those whose whole reading nobody else has; it is locked too."""
    return [task for task in tasks if not task.linked or is_free(task.id)]


def _locked(task_ids: Sequence[UUID], *, skip_locked: bool) -> list[ReadingTask] | None:
    """None, and nothing locked, where they were linked or separated meanwhile; with ``skip_locked`` also where one of
    them is gone or somebody else has it.
    """
    linked = ReadingTask.objects.filter(id__in=list(task_ids), linked__gt=0)
    leads = {lead_id or id_ for lead_id, id_ in linked.values_list("lead_id", "id")}
    wanted = Q(id__in=[*task_ids, *leads])
    rows = (
        ReadingTask.objects.filter(wanted | Q(lead_id__in=leads) if leads else wanted)
        .select_for_update(of=("self",), skip_locked=skip_locked)
        .order_by("id")
    )
    with suppress(_Rearranged), transaction.atomic():
        found = list(rows)
        sizes = Counter(lead_id_of(task) for task in found)
        if skip_locked and not {*task_ids} <= {task.id for task in found}:
            raise _Rearranged
        if any(sizes[lead_id_of(task)] != task.linked + 1 for task in found):
            raise _Rearranged
        return found
    return None


class _Rearranged(Exception):
    """What has to be locked is something else by now; the savepoint lets go of what was."""


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
