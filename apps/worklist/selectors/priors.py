"""The same patient's other studies."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from apps.archive.models import Study
from apps.worklist.models import ReadingTask
from apps.worklist.relevance import Picture, prior_relevance
from apps.worklist.selectors.linking import studies_read_with
from apps.worklist.states import TaskState


@dataclass(frozen=True, slots=True)
class PriorStudy:
    """An earlier or later study of the same patient, and how much it helps."""

    study: Study
    task: ReadingTask | None
    relevance: int


def prior_counts(patient_ids: Collection[UUID]) -> dict[UUID, int]:
    """Studies per patient, for a page of the list in one query."""
    rows = (
        Study.objects.filter(patient_id__in=set(patient_ids))
        .values_list("patient_id")
        .annotate(Count("id"))
    )
    return dict(rows)


def priors(*, task: ReadingTask) -> list[PriorStudy]:
    """The same patient's other studies, the most helpful first; not those that are read together with this one."""
    current = task.study
    others: QuerySet[Study] = (
        Study.objects.filter(patient_id=current.patient_id)
        .exclude(id__in=[current.id, *studies_read_with(task)])
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
    # Sorting is stable: of equals the more recent stays first.
    return sorted(found, key=lambda prior: -prior.relevance)


def _first(study: Study) -> ReadingTask | None:
    return next(iter(study.reading_tasks.all()), None)


def _relevance(current: Study, prior: Study) -> int:
    return prior_relevance(_picture(current), _picture(prior))


def _picture(study: Study) -> Picture:
    return Picture(
        modalities=frozenset(study.modalities),
        body_part=study.body_part,
        description=study.description,
        study_at=study.study_at,
    )
