"""Reading the worklist."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.worklist.models import Claim, ReadingTask, SlaPolicy
from apps.worklist.relevance import prior_relevance
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


@dataclass(frozen=True, slots=True)
class PriorStudy:
    """An earlier or later study of the same patient, and how much it helps."""

    study: Study
    task: ReadingTask | None
    relevance: int


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


def access_task(*, actor: Actor, task_id: UUID) -> ReadingTask:
    """One task with everything a row shows; raises ``NotFound`` for any other tenant's or site's."""
    task = reading_tasks(actor=actor, narrowed=WorklistFilter()).filter(id=task_id).first()
    if task is None:
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


def live_claim(*, task_id: UUID) -> Claim | None:
    """The claim that holds the task now, with its reader."""
    found: Claim | None = (
        Claim.objects.select_related("reader").filter(task_id=task_id, ended_at=None).first()
    )
    return found


def task_of_study(*, study_id: UUID) -> ReadingTask | None:
    """The study's task that was not cancelled, newest first."""
    found: ReadingTask | None = (
        ReadingTask.objects.filter(study_id=study_id)
        .exclude(state=TaskState.CANCELED)
        .order_by("-received_at")
        .first()
    )
    return found


def prior_counts(patient_ids: Collection[UUID]) -> dict[UUID, int]:
    """Studies per patient, for a page of the list in one query."""
    rows = (
        Study.objects.filter(patient_id__in=set(patient_ids))
        .values_list("patient_id")
        .annotate(Count("id"))
    )
    return dict(rows)


def priors(*, task: ReadingTask) -> list[PriorStudy]:
    """The same patient's other studies, the most helpful first."""
    current = task.study
    others: QuerySet[Study] = (
        Study.objects.filter(patient_id=current.patient_id)
        .exclude(id=current.id)
        .select_related("patient", "site")
        .prefetch_related(
            Prefetch(
                "reading_tasks",
                queryset=ReadingTask.objects.exclude(state=TaskState.CANCELED),
            )
        )
        .order_by("-study_at")[:100]
    )
    found = [PriorStudy(study, _first(study), _relevance(current, study)) for study in others]
    return sorted(found, key=lambda prior: -prior.relevance)


def _first(study: Study) -> ReadingTask | None:
    return next(iter(study.reading_tasks.all()), None)


def _relevance(current: Study, prior: Study) -> int:
    return prior_relevance(
        modalities=current.modalities,
        body_part=current.body_part,
        study_at=current.study_at,
        prior_modalities=prior.modalities,
        prior_body_part=prior.body_part,
        prior_study_at=prior.study_at,
    )


def counts(*, actor: Actor, today_from: datetime) -> dict[str, int]:
    """What the list's header shows: unread, STAT and overdue of the practice, mine and signed today of the actor."""
    visible: QuerySet[ReadingTask] = ReadingTask.objects.all()
    if actor.site_ids is not None:
        visible = visible.filter(site_id__in=actor.site_ids)
    open_counts = visible.filter(state__in=OPEN_STATES).aggregate(
        unread=Count("id", filter=Q(state=TaskState.SCHEDULED)),
        stat=Count("id", filter=Q(state=TaskState.SCHEDULED, priority_rank=0)),
        overdue=Count("id", filter=Q(due_at__lt=now())),
    )
    mine = Claim.objects.filter(reader_id=actor.user_id, ended_at=None).count()
    signed = Claim.objects.filter(
        reader_id=actor.user_id, end_reason="completed", ended_at__gte=today_from
    ).count()
    return {**open_counts, "mine": mine, "signed_today": signed}


def history(*, task: ReadingTask) -> list[dict[str, Any]]:
    """What happened to the task, oldest first."""
    study = task.study
    entries: list[dict[str, Any]] = [
        _entry(study.first_image_at, "first_image", None, ""),
        _entry(task.received_at, "listed", None, ""),
    ]
    for claim in Claim.objects.filter(task=task).select_related("reader").order_by("claimed_at"):
        entries.append(_entry(claim.claimed_at, "claimed", claim.reader.name, ""))
        if claim.ended_at:
            entries.append(
                _entry(claim.ended_at, claim.end_reason, claim.reader.name, claim.end_note)
            )
    if study.late_images_at:
        entries.append(_entry(study.late_images_at, "late_images", None, ""))
    return sorted(entries, key=lambda entry: entry["at"])


def _entry(at: datetime, kind: str, actor_name: str | None, detail: str) -> dict[str, Any]:
    return {"at": at, "kind": kind, "actor_name": actor_name, "detail": detail}


def sla_minutes() -> dict[str, int]:
    """The practice's minutes by priority."""
    return dict(SlaPolicy.objects.values_list("priority", "minutes"))


def claims_to_warn(*, within: timedelta) -> QuerySet[Claim]:
    """Live claims that end soon and whose holder has not been told."""
    moment = now()
    found: QuerySet[Claim] = Claim.objects.filter(
        ended_at=None,
        warned_at=None,
        expires_at__gt=moment,
        expires_at__lte=moment + within,
    )
    return found


def expired_claim_ids() -> list[UUID]:
    """Live claims whose lease has run out."""
    return list(
        Claim.objects.filter(ended_at=None, expires_at__lte=now()).values_list("id", flat=True)[
            :1000
        ]
    )
