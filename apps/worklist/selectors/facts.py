"""What rules and assignment are told about tasks, gathered for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from apps.archive.models import Study
from apps.orders.selectors import orders_of_studies, request_facts_of_studies
from apps.worklist.engine.age_groups import age_group, age_in_years
from apps.worklist.engine.facts import SkillNeed, StudyFacts, TaskFacts, WorkClass
from apps.worklist.engine.procedure_groups import procedure_group
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.holidays import SiteHolidays
from apps.worklist.selectors.linking import linked_by_task
from apps.worklist.selectors.priors import prior_counts
from apps.worklist.selectors.work_classes import work_class_of, work_classes

Needs = Sequence[Mapping[str, object]]


def study_facts(task: ReadingTask) -> StudyFacts:
    """What rules may ask about one task."""
    return study_facts_of([task])[task.id]


def study_facts_of(tasks: Sequence[ReadingTask]) -> dict[UUID, StudyFacts]:
    """By task id; a fixed number of queries for tasks that carry study, patient and site."""
    studies = [task.study for task in tasks]
    requests = request_facts_of_studies(studies)
    orders = orders_of_studies([study.id for study in studies])
    counts = prior_counts([study.patient_id for study in studies])
    holidays = SiteHolidays()
    found: dict[UUID, StudyFacts] = {}
    for task in tasks:
        study, patient, request = task.study, task.study.patient, requests[task.study_id]
        order = orders.get(study.id)
        body_part = (order.body_part if order else "") or study.body_part
        procedure = request.procedure or study.description
        made_at = study.study_at or task.received_at
        found[task.id] = StudyFacts(
            site=task.site.slug,
            site_time_zone=task.site.time_zone,
            received_at=task.received_at,
            study_at=study.study_at,
            modalities=frozenset(study.modalities),
            body_part=body_part.upper(),
            procedure=procedure,
            procedure_group=procedure_group(study.modalities, body_part, procedure),
            laterality=request.laterality,
            priority=_asked_priority(task, order.priority if order else ""),
            stat_attested=task.stat_attested or bool(order and order.stat_attested_at),
            read_type=task.read_type,
            patient_age=age_in_years(patient.birth_date, made_at),
            age_group=age_group(patient.birth_date, made_at),
            patient_sex=patient.sex,
            patient_class=request.patient_class,
            location=request.location,
            indication=request.indication,
            referring_physician=study.referring_physician,
            accession_number=study.accession_number,
            series_count=study.series_count,
            image_count=study.instance_count,
            holiday=holidays.is_holiday(task.site, task.received_at),
            prior_count=max(counts.get(study.patient_id, 1) - 1, 0),
        )
    return found


def _asked_priority(task: ReadingTask, ordered: str) -> str:
    """What a person set stands; then the order's word; then what the images said."""
    if task.priority_locked:
        return task.priority
    return ordered or task.study.priority


def task_facts(task: ReadingTask) -> TaskFacts:
    """One routed task as assignment sees it, with all that is read together with it.

    Raises ``LookupError`` for one that was never routed.
    """
    work = work_class_of(task)
    if task.linked:
        return facts_of_tasks([task])[0]
    return _facts(task, work, task.study.patient_id)


def facts_of_tasks(tasks: Iterable[ReadingTask]) -> list[TaskFacts]:
    """As ``task_facts``, for many routed tasks in three queries at most; in their order."""
    classes, tasks = work_classes(), list(tasks)
    studies = Study.objects.filter(id__in=[task.study_id for task in tasks])
    patients, linked = dict(studies.values_list("id", "patient_id")), linked_by_task(tasks)
    return [
        _with_linked(
            _facts(task, classes[task.work_class_id], patients[task.study_id]),
            linked.get(task.id, ()),
            classes,
        )
        for task in tasks
        if task.work_class_id
    ]


def _with_linked(
    facts: TaskFacts, others: Sequence[ReadingTask], classes: Mapping[UUID, WorkClass]
) -> TaskFacts:
    """Those of one reading are of one patient."""
    if not others:
        return facts
    return replace(
        facts,
        linked=tuple(
            _facts(one, classes[one.work_class_id], facts.patient_id)
            for one in others
            if one.work_class_id
        ),
    )


def _facts(task: ReadingTask, work: WorkClass, patient_id: UUID) -> TaskFacts:
    return TaskFacts(
        task_id=task.id,
        patient_id=patient_id,
        work_class=work,
        priority=task.priority,
        pathway=task.pathway,
        queue_rank=task.queue_rank,
        due_at=task.due_at,
        received_at=task.received_at,
        minutes=task.minutes,
        rvu=task.rvu,
        excluded_readers=frozenset(task.excluded_readers),
        preferred_skills=skill_needs(task.preferred_skills),
        named_reader=task.named_reader_id,
    )


def skill_needs(rows: Needs) -> tuple[SkillNeed, ...]:
    """The engine's values of a JSON list of ``{skill, level}``."""
    return tuple(SkillNeed(str(row["skill"]), int(str(row["level"]))) for row in rows)
