"""A reviewer never learns whose report it is: no address that they may ask, no file and no log says it."""

import logging
from uuid import UUID

import pytest

from apps.archive.models import Patient
from apps.archive.selectors.care import forget_openings
from apps.common.isolation import tenant_context
from apps.peer_review import services
from apps.reporting.models import Report
from apps.worklist.models import ReadingTask
from tests.apps.peer_review.scenes import MISSED, handed_over, third_reader
from tests.apps.peer_review.veil import (
    STAFF,
    STUDY,
    given_to_reader2,
    known,
    read_by_quillfeather,
    telling,
    telling_writes,
)
from tests.apps.reporting.scenes import Reading, post
from tests.factories import Practice
from tests.studies import make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(practice: Practice) -> tuple[Practice, Reading]:
    return practice, read_by_quillfeather(practice)


def test_no_address_page_file_or_log_names_the_author(
    scene: tuple[Practice, Reading], caplog: pytest.LogCaptureFixture
) -> None:
    practice, reading = scene
    third_reader(practice)
    review = given_to_reader2(practice, reading)
    values = known(practice, reading, review.id)
    # A new study of the patient that the reviewer may read: their report would be open as a prior's.
    patient = reading.study.patient
    another(practice, patient)
    forget_openings()
    everybody = telling(practice, "reader3", values, may="reader")
    assert {"report", "reports", "report-version", "retrieve-instance"} <= everybody, (
        "who does not review it may open the patient's reports"
    )
    caplog.set_level(logging.DEBUG)
    told = telling(practice, "reader2", values, may="reader")
    assert told <= STAFF, told - STAFF
    assert telling_writes(practice, "reader2", values, may="reader") == {}
    assert "quillfeather" not in caplog.text.casefold()
    assert practice.client("reader2").get(f"/dicom-web/studies/{STUDY}/metadata").status_code == 200


def test_the_veil_stays_after_the_score(scene: tuple[Practice, Reading]) -> None:
    practice, reading = scene
    review = given_to_reader2(practice, reading)
    with tenant_context(practice.tenant_id):
        services.score_review(
            actor=practice.actor("reader2"),
            review_id=review.id,
            score="2a",
            comment=f"{MISSED} Dr Reader2",
        )
        report = Report.objects.get(study=reading.study)
    another(practice, reading.study.patient)
    handed_over(practice)
    assert practice.client("reader2").get(f"/api/v1/reports/{report.id}").status_code == 404
    told = practice.client("quillfeather").get("/api/v1/peer-review/feedback").json()
    reviewer = str(practice.user_ids["reader2"])
    assert "reader2" not in str(told).casefold() and reviewer not in str(told)
    assert told["results"][0]["final_score"] == "2a"


def test_the_committee_knows_neither(scene: tuple[Practice, Reading]) -> None:
    practice, reading = scene
    review = given_to_reader2(practice, reading)
    with tenant_context(practice.tenant_id):
        services.score_review(
            actor=practice.actor("reader2"), review_id=review.id, score="3b", comment=MISSED
        )
    handed_over(practice)
    with tenant_context(practice.tenant_id):
        services.answer(
            actor=practice.actor("quillfeather"),
            review_id=review.id,
            text="I, Quillfeather, see it now.",
        )
    client = practice.client("qa")
    answers = [
        client.get(f"/api/v1/peer-review/{path}").content.decode().casefold()
        for path in ("cases", f"cases/{review.id}")
    ]
    for shown in answers:
        for name in ("quillfeather", "reader2", *map(str, people(practice))):
            assert name not in shown


def people(practice: Practice) -> list[UUID]:
    return [practice.user_ids["author"], practice.user_ids["reader2"]]


def another(practice: Practice, patient: Patient) -> ReadingTask:
    """A study of the patient that waits for a reader."""
    return make_task(practice, patient=patient)  # type: ignore[arg-type] # make_study takes it


def test_the_text_under_review_is_the_signed_one(scene: tuple[Practice, Reading]) -> None:
    practice, reading = scene
    review = given_to_reader2(practice, reading)
    shown = practice.client("reader2").get(f"/api/v1/peer-review/reviews/{review.id}").json()
    bodies = {one["code"]: one["body"] for one in shown["sections"]}
    assert bodies["impression"] == "Clear. Discussed by Dr […]."
    assert bodies["findings"] == "Dr. […]: ok."
    early = post(
        practice.client("reader2"), f"peer-review/reviews/{review.id}/recuse", {"text": " "}
    )
    assert early.status_code == 400
