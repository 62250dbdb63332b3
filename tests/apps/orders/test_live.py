"""What open screens hear of priors, and that images find their order by events alone."""

from datetime import timedelta
from typing import Any

import pytest
from channels.db import database_sync_to_async

from apps.accounts.actors import Actor
from apps.archive.services import break_glass, complete_study
from apps.archive.states import StudyState
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.orders.models import Order
from apps.orders.services import OrderDetails, place_order, request_priors
from apps.worklist.models import ReadingTask
from tests.apps.orders.scenes import BORN, STUDIED_AT, make_order, make_patient, make_study
from tests.factories import Practice, make_practice
from tests.matrix.test_other_doors import connect
from tests.studies import make_task


@pytest.mark.asyncio
async def test_reader_and_site_hear_of_a_request_at_once(committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()

    def listed() -> Any:
        task = make_task(practice, make_study(practice))
        dispatch_due()
        return task

    task = await database_sync_to_async(listed)()
    reader = await connect("ws/worklist", practice, "reader")
    site = await connect("ws/portal", practice, "site_user")
    assert await reader.message() == await site.message() == {"type": "ready"}

    def ask() -> None:
        with tenant_context(practice.tenant_id):
            request_priors(actor=practice.actor("reader"), study_id=task.study_id)
        dispatch_due()

    await database_sync_to_async(ask)()
    heard = await reader.message()
    assert (heard["type"], heard["id"]) == ("reading_task.changed", str(task.id))
    assert await site.message() == {"type": "site_study.changed", "id": str(task.study_id)}
    await reader.close()
    await site.close()


def test_a_study_that_completes_finds_its_order(committed_practice: Practice) -> None:
    practice = committed_practice
    order = make_order(practice, accession_number="A1", patient_id="P1")
    study = make_study(
        practice,
        patient=make_patient(practice, patient_id="P1", birth_date=BORN),
        accession_number="A1",
        state=StudyState.RECEIVING,
        completed_at=None,
    )
    with tenant_context(practice.tenant_id):
        complete_study(actor=Actor.system(practice.tenant_id, "intake"), study_id=study.id)
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert Order.objects.get(id=order.id).study_id == study.id


@pytest.mark.asyncio
async def test_managers_hear_of_a_broken_glass_and_readers_do_not(committed: None) -> None:
    practice = await database_sync_to_async(make_practice)()
    manager = await connect("ws/worklist", practice, "manager")
    reader = await connect("ws/worklist", practice, "reader")
    assert await manager.message() == await reader.message() == {"type": "ready"}

    def break_it_then_list() -> tuple[str, str]:
        study = make_study(practice)
        with tenant_context(practice.tenant_id):
            link = break_glass(
                actor=practice.actor("reader"),
                patient_id=study.patient_id,
                reason="Called about an aneurysm",
            )
        dispatch_due()
        return str(link.id), str(make_task(practice, study).id)

    link_id, task_id = await database_sync_to_async(break_it_then_list)()
    assert await manager.message() == {"type": "glass.broken", "id": link_id}
    # Had the reader been told of the glass, it would stand first.
    assert (await reader.message())["id"] == task_id
    await manager.close()
    await reader.close()


def test_a_requested_prior_that_is_ordered_after_all_is_listed(
    committed_practice: Practice,
) -> None:
    practice = committed_practice
    patient = make_patient(practice, patient_id="P1", birth_date=BORN)
    current = make_study(practice, patient=patient)
    with tenant_context(practice.tenant_id):
        request_priors(actor=practice.actor("reader"), study_id=current.id)
    prior = make_study(
        practice,
        patient=patient,
        accession_number="OLD1",
        study_at=STUDIED_AT - timedelta(days=30),
        state=StudyState.RECEIVING,
        completed_at=None,
    )
    with tenant_context(practice.tenant_id):
        complete_study(actor=Actor.system(practice.tenant_id, "intake"), study_id=prior.id)
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert not ReadingTask.objects.filter(study=prior).exists()
        order = place_order(
            actor=practice.actor("site_user"),
            site=practice.site_a,
            details=OrderDetails(
                indication="Second opinion on the old study",
                accession_number="OLD1",
                patient_id="P1",
                patient_name="DOE^JANE",
                patient_birth_date=BORN,
                requested_at=STUDIED_AT - timedelta(days=30),
            ),
        )
        assert order.study_id == prior.id
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert ReadingTask.objects.filter(study=prior).count() == 1
