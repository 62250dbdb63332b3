"""A reviewer never learns whose report it is: no address that they may ask, no file and no log says it."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.urls import get_resolver, reverse

from apps.accounts.capabilities import Role
from apps.archive.models import Instance, Patient, Study
from apps.archive.selectors.care import forget_openings
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.peer_review import services
from apps.peer_review.models import Review
from apps.reporting.models import Report
from apps.worklist.models import ReadingTask
from apps.worklist.services import create_reading_task
from tests.apps.archive.factories import ct_slice, store_bytes
from tests.apps.peer_review.scenes import MISSED, sampled, third_reader, watch
from tests.apps.reporting.scenes import Reading, post, text
from tests.factories import Practice, add_person
from tests.matrix.endpoints import ENDPOINTS
from tests.matrix.test_endpoints import patterns
from tests.studies import make_task

pytestmark = pytest.mark.django_db

# Who works here is no secret: these list the practice's readers, whatever they read.
STAFF = {
    *("readers", "reader", "reader-pools", "reader-skills", "reader-blocks", "rule-catalogue"),
    *("licences", "privileges", "credential-expiries", "credential-documents"),
    *("absences", "shifts", "shift-patterns", "coverage", "supervised-readers"),
}
STUDY, SERIES = "2.25.77001", "2.25.77002"


@pytest.fixture
def scene(practice: Practice) -> tuple[Practice, Reading]:
    """Dr Quillfeather has read a study with images and signed, with their name in text and headers."""
    author = add_person(practice, Role.READER, name="quillfeather")
    practice.user_ids["author"] = author
    store_bytes(
        ct_slice(study=STUDY, series=SERIES),
        tenant_id=practice.tenant_id,
        site=practice.site_a,
    )
    with tenant_context(practice.tenant_id):
        study = Study.objects.select_related("patient", "site").get(study_instance_uid=STUDY)
        Study.objects.filter(id=study.id).update(state="complete", completed_at=now())
        for instance in Instance.objects.filter(study=study):
            named = '{"00081060":{"vr":"PN","Value":[{"Alphabetic":"Quillfeather"}]},'
            instance.headers = named + instance.headers[1:]
            instance.save(update_fields=["headers"])
        task = create_reading_task(actor=watch(practice), study_id=study.id)
    reading = Reading(practice, study, task, reader="quillfeather")
    reading.signed(sections=text("Clear. Discussed by Dr Quillfeather.", "Dr. QUILLFEATHER: ok."))
    while dispatch_due():
        pass
    return practice, reading


def given_to_reader2(practice: Practice, reading: Reading) -> Review:
    review = sampled(practice, reading)
    with tenant_context(practice.tenant_id):
        Review.objects.filter(id=review.id).update(
            reviewer_id=practice.user_ids["reader2"], state="assigned"
        )
    return review


def known(practice: Practice, reading: Reading, review: UUID) -> dict[str, Any]:
    with tenant_context(practice.tenant_id):
        report = Report.objects.get(study=reading.study)
        instance = Instance.objects.filter(study=reading.study).first()
        documents = Instance.objects.filter(study=reading.study, series__modality="SR").first()
        report_series = documents.series.series_instance_uid if documents else ""
    assert instance is not None and documents is not None, "the signed report lies in the archive"
    return {
        "report_id": report.id,
        "number": 1,
        "place": 1,
        "task_id": reading.task.id,
        "study_id": reading.study.id,
        "patient_id": reading.study.patient_id,
        "site_id": reading.study.site_id,
        "review_id": review,
        "reader_id": practice.user_ids["author"],
        "study": STUDY,
        "series": [SERIES, report_series],
        "instance": [instance.sop_instance_uid, documents.sop_instance_uid],
        "numbers": "1",
        "what": "text",
        "path": "00081060",
    }


def addresses(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every address a reader may GET for which the ids are known; lists also with each id as a filter."""
    names = {one.name for one in ENDPOINTS if one.method == "GET" and "reader" in one.roles}
    filters = {
        "study": str(values["study_id"]),
        "report": str(values["report_id"]),
        "patient": str(values["patient_id"]),
        "reading_task": str(values["task_id"]),
        "state": "COMPLETED",
        "StudyInstanceUID": STUDY,
        "includefield": "all",
    }
    for pattern in patterns(get_resolver()):
        if pattern.name not in names:
            continue
        wanted = set(pattern.pattern.converters)
        if not wanted <= values.keys():
            continue
        for place in (0, 1) if "series" in wanted else (0,):
            chosen = {
                name: values[name][place] if isinstance(values[name], list) else values[name]
                for name in wanted
            }
            path = reverse(pattern.name, kwargs=chosen)
            yield pattern.name, path
            for name, value in filters.items() if not wanted else ():
                yield pattern.name, f"{path}?{urlencode({name: value})}"


def telling(practice: Practice, role: str, values: dict[str, Any]) -> set[str]:
    """The names of the addresses whose answers hold the author's name or id."""
    client, author = practice.client(role), str(practice.user_ids["author"])
    found = set()
    for name, path in addresses(values):
        answer = client.get(path)
        body = b"".join(answer)
        shown = body.decode("latin-1").casefold() + str(answer.headers).casefold()
        if "quillfeather" in shown or author in shown:
            found.add(name)
    return found


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
    everybody = telling(practice, "reader3", values)
    assert {"report", "reports", "report-version", "retrieve-instance"} <= everybody, (
        "who does not review it may open the patient's reports"
    )
    caplog.set_level(logging.DEBUG)
    told = telling(practice, "reader2", values)
    assert told <= STAFF, told - STAFF
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
