"""A pass over the open tasks and a claim of linked ones at the same time: neither waits for the other for good."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection, connections

from apps.archive.models import Patient
from apps.common.isolation import tenant_context
from apps.worklist import services
from apps.worklist.models import ReadingTask, Rerouting
from apps.worklist.services.rerouting_passes import run_rerouting
from runtime.processes import wait_until
from tests.apps.worklist.test_reroutings import publish_pathway
from tests.factories import Practice
from tests.studies import make_study, make_task


def linked_by_the_last(practice: Practice) -> list[ReadingTask]:
    """Three linked tasks of one patient, in the order of their ids; the last one leads."""
    study = make_study(practice)
    patient: Patient = study.patient
    studies = [study, *(make_study(practice, patient=patient) for _ in range(2))]
    tasks = sorted((make_task(practice, one) for one in studies), key=lambda task: task.id)
    with tenant_context(practice.tenant_id):
        services.link_tasks(
            actor=practice.actor("manager"), task_ids=[task.id for task in reversed(tasks)]
        )
    return tasks


def waiting_for_a_row() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("held", [0, 1, 2])
def test_a_pass_and_a_claim_never_wait_for_each_other(
    committed_practice: Practice, held: int
) -> None:
    """Both begin while somebody else has one of the tasks, so that each holds what it could take when that is free."""
    practice = committed_practice
    tasks = linked_by_the_last(practice)
    publish_pathway(practice, "trauma")
    with tenant_context(practice.tenant_id):
        run: Rerouting = Rerouting.objects.get()

    def route() -> None:
        run_rerouting(tenant_id=practice.tenant_id, rerouting_id=run.id)

    def claim() -> None:
        with tenant_context(practice.tenant_id):
            services.claim_task(actor=practice.actor("reader"), task_id=tasks[0].id)

    def work(act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            connections.close_all()

    begun: list[Future[None]] = []
    with ThreadPoolExecutor(2) as pool:
        with tenant_context(practice.tenant_id):
            ReadingTask.objects.select_for_update(of=("self",)).get(id=tasks[held].id)
            for act in (route, claim):
                begun.append(pool.submit(partial(work, act)))
                count = len(begun)
                assert wait_until(
                    lambda count=count: waiting_for_a_row() == count,  # type: ignore[misc] # bound early
                    seconds=30,
                    every=0.05,
                )
        for each in begun:
            each.result(timeout=60)
    with tenant_context(practice.tenant_id):
        run.refresh_from_db()
        assert (run.state, run.failed) == ("done", 0)
        now = ReadingTask.objects.filter(id__in=[task.id for task in tasks])
        assert {task.state for task in now} == {"IN_PROGRESS"}
