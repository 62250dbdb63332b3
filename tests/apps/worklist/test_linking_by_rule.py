"""A rule links the studies of a patient that come close together, once, and nothing that it should leave alone."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from apps.archive.models import Patient
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.staffing.models import Privilege
from apps.worklist import services
from apps.worklist.models import Decision, ReadingTask, RuleSetVersion
from tests.apps.worklist.desk import answer
from tests.factories import Practice
from tests.studies import make_study, make_task

WITHIN = 30
TRAUMA: dict[str, Any] = {
    "rules": [
        {
            "id": "trauma",
            "name": "Trauma CT",
            "when": {"all": [{"field": "modality", "operator": "any_of", "value": ["CT", "MR"]}]},
            "then": [{"kind": "link_same_patient", "within_minutes": WITHIN}],
        }
    ]
}


@pytest.fixture
def ruled(practice: Practice) -> Practice:
    with tenant_context(practice.tenant_id):
        RuleSetVersion.objects.create(number=1, rules=TRAUMA)
    return practice


def come(practice: Practice, *minutes: int, begin: datetime, **options: Any) -> list[ReadingTask]:
    """Studies of one patient that come so many minutes after ``begin``, each before the next; what follows is done."""
    tasks: list[ReadingTask] = []
    patient: Patient | None = options.pop("patient", None)
    for after in minutes:
        with frozen_at(begin + timedelta(minutes=after)):
            study = make_study(practice, patient=patient, **options)
            patient = study.patient
            tasks.append(make_task(practice, study))
            dispatch_due()
    return tasks


def groups(practice: Practice, tasks: Sequence[ReadingTask]) -> list[int]:
    """For each task the place of the one that leads it."""
    places = {task.id: place for place, task in enumerate(tasks)}
    with tenant_context(practice.tenant_id):
        now_ = ReadingTask.objects.in_bulk([task.id for task in tasks])
    return [places[now_[task.id].lead_id or task.id] for task in tasks]


def test_what_comes_close_together_is_one_reading(ruled: Practice) -> None:
    begin = now()
    tasks = come(ruled, 0, 10, 25, 70, begin=begin)
    assert groups(ruled, tasks) == [0, 0, 0, 3]
    # The event comes twice; a re-routing asks nothing again.
    with tenant_context(ruled.tenant_id):
        assert services.link_by_rule(task_id=tasks[1].id) == []
        services.reroute_task(
            actor=ruled.actor("manager"), task_id=tasks[3].id, cause="order matched"
        )
    dispatch_due()
    assert groups(ruled, tasks) == [0, 0, 0, 3]
    why = answer(ruled, "manager", "GET", f"/reading-tasks/{tasks[0].id}/explanation")["decision"]
    [applied] = why["rules"][0]["applied"]
    assert applied == {"kind": "link_same_patient", "within_minutes": WITHIN}
    claim = answer(ruled, "reader", "POST", f"/reading-tasks/{tasks[2].id}/claim")
    assert claim
    with tenant_context(ruled.tenant_id):
        assert ReadingTask.objects.filter(state="IN_PROGRESS").count() == 3


def claim(practice: Practice, task: ReadingTask) -> None:
    services.claim_task(actor=practice.actor("reader"), task_id=task.id)


def begin_report(practice: Practice, task: ReadingTask) -> None:
    claim(practice, task)
    services.note_report(
        task_id=task.id, report_id=task.study_id, report_state="draft", has_draft=True
    )
    services.release_task(actor=practice.actor("reader"), task_id=task.id)


def hold(practice: Practice, task: ReadingTask) -> None:
    services.hold_task(actor=practice.actor("manager"), task_id=task.id, code="technical")


def give(practice: Practice, task: ReadingTask) -> None:
    services.assign_task(
        actor=practice.actor("manager"),
        task_id=task.id,
        reader_id=practice.user_ids["reader"],
        reason="asked for",
    )


def separate(practice: Practice, task: ReadingTask) -> None:
    other = come(practice, 5, begin=task.received_at, patient=task.study.patient)[0]
    assert groups(practice, [task, other]) == [0, 0]
    with tenant_context(practice.tenant_id):
        services.unlink_task(actor=practice.actor("manager"), task_id=task.id)


@pytest.mark.parametrize("keep", [claim, begin_report, hold, give, separate])
def test_what_somebody_has_in_hand_is_left_alone(
    ruled: Practice, keep: Callable[[Practice, ReadingTask], None]
) -> None:
    [first] = come(ruled, 0, begin=now())
    if keep is separate:
        keep(ruled, first)
    else:
        with tenant_context(ruled.tenant_id):
            keep(ruled, first)
    [second] = come(ruled, 10, begin=first.received_at, patient=first.study.patient)
    assert groups(ruled, [first, second]) == [0, 1]


def test_nothing_is_linked_across_patients_sites_or_rules(ruled: Practice) -> None:
    begin = now()
    [first] = come(ruled, 0, begin=begin)
    [stranger] = come(ruled, 5, begin=begin)
    [elsewhere] = come(ruled, 6, begin=begin, patient=first.study.patient, site=ruled.site_b)
    [unruled] = come(ruled, 7, begin=begin, patient=first.study.patient, modality="CR")
    assert groups(ruled, [first, stranger, elsewhere, unruled]) == [0, 1, 2, 3]


def test_what_nobody_could_read_as_a_whole_stays_apart(ruled: Practice) -> None:
    with tenant_context(ruled.tenant_id):
        Privilege.objects.all().update(modalities=["CT"])
    begin = now()
    [head] = come(ruled, 0, begin=begin)
    [knee] = come(ruled, 5, begin=begin, patient=head.study.patient, modality="MR")
    assert groups(ruled, [head, knee]) == [0, 1]


def test_many_that_come_at_once_are_one_reading(committed_practice: Practice) -> None:
    practice = committed_practice
    with tenant_context(practice.tenant_id):
        RuleSetVersion.objects.create(number=1, rules=TRAUMA)
    first = make_study(practice)
    patient: Patient = first.patient
    tasks = [make_task(practice, first)]
    tasks += [make_task(practice, make_study(practice, patient=patient)) for _ in range(4)]
    together = Barrier(len(tasks) * 2)

    def link(task: ReadingTask) -> None:
        try:
            together.wait(timeout=60)
            with tenant_context(practice.tenant_id):
                services.link_by_rule(task_id=task.id)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks) * 2) as pool:
        for each in [pool.submit(link, task) for task in [*tasks, *tasks]]:
            each.result(timeout=120)
    assert set(groups(practice, tasks)) == {0}
    with tenant_context(practice.tenant_id):
        assert {task.linked for task in ReadingTask.objects.all()} == {4}
        assert Decision.objects.filter(kind="routed").count() == len(tasks)
