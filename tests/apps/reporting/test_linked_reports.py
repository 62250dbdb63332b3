"""One report on several studies of a patient: signed, delivered and filed for each accession."""

import io
from typing import Any

import pydicom
import pytest

from apps.archive.models import Instance
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.delivery.models import Delivery
from apps.followup.models import FollowUp
from apps.reporting import services
from apps.reporting.models import Report, ReportVersion
from apps.reporting.outputs.fhir_document import fhir_document
from apps.reporting.outputs.text import observation_lines, plain_text
from apps.reporting.selectors.outputs import source_of
from apps.reporting.selectors.reports import version_faults
from apps.worklist import services as worklist
from apps.worklist.models import Milestone, ReadingTask
from apps.worklist.selectors import priors
from tests.apps.reporting.recommendation_scenes import recommend
from tests.apps.reporting.scenes import Reading, text
from tests.apps.worklist.test_linking import link, three
from tests.factories import Practice


def linked(practice: Practice) -> tuple[Reading, list[ReadingTask]]:
    """Three studies of a patient that the reader holds together."""
    tasks = three(practice)
    lead = link(practice, "reader", tasks)[0]
    with tenant_context(practice.tenant_id):
        return Reading(practice, lead.study, lead), tasks


def write(reading: Reading, practice: Practice) -> Report:
    return reading.save(reading.report(), text(impression="No injury of chest, abdomen or head."))


def states(practice: Practice, tasks: list[ReadingTask]) -> list[tuple[str, str]]:
    with tenant_context(practice.tenant_id):
        rows = ReadingTask.objects.in_bulk([task.id for task in tasks])
    return [(rows[task.id].state, rows[task.id].report_state) for task in tasks]


@pytest.fixture
def signed(practice: Practice) -> tuple[Reading, list[ReadingTask], Report]:
    reading, tasks = linked(practice)
    report = write(reading, practice)
    reading.sign(report.id, revision=report.draft_revision)
    dispatch_due()
    return reading, tasks, report


def test_one_report_three_accessions_three_deliveries(
    practice: Practice, signed: tuple[Reading, list[ReadingTask], Report]
) -> None:
    _, tasks, report = signed
    assert states(practice, tasks) == [("COMPLETED", "final")] * 3
    with tenant_context(practice.tenant_id):
        assert Report.objects.count() == 1
        version = ReportVersion.objects.get(report=report)
        delivered = Delivery.objects.filter(version=version)
        assert set(delivered.values_list("study_id", flat=True)) == {
            task.study_id for task in tasks
        }
        reached = Milestone.objects.filter(task__in=tasks, name="delivered")
        assert reached.count() == 3
        assert list(version_faults()) == []
        # Each has the structured report and the page of its own, which name one another.
        objects = Instance.objects.filter(study__in=[task.study for task in tasks])
        assert objects.count() == 6
        for task in tasks:
            file = services.version_file(version, "sr", task.study_id).content
            document = pydicom.dcmread(io.BytesIO(file))
            assert document.StudyInstanceUID == task.study.study_instance_uid
            assert document.AccessionNumber == task.study.accession_number
            assert {item.AccessionNumber for item in document.ReferencedRequestSequence} == {
                one.study.accession_number for one in tasks
            }
            elsewhere = {
                item.StudyInstanceUID: item.ReferencedSeriesSequence[0]
                .ReferencedSOPSequence[0]
                .ReferencedSOPInstanceUID
                for item in document.IdenticalDocumentsSequence
            }
            for uid, instance in elsewhere.items():
                assert Instance.objects.filter(
                    study__study_instance_uid=uid, sop_instance_uid=instance
                ).exists()
            assert set(elsewhere) == {
                one.study.study_instance_uid for one in tasks if one.id != task.id
            }


