"""The list: what a person may see of it, narrowed and in order.

Who may read what, and most of what one narrows by, is settled on kinds of work (``work_classes``) before the tasks
are asked, so that the query reads along one index until the page is full, however long the list is.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.tenancy.models import Site
from apps.worklist.engine.facts import WorkClass
from apps.worklist.engine.search_words import prefix_range, typed_words
from apps.worklist.models import Assignment, Claim, ReadingTask, TaskSearchWord
from apps.worklist.selectors.eligibility import is_bound_to_eligibility
from apps.worklist.selectors.list_facts import ListFacts, list_facts
from apps.worklist.selectors.lookups import one_of
from apps.worklist.selectors.work_classes import (
    eligible_class_ids,
    kinds_of_work,
    work_classes,
)
from apps.worklist.states import TaskState

OPEN_STATES = (TaskState.SCHEDULED, TaskState.IN_PROGRESS)
ORDERINGS = {
    "due_at": ("due_at", "id"),
    "-due_at": ("-due_at", "-id"),
    "received_at": ("received_at", "id"),
    "-received_at": ("-received_at", "-id"),
    "priority": ("queue_rank", "due_at", "id"),
    "-priority": ("-queue_rank", "-due_at", "-id"),
    "patient_name": ("sort_name", "id"),
    "-patient_name": ("-sort_name", "-id"),
}
DEFAULT_ORDERING = "priority"


@dataclass(frozen=True, slots=True)
class WorklistFilter:
    """What a worklist is narrowed to; an empty collection or None narrows nothing."""

    states: Collection[str] = ()
    priorities: Collection[str] = ()
    pathways: Collection[str] = ()
    sites: Collection[str] = ()
    modalities: Collection[str] = ()
    procedure_groups: Collection[str] = ()
    body_parts: Collection[str] = ()
    read_types: Collection[str] = ()
    pools: Collection[str] = ()
    claimed_by: UUID | None = None
    assigned_to: UUID | None = None
    eligible_for: UUID | None = None
    held: bool | None = None
    overdue: bool = False
    due_within: timedelta | None = None
    search: str = ""
    ordering: str = DEFAULT_ORDERING

    @property
    def narrows_kinds(self) -> bool:
        return bool(
            self.sites
            or self.modalities
            or self.procedure_groups
            or self.body_parts
            or self.read_types
            or self.pools
        )


def with_details(tasks: QuerySet[ReadingTask]) -> QuerySet[ReadingTask]:
    """Joins everything a row of the list shows, in a fixed number of queries."""
    live = Claim.objects.filter(ended_at=None).select_related("reader")
    given = Assignment.objects.filter(ended_at=None).select_related("reader")
    return tasks.select_related("study__patient", "site", "held_by").prefetch_related(
        Prefetch("claims", queryset=live, to_attr="live_claims"),
        Prefetch("assignments", queryset=given, to_attr="live_assignments"),
    )


def reading_tasks(*, actor: Actor, narrowed: WorklistFilter) -> QuerySet[ReadingTask]:
    """The tasks that the actor may see, narrowed and in order.

    A reader sees what they may read now, but not the list of a pool that hands out what is next, and always what they
    hold or were given; who manages or watches the list sees all of it.
    A split study is seen as its parts.
    """
    tasks: QuerySet[ReadingTask] = ReadingTask.objects.filter(_conditions(narrowed), split_at=None)
    if actor.site_ids is not None:
        tasks = tasks.filter(site_id__in=actor.site_ids)
    tasks = tasks.filter(_kinds(actor, narrowed))
    return tasks.order_by(*ORDERINGS[narrowed.ordering])


def _kinds(actor: Actor, narrowed: WorklistFilter) -> Q:
    """What the actor or the asked-for reader may read, and the filters that are about kinds of work."""
    bound = is_bound_to_eligibility(actor)
    reader_id = actor.require_user() if bound else narrowed.eligible_for
    if reader_id is None:
        return _of_kinds(work_classes(), narrowed) if narrowed.narrows_kinds else Q()
    facts = list_facts(reader_id)
    kinds = kinds_of_work(facts.kinds)
    ids = eligible_class_ids(reader_id, now(), kinds, facts.rights)
    if bound:
        ids = _shown(kinds.by_id, ids, facts.hidden_pools)
    if narrowed.narrows_kinds:
        ids &= _narrowed(kinds.by_id, narrowed)
    condition = Q(one_of("work_class_id", ids)) & _not_excluding(reader_id, narrowed, facts)
    if not bound:
        return condition
    own = Q(id__in=facts.held) | Q(assigned_to_id=reader_id, state=TaskState.SCHEDULED)
    if narrowed.narrows_kinds:
        own &= _of_kinds(kinds.by_id, narrowed)
    return condition | own


def _of_kinds(classes: Mapping[UUID, WorkClass], narrowed: WorklistFilter) -> Q:
    return Q(one_of("work_class_id", _narrowed(classes, narrowed)))


def _not_excluding(reader_id: UUID, narrowed: WorklistFilter, facts: ListFacts) -> Q:
    """Of open tasks the few that exclude somebody are known before, so that the walk needs its index alone."""
    if not narrowed.states or not set(narrowed.states) <= set(OPEN_STATES):
        return ~Q(excluded_readers__contains=[reader_id])
    return ~Q(id__in=facts.excluding) if facts.excluding else Q()


def _shown(
    classes: Mapping[UUID, WorkClass], ids: frozenset[UUID], hidden: frozenset[str]
) -> frozenset[UUID]:
    """Without the kinds of work of pools whose members are given what is next instead of a list."""
    if not hidden:
        return ids
    return frozenset(id_ for id_ in ids if classes[id_].pool not in hidden)


def _narrowed(classes: Mapping[UUID, WorkClass], narrowed: WorklistFilter) -> frozenset[UUID]:
    sites: set[UUID] = set()
    if narrowed.sites:
        sites = set(Site.objects.filter(slug__in=narrowed.sites).values_list("id", flat=True))
    modalities = frozenset(narrowed.modalities)
    return frozenset(
        id_
        for id_, work in classes.items()
        if (not narrowed.sites or work.site_id in sites)
        and (not modalities or work.modalities & modalities)
        and (not narrowed.procedure_groups or work.procedure_group in narrowed.procedure_groups)
        and (not narrowed.body_parts or work.body_part in narrowed.body_parts)
        and (not narrowed.read_types or work.read_type in narrowed.read_types)
        and (not narrowed.pools or work.pool in narrowed.pools)
    )


def _conditions(narrowed: WorklistFilter) -> Q:
    conditions = _on_the_row(narrowed)
    if narrowed.claimed_by:
        held = Claim.objects.filter(reader_id=narrowed.claimed_by, ended_at=None)
        conditions &= Q(id__in=held.values("task_id"))
    if narrowed.overdue:
        conditions &= Q(due_at__lt=now(), state__in=OPEN_STATES)
    if narrowed.due_within is not None:
        conditions &= Q(due_at__lt=now() + narrowed.due_within, state__in=OPEN_STATES)
    for word in typed_words(narrowed.search):
        low, high = prefix_range(word)
        found = TaskSearchWord.objects.filter(task=OuterRef("pk"), word__gte=low, word__lt=high)
        conditions &= Q(Exists(found))
    return conditions


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
