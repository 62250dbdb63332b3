"""Tasks of one patient that are read together under one report: who is of one reading, and what may join it."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.archive.models import Study
from apps.worklist.engine.linking import Joining
from apps.worklist.models import Decision, ReadingTask
from apps.worklist.models.tasks import OPEN
from apps.worklist.states import TaskState

# What a report is called whose text nobody but its writers has seen (reporting.states).
UNSIGNED = ("", "draft")
# The cause of a decision by which a person took a reading apart.
SEPARATED = "separated"


def lead_id_of(task: ReadingTask) -> UUID:
    """The id of the task whose report is on this one: its lead's, or its own."""
    found: UUID = task.lead_id or task.id
    return found


def of_one_reading(lead_id: UUID) -> QuerySet[ReadingTask]:
    """The lead and its members, the lead first."""
    found: QuerySet[ReadingTask] = ReadingTask.objects.filter(
        Q(id=lead_id) | Q(lead_id=lead_id)
    ).order_by(F("lead_id").asc(nulls_first=True), "id")
    return found


def read_with(task: ReadingTask) -> list[ReadingTask]:
    """The other tasks of a locked task's reading, which are locked with it, fresh, the lead first; none where it is
    read alone.
    """
    if not task.linked:
        return []
    rows = of_one_reading(lead_id_of(task)).select_for_update(of=("self",)).select_related("study")
    return [one for one in rows if one.id != task.id]


def studies_read_with(task: ReadingTask) -> list[UUID]:
    """The studies of the other tasks of a task's reading, the lead's first."""
    if not task.linked:
        return []
    return list(
        of_one_reading(lead_id_of(task)).exclude(id=task.id).values_list("study_id", flat=True)
    )


def linked_by_task(tasks: Iterable[ReadingTask]) -> dict[UUID, list[ReadingTask]]:
    """For each of these tasks that is read together with others, these others; one query, none where all are alone."""
    heads = {task.id: lead_id_of(task) for task in tasks if task.linked}
    if not heads:
        return {}
    leads = set(heads.values())
    rows = list(
        ReadingTask.objects.select_related("study").filter(Q(id__in=leads) | Q(lead_id__in=leads))
    )
    return {
        id_: [one for one in rows if lead_id_of(one) == head and one.id != id_]
        for id_, head in heads.items()
    }


def task_on(task: ReadingTask, study_id: UUID) -> ReadingTask | None:
    """Of a task's reading the one on this study."""
    found: ReadingTask | None = (
        of_one_reading(lead_id_of(task)).filter(study_id=study_id).first()
        if task.linked
        else (task if task.study_id == study_id else None)
    )
    return found


def not_readable_as_a_whole(reader_id: UUID, class_ids: Collection[UUID]) -> list[UUID]:
    """Open linked tasks that somebody who may read only ``class_ids`` cannot take, because of one that is read with
    them.
    """
    linked = ReadingTask.objects.filter(OPEN, linked__gt=0).annotate(head=Coalesce("lead_id", "id"))
    closed = linked.filter(
        ~Q(work_class_id__in=list(class_ids)) | Q(excluded_readers__contains=[reader_id])
    )
    return list(linked.filter(head__in=closed.values("head")).values_list("id", flat=True))


def was_asked_to_link(task_id: UUID) -> bool:
    """Whether any routing of the task wanted it read together with others."""
    return Decision.objects.filter(task=task_id, kind="routed", outcome__link_within__gt=0).exists()


def asked_to_link(task_ids: Iterable[UUID]) -> dict[UUID, int]:
    """For each of these tasks that any routing wanted read together with others, the latest one's minutes; not for
    what a person has separated.
    """
    decisions = Decision.objects.filter(task__in=list(task_ids))
    separated = decisions.filter(kind="overridden", cause=SEPARATED).values("task")
    rows = decisions.filter(kind="routed", outcome__link_within__gt=0).exclude(task__in=separated)
    return {row.task_id: row.outcome["link_within"] for row in rows.order_by("decided_at")}


def waiting_to_join(task: ReadingTask) -> QuerySet[ReadingTask]:
    """The same patient's other open tasks at the site that could be read together with this one."""
    found: QuerySet[ReadingTask] = (
        ReadingTask.objects.filter(
            OPEN,
            study__patient_id=task.study.patient_id,
            site_id=task.site_id,
            read_type=task.read_type,
            workflow=task.workflow,
            held_at=None,
            split_at=None,
            parent=None,
            linked=0,
            work_class__isnull=False,
            report_state__in=UNSIGNED,
        )
        .exclude(id=task.id)
        .exclude(study_id=task.study_id)
        .order_by("-study__study_at", "id")
    )
    return found


def joining(tasks: Sequence[ReadingTask]) -> list[Joining]:
    """What decides whether these tasks can be one reading; two queries."""
    studies = Study.objects.filter(id__in=[task.study_id for task in tasks])
    patients = dict(studies.values_list("id", "patient_id"))
    read_before = set(
        ReadingTask.objects.filter(
            study_id__in=patients, parent=None, state=TaskState.COMPLETED
        ).values_list("study_id", flat=True)
    )
    return [
        Joining(
            study=task.study_id,
            patient=patients[task.study_id],
            site=task.site_id,
            read_type=task.read_type,
            workflow=task.workflow,
            open=task.state in (TaskState.SCHEDULED, TaskState.IN_PROGRESS),
            routed=task.work_class_id is not None,
            held=task.held_at is not None,
            in_parts=bool(task.parent_id or task.split_at),
            begun=task.report_id,
            signed=task.report_state not in UNSIGNED,
            follows=task.study_id in read_before,
        )
        for task in tasks
    ]
