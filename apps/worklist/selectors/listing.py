"""The list: what a person may see of it, narrowed and in order."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.states import TaskState

OPEN_STATES = (TaskState.SCHEDULED, TaskState.IN_PROGRESS)
ORDERINGS = {
    "due_at": ("due_at", "id"),
    "-due_at": ("-due_at", "-id"),
    "received_at": ("received_at", "id"),
    "-received_at": ("-received_at", "-id"),
    "priority": ("priority_rank", "due_at", "id"),
    "-priority": ("-priority_rank", "due_at", "id"),
    "patient_name": ("study__patient__display_name", "id"),
    "-patient_name": ("-study__patient__display_name", "-id"),
}
DEFAULT_ORDERING = "priority"


@dataclass(frozen=True, slots=True)
class WorklistFilter:
    """What a worklist is narrowed to; an empty collection or None narrows nothing."""

    states: Collection[str] = ()
    priorities: Collection[str] = ()
    sites: Collection[str] = ()
    modalities: Collection[str] = ()
    body_parts: Collection[str] = ()
    claimed_by: UUID | None = None
    overdue: bool = False
    search: str = ""
    ordering: str = DEFAULT_ORDERING


def with_details(tasks: QuerySet[ReadingTask]) -> QuerySet[ReadingTask]:
    """Joins everything a row of the list shows, in a fixed number of queries."""
    live = Claim.objects.filter(ended_at=None).select_related("reader")
    return tasks.select_related("study__patient", "site").prefetch_related(
        Prefetch("claims", queryset=live, to_attr="live_claims")
    )


def reading_tasks(*, actor: Actor, narrowed: WorklistFilter) -> QuerySet[ReadingTask]:
    """The tasks that the actor may see, narrowed and in order."""
    tasks: QuerySet[ReadingTask] = ReadingTask.objects.filter(_conditions(narrowed))
    if actor.site_ids is not None:
        tasks = tasks.filter(site_id__in=actor.site_ids)
    return with_details(tasks).order_by(*ORDERINGS[narrowed.ordering])


def _conditions(narrowed: WorklistFilter) -> Q:
    conditions = Q()
    if narrowed.states:
        conditions &= Q(state__in=narrowed.states)
    if narrowed.priorities:
        conditions &= Q(priority__in=narrowed.priorities)
    if narrowed.sites:
        conditions &= Q(site__slug__in=narrowed.sites)
    if narrowed.modalities:
        conditions &= Q(study__modalities__overlap=list(narrowed.modalities))
    if narrowed.body_parts:
        conditions &= Q(study__body_part__in=narrowed.body_parts)
    if narrowed.claimed_by:
        conditions &= Q(claims__reader_id=narrowed.claimed_by, claims__ended_at=None)
    if narrowed.overdue:
        conditions &= Q(due_at__lt=now(), state__in=OPEN_STATES)
    for word in narrowed.search.split()[:5]:
        conditions &= (
            Q(study__patient__display_name__icontains=word)
            | Q(study__patient__patient_id__istartswith=word)
            | Q(study__accession_number__istartswith=word)
            | Q(study__description__icontains=word)
        )
    return conditions