def test_every_format_names_every_accession(
    practice: Practice, signed: tuple[Reading, list[ReadingTask], Report]
) -> None:
    _, tasks, report = signed
    numbers = [task.study.accession_number for task in tasks]
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(report=report)
        source = source_of(version)
        page = services.version_pdf(version)
    assert page.startswith(b"%PDF")
    assert all(number in plain_text(source) for number in numbers)
    assert f"Accession numbers: {', '.join(numbers)}" in observation_lines(source)
    entries = [entry["resource"] for entry in fhir_document(source, pdf=page)["entry"]]
    requests = [one for one in entries if one["resourceType"] == "ServiceRequest"]
    assert [one["identifier"][0]["value"] for one in requests] == numbers
    diagnostic = next(one for one in entries if one["resourceType"] == "DiagnosticReport")
    assert len(diagnostic["imagingStudy"]) == len(diagnostic["basedOn"]) == 3
    for task in tasks:
        shown = practice.client("site_user").get(f"/api/v1/site-studies/{task.study_id}/report")
        assert shown.status_code == 200, shown.content
        assert "No injury" in shown.content.decode()


def test_what_is_said_after_the_signature_is_said_for_all(
    practice: Practice, signed: tuple[Reading, list[ReadingTask], Report]
) -> None:
    reading, tasks, report = signed
    actor = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        services.add_addendum(
            actor=actor, report_id=report.id, text="Old fracture.", signature=reading.signature(1)
        )
    dispatch_due()
    assert states(practice, tasks) == [("COMPLETED", "addended")] * 3
    with tenant_context(practice.tenant_id):
        assert Delivery.objects.filter(version__report=report, version__number=2).count() == 3
        services.withdraw_report(
            actor=actor,
            report_id=report.id,
            reason="Wrong patient.",
            signature=reading.signature(2),
        )
    dispatch_due()
    assert states(practice, tasks) == [("CANCELED", "withdrawn")] * 3
    with tenant_context(practice.tenant_id):
        assert Delivery.objects.filter(version__kind="withdrawal").count() == 3
        again = ReadingTask.objects.filter(state="SCHEDULED")
        assert {task.study_id for task in again} == {task.study_id for task in tasks}
        assert [task.linked for task in again] == [2, 2, 2]
        assert list(version_faults()) == []


def test_separated_before_the_signature_each_has_its_own_task_and_the_lead_the_text(
    practice: Practice,
) -> None:
    reading, tasks = linked(practice)
    report = write(reading, practice)
    with tenant_context(practice.tenant_id):
        worklist.unlink_task(actor=practice.actor("reader"), task_id=tasks[0].id)
        kept = Report.objects.get(id=report.id)
        assert kept.reading_task_id == tasks[0].id
        assert kept.draft_sections == report.draft_sections
    assert states(practice, tasks) == [
        ("IN_PROGRESS", "draft"),
        ("SCHEDULED", ""),
        ("SCHEDULED", ""),
    ]
    reading.sign(report.id, revision=report.draft_revision)
    for task in tasks[1:]:
        Reading(practice, task.study, task).signed()
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert ReportVersion.objects.count() == Delivery.objects.count() == 3
        assert not any("linked_studies" in one.identity for one in ReportVersion.objects.all())


def test_what_is_signed_keeps_them_together(practice: Practice) -> None:
    reading, tasks = linked(practice)
    report = write(reading, practice)
    reading.sign(report.id, "preliminary", revision=report.draft_revision)
    path = f"/api/v1/reading-tasks/{tasks[1].id}/unlink"
    refused = practice.client("manager").post(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_linkable")
    with tenant_context(practice.tenant_id):
        assert Milestone.objects.filter(task__in=tasks, name="preliminary").count() == 3


def test_any_of_them_may_be_on_screen_and_none_is_a_prior(practice: Practice) -> None:
    reading, tasks = linked(practice)
    report = write(reading, practice)
    with tenant_context(practice.tenant_id):
        assert priors(task=ReadingTask.objects.get(id=tasks[1].id)) == []
    reading.study = tasks[2].study
    reading.sign(report.id, revision=report.draft_revision)
    shown: dict[str, Any] = practice.client("reader").get(f"/api/v1/reports/{report.id}").json()
    assert [one["accession_number"] for one in shown["linked_studies"]] == [
        task.study.accession_number for task in tasks[1:]
    ]


def test_a_recommendation_is_followed_once(practice: Practice) -> None:
    reading, tasks = linked(practice)
    report = write(reading, practice)
    said = recommend(reading, report)
    report = reading.save(
        report, text(impression=f"No injury of chest, abdomen or head. {said['quote']}")
    )
    reading.sign(report.id, revision=report.draft_revision)
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert [one.study_id for one in FollowUp.objects.all()] == [tasks[0].study_id]
