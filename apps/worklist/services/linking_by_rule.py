"""Studies of a patient that come close together are read together, where the rules say so of each of them."""

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from apps.accounts.actors import Actor
from apps.common.isolation import required_tenant_id
from apps.staffing.selectors import reader_facts
from apps.worklist.engine.linking import why_not_linkable
from apps.worklist.live import tell_task_changed
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import live_claim
from apps.worklist.selectors.assignments import live_assignment
from apps.worklist.selectors.breaches import somebody_may_read
from apps.worklist.selectors.linking import asked_to_link, joining, lead_id_of
from apps.worklist.selectors.tasks import lock_readings
from apps.worklist.services.assignments import end_one_assignment
from apps.worklist.services.audit import record_task
from apps.worklist.services.binding import bind
from apps.worklist.services.linking import MOST_LINKED
from apps.worklist.states import TaskState

# One patient at a time; the second key is a hash of tenant and patient.
LINKING_LOCK = 0x7E1F


def link_by_rule(*, task_id: UUID) -> list[ReadingTask]:
    """Has the task read together with the patient's others that wait at the site, came close to it, and are to be
    linked by their rules as well; answers who is of one reading now, none where nothing was linked.

    Only what nobody reads, has begun a report on, was given by a person, holds back or has parts of. What a person
    separates stays so: the rules ask once for each task. Nothing is linked that no reader of the practice could read
    as a whole. Again is no change.
    """
    asked: ReadingTask | None = ReadingTask.objects.filter(id=task_id).first()
    if asked is None:
        return []
    patient_id = asked.study.patient_id
    _one_at_a_time(patient_id)
    tasks = _waiting(asked, patient_id)
    if len(tasks) < 2:
        return []
    actor = Actor.system(required_tenant_id(), "rules")
    try:
        with transaction.atomic():
            return _linked(actor, tasks)
    except _ReadableByNobody:
        return []


def _waiting(asked: ReadingTask, patient_id: UUID) -> list[ReadingTask]:
    """What is to be linked, locked, reading by reading, the one that came first at the front."""
    others = ReadingTask.objects.filter(
        study__patient_id=patient_id, site_id=asked.site_id, state=TaskState.SCHEDULED
    )
    found = dict(others.values_list("id", "received_at"))
    minutes = asked_to_link([asked.id, *found])
    if asked.id not in minutes:
        return []
    near = [
        id_
        for id_, at in found.items()
        if id_ in minutes
        and abs(at - asked.received_at) <= timedelta(minutes=min(minutes[id_], minutes[asked.id]))
    ]
    locked = lock_readings([asked.id, *(id_ for id_ in near if id_ != asked.id)])
    this = next(task for task in locked if task.id == asked.id)
    if not _is_untouched([this]):
        return []
    readings: dict[UUID, list[ReadingTask]] = {}
    for task in sorted(locked, key=lambda one: (one.lead_id is not None, one.received_at, one.id)):
        readings.setdefault(lead_id_of(task), []).append(task)
    own = readings.pop(lead_id_of(this))
    chosen = [own]
    for reading in readings.values():
        together = [task for one in (*chosen, reading) for task in one]
        fits = len(together) <= MOST_LINKED and not why_not_linkable(joining(together))
        if fits and _is_untouched(reading):
            chosen.append(reading)
    if len(chosen) < 2:
        return []
    chosen.sort(key=lambda reading: (reading[0].received_at, reading[0].id))
    return [task for reading in chosen for task in reading]


def _is_untouched(reading: list[ReadingTask]) -> bool:
    """Whether it waits for anybody: no report, no claim, no offer that a person made."""
    for task in reading:
        offer = live_assignment(task_id=task.id)
        if task.state != TaskState.SCHEDULED or task.report_id or live_claim(task_id=task.id):
            return False
        if offer and offer.origin == "manager":
            return False
    return True


def _linked(actor: Actor, tasks: list[ReadingTask]) -> list[ReadingTask]:
    for task in tasks:
        offer = live_assignment(task_id=task.id)
        if offer:
            end_one_assignment(actor=actor, task=task, assignment=offer, reason="reassigned")
    bind(tasks)
    if not somebody_may_read(tasks[0], reader_facts()):
        raise _ReadableByNobody
    for task in tasks:
        record_task(
            actor, "reading_task.linked", task, lead=str(tasks[0].id), tasks=len(tasks), by="rule"
        )
        tell_task_changed(task)
    return tasks


class _ReadableByNobody(Exception):
    """No reader may read all of them: by themselves each has a reader."""


def _one_at_a_time(patient_id: UUID) -> None:
    """Of two studies that come at once the second one's turn sees the first. Taken before any task is locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
            [LINKING_LOCK, f"{required_tenant_id()}{patient_id}"],
        )
