"""The list: what a person may see of it, narrowed and in order.

Who may read what, and most of what one narrows by, is settled on kinds of work (``work_classes``) before the tasks
are asked, so that the query reads along one index until the page is full, however long the list is.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.models import Assignment, Claim, ReadingTask
from apps.worklist.selectors.list_scope import ListScope, list_scope
from apps.worklist.selectors.lookups import one_of
from apps.worklist.selectors.searching import found_by
from apps.worklist.selectors.worklist_filter import WorklistFilter
from apps.worklist.states import TaskState

OPEN_STATES = (TaskState.SCHEDULED, TaskState.IN_PROGRESS)
ORDERINGS = {
    "due_at": ("due_at", "id"),
    "-due_at": ("-due_at", "-id"),
    "received_at": ("received_at", "id"),
    "-received_at": ("-received_at", "-id"),
    "priority": ("queue_rank", "due_at", "id"),
    "-priority": ("-queue_rank", "-due_at", "-id"),
    "completed_at": ("completed_at", "id"),
    "-completed_at": ("-completed_at", "-id"),
    "patient_name": ("sort_name", "id"),
    "-patient_name": ("-sort_name", "-id"),
}


def with_details(tasks: QuerySet[ReadingTask]) -> QuerySet[ReadingTask]:
    """Joins everything a row of the list shows, in a fixed number of queries."""
    live = Claim.objects.filter(ended_at=None).select_related("reader")
    given = Assignment.objects.filter(ended_at=None).select_related("reader")
    return tasks.select_related("study__patient", "site", "held_by").prefetch_related(
        Prefetch("claims", queryset=live, to_attr="live_claims"),
        Prefetch("assignments", queryset=given, to_attr="live_assignments"),
    )


def reading_tasks(*, actor: Actor, narrowed: WorklistFilter) -> QuerySet[ReadingTask]:
    """The tasks that the actor may see (``list_scope``), narrowed and in order. A split study is seen as its parts."""
    return tasks_in(list_scope(actor=actor, narrowed=narrowed), narrowed)


def tasks_in(scope: ListScope, narrowed: WorklistFilter) -> QuerySet[ReadingTask]:
    """The tasks of a scope, narrowed and in order."""
    tasks: QuerySet[ReadingTask] = ReadingTask.objects.filter(_conditions(narrowed), split_at=None)
    if scope.site_ids is not None:
        tasks = tasks.filter(site_id__in=scope.site_ids)
    tasks = tasks.filter(_to_be_read(scope, narrowed))
    return tasks.order_by(*ORDERINGS[narrowed.ordering])


def _to_be_read(scope: ListScope, narrowed: WorklistFilter) -> Q:
    condition = _of_kinds(scope.kinds)
    if scope.reader_id is None:
        return condition
    condition &= _not_excluding(scope.reader_id, scope.excluding, narrowed)
    if scope.own is None:
        return condition
    given = Q(assigned_to_id=scope.reader_id, state=TaskState.SCHEDULED)
    return condition | (Q(id__in=scope.own.held) | given) & _of_kinds(scope.own.kinds)


def _of_kinds(kinds: frozenset[UUID] | None) -> Q:
    return Q() if kinds is None else Q(one_of("work_class_id", kinds))


def _not_excluding(reader_id: UUID, excluding: Collection[UUID], narrowed: WorklistFilter) -> Q:
    """Of open tasks the few that exclude somebody are known before, so that the walk needs its index alone."""
    if not _is_open(narrowed):
        return ~Q(excluded_readers__contains=[reader_id])
    return ~Q(id__in=excluding) if excluding else Q()


def _conditions(narrowed: WorklistFilter) -> Q:
    conditions = _on_the_row(narrowed)
    if narrowed.claimed_by:
        held = Claim.objects.filter(reader_id=narrowed.claimed_by, ended_at=None)
        conditions &= Q(id__in=held.values("task_id"))
    if narrowed.overdue:
        conditions &= Q(due_at__lt=now(), state__in=OPEN_STATES)
    if narrowed.due_within is not None:
        conditions &= Q(due_at__lt=now() + narrowed.due_within, state__in=OPEN_STATES)
    return conditions & found_by(narrowed.search, only_open=_is_open(narrowed))


def _is_open(narrowed: WorklistFilter) -> bool:
    return bool(narrowed.states) and set(narrowed.states) <= set(OPEN_STATES)


def _on_the_row(narrowed: WorklistFilter) -> Q:
    conditions = Q()
    exact: dict[str, Any] = {
        "state__in": narrowed.states,
        "priority__in": narrowed.priorities,
        "pathway__in": narrowed.pathways,
        "assigned_to_id": narrowed.assigned_to,
    }
    for name, value in exact.items():
        if value:
            conditions &= Q(**{name: value})
    if narrowed.held is not None:
        conditions &= Q(held_at__isnull=not narrowed.held)
    return conditions
