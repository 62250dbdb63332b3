"""A colleague's older report: open to who has work on the patient, closed with a reason and a way to everybody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from apps.audit.models import AuditEvent
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.reporting.models import Report
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.services import claim_task, release_task
from tests.apps.reporting.scenes import Reading, begin, post, put, text
from tests.factories import PASSWORD, Practice, add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def prior(practice: Practice) -> Report:
    """What the colleague signed long ago."""
    reading = begin(practice)
    reading.reader = "reader2"
    report = reading.signed()
    with tenant_context(practice.tenant_id):
        Claim.objects.update(ended_at=now() - timedelta(days=400))
    return report


def present(practice: Practice, prior: Report) -> Reading:
    """The same patient's study of today, on the worklist."""
    with tenant_context(practice.tenant_id):
        patient = prior.study.patient
    return begin(practice, patient=patient)


def paths(prior: Report) -> list[str]:
    address = f"/api/v1/reports/{prior.id}"
    return [address, f"{address}/versions/1", f"{address}/versions/1/pdf"]


def nothing(reading: Reading) -> None:
    """The present study waits, and the reader may read it."""


def held(reading: Reading) -> None:
    reading.claim()


def given_back(reading: Reading) -> None:
    reading.claim()
    with tenant_context(reading.practice.tenant_id):
        release_task(actor=reading.practice.actor("reader"), task_id=reading.task.id)


def signed(reading: Reading) -> None:
    reading.signed()


def signed_long_ago(reading: Reading) -> None:
    reading.signed()
    with tenant_context(reading.practice.tenant_id):
        Claim.objects.update(ended_at=now() - timedelta(days=31))


def read_by_another(reading: Reading) -> None:
    reading.reader = "reader2"
    reading.signed()


def excluded(reading: Reading) -> None:
    with tenant_context(reading.practice.tenant_id):
        ReadingTask.objects.filter(id=reading.task.id).update(
            excluded_readers=[reading.practice.user_ids["reader"]]
        )


LINKS: dict[Callable[[Reading], None], bool] = {
    nothing: True,
    held: True,
    given_back: True,
    signed: True,
    signed_long_ago: False,
    read_by_another: False,
    excluded: False,
}


@pytest.mark.parametrize(("happens", "opens"), LINKS.items())
def test_what_opens_a_colleagues_older_report(
    practice: Practice, prior: Report, happens: Callable[[Reading], None], opens: bool
) -> None:
    happens(present(practice, prior))
    reader = practice.client("reader")
    answers = [reader.get(path) for path in paths(prior)]
    assert [answer.status_code for answer in answers] == [200 if opens else 404] * 3
    if not opens:
        assert {answer.json()["code"] for answer in answers} == {"not_in_care"}


def test_it_is_read_not_changed_and_each_reading_is_on_record(
    practice: Practice, prior: Report
) -> None:
    present(practice, prior).claim()
    reader = practice.client("reader")
    report, version, _ = (reader.get(path) for path in paths(prior))
    assert report.json()["editable"] is False
    impression = [one for one in version.json()["sections"] if one["code"] == "impression"]
    assert impression[0]["body"] == "No acute finding."
    sections: dict[str, Any] = {"revision": 2, "sections": text("Changed.")}
    signature = {
        "kind": "final",
        "revision": 2,
        "study_instance_uid": prior.study.study_instance_uid,
        "password": PASSWORD,
    }
    assert put(reader, f"reports/{prior.id}/draft", sections).status_code == 409
    assert post(reader, f"reports/{prior.id}/sign", signature).status_code == 409
    with tenant_context(practice.tenant_id):
        seen = AuditEvent.objects.filter(
            object_id=str(prior.id), actor_user_id=practice.user_ids["reader"]
        ).order_by("id")
        assert [event.action for event in seen] == [
            "report.viewed",
            "report.version_viewed",
            "report.pdf_downloaded",
        ]


def test_a_refusal_names_the_patient_for_emergency_access_and_only_there(
    practice: Practice, other_practice: Practice, prior: Report
) -> None:
    reader = practice.client("reader")
    refused = reader.get(paths(prior)[1]).json()
    with tenant_context(practice.tenant_id):
        patient = str(prior.study.patient_id)
    assert (refused["code"], refused["patient"]) == ("not_in_care", patient)
    assert "emergency access" in refused["detail"]
    stranger = other_practice.client("reader").get(paths(prior)[1]).json()
    assert stranger["code"] == "not_found" and "patient" not in stranger
    assert reader.get(f"{paths(prior)[0]}/versions/9").json()["code"] == "not_in_care"
    opened = post(reader, f"patients/{patient}/break-glass", {"reason": "Suspected rebleed"})
    assert opened.status_code == 200, opened.content
    assert [reader.get(path).status_code for path in paths(prior)] == [200] * 3
    assert reader.get(f"{paths(prior)[0]}/versions/9").json()["code"] == "not_found"


def test_who_may_not_read_the_present_study_is_closed_out_too(
    practice: Practice, prior: Report
) -> None:
    present(practice, prior)
    add_person(practice, "reader", name="novice", reads_everything=False)
    refused = practice.client("novice").get(paths(prior)[0])
    assert (refused.status_code, refused.json()["code"]) == (404, "not_in_care")


def test_a_claim_opens_it_at_once(practice: Practice, prior: Report) -> None:
    reading = present(practice, prior)
    excluded(reading)
    reader = practice.client("reader")
    assert reader.get(paths(prior)[0]).status_code == 404
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=reading.task.id).update(excluded_readers=[])
        claim_task(actor=practice.actor("reader"), task_id=reading.task.id)
    assert reader.get(paths(prior)[0]).status_code == 200
