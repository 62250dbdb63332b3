"""A reader opens the images of patients in their care, and of no other of the practice."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.archive.models import CareLink, Patient, Study
from apps.archive.selectors.care import forget_openings
from apps.archive.states import StudyState
from apps.audit.models import AuditEvent
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.worklist.models import ReadingTask
from apps.worklist.services import claim_task
from tests.apps.archive.dicomweb.test_access import FRAME, Stored, addresses, stored_at
from tests.apps.orders.scenes import make_patient
from tests.apps.reporting.scenes import begin
from tests.factories import Practice, add_person
from tests.studies import make_task

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def filed(practice: Practice) -> Stored:
    """A study of long ago, which nobody is to read."""
    stored = stored_at(practice, "a")
    with tenant_context(practice.tenant_id):
        Study.objects.update(state=StudyState.COMPLETE, completed_at=now() - timedelta(days=9))
    return stored


def patient_id(practice: Practice) -> Any:
    with tenant_context(practice.tenant_id):
        return Patient.objects.get().id


def listed(practice: Practice) -> ReadingTask:
    with tenant_context(practice.tenant_id):
        study = Study.objects.get()
    return make_task(practice, study)


def break_glass(
    practice: Practice, client: Client, reason: str = "Called about an aneurysm"
) -> Any:
    address = f"/api/v1/patients/{patient_id(practice)}/break-glass"
    return client.post(address, {"reason": reason}, content_type=JSON)


def statuses(client: Client, filed: Stored) -> set[int]:
    forget_openings()
    return {client.get(address).status_code for address in addresses(filed)}


def test_without_a_link_nothing_of_the_patient_is_there(practice: Practice, filed: Stored) -> None:
    reader = practice.client("reader")
    assert statuses(reader, filed) == {404}
    for level in ("studies", "series", "instances"):
        assert reader.get(f"/dicom-web/{level}").status_code == 204
    asked = reader.get(f"/dicom-web/studies?StudyInstanceUID={filed.study}")
    assert asked.status_code == 204


@pytest.mark.parametrize("role", ["manager", "operations", "qa", "admin", "site_user"])
def test_others_see_what_their_roles_give(practice: Practice, filed: Stored, role: str) -> None:
    assert statuses(practice.client(role), filed) == {200}


def test_a_broken_glass_opens_for_a_time_and_is_on_record(
    practice: Practice, filed: Stored
) -> None:
    reader = practice.client("reader")
    broken = break_glass(practice, reader)
    assert broken.status_code == 200, broken.content
    assert statuses(reader, filed) == {200}
    assert len(reader.get("/dicom-web/studies").json()) == 1
    assert statuses(practice.client("reader2"), filed) == {404}
    (seen,) = practice.client("manager").get("/api/v1/broken-glasses").json()["results"]
    assert seen == broken.json()
    assert seen["reason"] == "Called about an aneurysm"
    with tenant_context(practice.tenant_id):
        event = AuditEvent.objects.get(action="patient.glass_broken")
        assert event.actor_user_id == practice.user_ids["reader"]
        assert "aneurysm" not in str(event.detail)
        assert OutboxEvent.objects.filter(name="archive.glass_broken").count() == 1
        CareLink.objects.update(
            starts_at=now() - timedelta(hours=5), ends_at=now() - timedelta(hours=1)
        )
    assert statuses(reader, filed) == {404}


def test_a_glass_is_not_broken_without_a_sentence(practice: Practice, filed: Stored) -> None:
    refused = break_glass(practice, practice.client("reader"), " x ")
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_required")
    assert statuses(practice.client("reader"), filed) == {404}


def test_a_task_that_one_may_read_opens_the_patient_with_all_priors(
    practice: Practice, filed: Stored
) -> None:
    prior = stored_at(practice, "a")
    with tenant_context(practice.tenant_id):
        Study.objects.update(state=StudyState.COMPLETE, completed_at=now() - timedelta(days=9))
        current = Study.objects.get(study_instance_uid=filed.study)
    reader = practice.client("reader")
    assert statuses(reader, prior) == {404}
    make_task(practice, current)
    assert statuses(reader, filed) == statuses(reader, prior) == {200}
    assert len(reader.get("/dicom-web/studies").json()) == 2


def test_a_task_that_one_may_not_read_opens_nothing(practice: Practice, filed: Stored) -> None:
    listed(practice)
    add_person(practice, "reader", name="novice", reads_everything=False)
    assert statuses(practice.client("novice"), filed) == {404}
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.update(excluded_readers=[practice.user_ids["reader"]])
    assert statuses(practice.client("reader"), filed) == {404}
    assert statuses(practice.client("reader2"), filed) == {200}


def test_who_held_it_lately_may_look_again_and_others_no_more(
    practice: Practice, filed: Stored
) -> None:
    task = listed(practice)
    with tenant_context(practice.tenant_id):
        claim = claim_task(actor=practice.actor("reader"), task_id=task.id)
        ReadingTask.objects.update(state="COMPLETED", completed_at=now())
        claim.ended_at, claim.end_reason = now(), "completed"
        claim.save()
    assert statuses(practice.client("reader"), filed) == {200}
    assert statuses(practice.client("reader2"), filed) == {404}
    with tenant_context(practice.tenant_id):
        claim.ended_at = now() - timedelta(days=31)
        claim.save()
    assert statuses(practice.client("reader"), filed) == {404}


def test_what_is_arriving_is_open_until_it_is_listed(practice: Practice) -> None:
    stored = stored_at(practice, "a")
    add_person(practice, "reader", name="novice", reads_everything=False)
    novice = practice.client("novice")
    assert statuses(novice, stored) == {200}
    with tenant_context(practice.tenant_id):
        Study.objects.update(state=StudyState.COMPLETE, completed_at=now())
    assert statuses(novice, stored) == {200}
    listed(practice)
    assert statuses(novice, stored) == {404}


def test_a_refusal_is_not_kept_and_a_yes_costs_no_query(practice: Practice, filed: Stored) -> None:
    reader = practice.client("reader")
    frame = f"{filed.address}/frames/1"
    assert reader.get(frame, headers={"accept": FRAME}).status_code == 404
    listed(practice)
    assert reader.get(frame, headers={"accept": FRAME}).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(frame, headers={"accept": FRAME}).status_code == 200
    assert len(queries) == 0


def test_reports_are_in_care_as_images_are(practice: Practice) -> None:
    reading = begin(practice)
    report = reading.signed()
    address = f"/api/v1/reports/{report.id}"
    others = practice.client("reader2")
    for path in (address, f"{address}/versions/1", f"{address}/versions/1/pdf"):
        assert practice.client("reader").get(path).status_code == 200, path
        assert practice.client("manager").get(path).status_code == 200, path
        assert others.get(path).status_code == 404, path
    assert others.get("/api/v1/reports").json()["count"] == 0
    patient = reading.study.patient_id
    opened = others.post(
        f"/api/v1/patients/{patient}/break-glass",
        {"reason": "Called about a fracture"},
        content_type=JSON,
    )
    assert opened.status_code == 200
    assert others.get(f"{address}/versions/1").status_code == 200


def test_a_patient_is_found_by_two_identifiers_and_never_by_one(practice: Practice) -> None:
    patient = make_patient(practice, patient_id="MRN7")
    reader = practice.client("reader")

    def look_up(number: str, born: str) -> list[dict[str, Any]]:
        body = {"patient_id": number, "birth_date": born}
        answer = reader.post("/api/v1/patient-look-ups", body, content_type=JSON)
        assert answer.status_code == 200, answer.content
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    assert [one["id"] for one in look_up(" MRN7 ", "1970-02-03")] == [str(patient.id)]
    assert look_up("MRN7", "1970-02-04") == look_up("MRN", "1970-02-03") == []
    with tenant_context(practice.tenant_id):
        assert AuditEvent.objects.get(action="patient.looked_up").object_id == str(patient.id)
