"""Co-signature: what a supervised reader writes is final by another reader's signature only."""

import pytest

from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.errors import CoSignatureRequired, KindMismatch
from apps.reporting.models import KeptDraft, Report, ReportVersion, Submission
from apps.worklist.errors import NotEligible
from apps.worklist.models import ReadingTask
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import PASSWORD, Practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(practice: Practice) -> Reading:
    """``reader`` is supervised and has written; ``reader2`` is the attending."""
    with tenant_context(practice.tenant_id):
        services.supervise_reader(
            actor=practice.actor("manager"), reader_id=practice.user_ids["reader"]
        )
    return begin(practice)


def submitted(reading: Reading, *, named: bool = True) -> Report:
    reading.claim()
    report = reading.save(reading.report(), text("Written by the resident."))
    with tenant_context(reading.practice.tenant_id):
        return services.submit_report(
            actor=reading.practice.actor("reader"),
            report_id=report.id,
            revision=report.draft_revision,
            study_instance_uid=reading.study.study_instance_uid,
            password=PASSWORD,
            attending_id=reading.practice.user_ids["reader2"] if named else None,
            comment="Unsure about the apex.",
        )


def test_a_supervised_reader_signs_nothing_final(reading: Reading) -> None:
    reading.claim()
    report = reading.save(reading.report(), text())
    with pytest.raises(CoSignatureRequired):
        reading.sign(report.id, revision=report.draft_revision)
    preliminary = reading.sign(report.id, "preliminary", revision=report.draft_revision)
    assert preliminary.state == "preliminary"


def test_the_attending_accepts_and_both_are_named(reading: Reading) -> None:
    report = submitted(reading)
    attending = Reading(reading.practice, reading.study, reading.task, "reader2")
    with tenant_context(reading.practice.tenant_id):
        task = ReadingTask.objects.get(id=reading.task.id)
        assert (task.state, task.report_state) == ("SCHEDULED", "pending_sign")
        assert task.assigned_to_id == reading.practice.user_ids["reader2"]
        assert ReportVersion.objects.count() == 0
    with pytest.raises(NotEligible):
        reading.claim()
    attending.claim()
    report = attending.report()
    attending.sign(report.id, revision=report.draft_revision)
    with tenant_context(reading.practice.tenant_id):
        version = ReportVersion.objects.get()
        assert (version.kind, version.signer_name) == ("final", "Dr Reader2")
        assert version.act == {"prepared_by": "Dr Reader"}
        submission = Submission.objects.get()
        assert (submission.outcome, submission.decided_by_id) == (
            "accepted",
            reading.practice.user_ids["reader2"],
        )


def test_what_the_attending_edits_leaves_the_residents_text_readable(reading: Reading) -> None:
    report = submitted(reading)
    attending = Reading(reading.practice, reading.study, reading.task, "reader2")
    attending.claim()
    report = attending.save(attending.report(), text("Edited by the attending."))
    attending.sign(report.id, revision=report.draft_revision)
    with tenant_context(reading.practice.tenant_id):
        submission = Submission.objects.get()
        assert submission.outcome == "edited"
        assert "Written by the resident." in str(submission.sections)
        assert "Written by the resident." in str(KeptDraft.objects.get().sections)


def test_a_return_goes_back_to_the_writer_with_the_comment(reading: Reading) -> None:
    report = submitted(reading, named=False)
    attending = Reading(reading.practice, reading.study, reading.task, "reader2")
    attending.claim()
    attending.report()
    client = reading.practice.client("reader2")
    answer = client.post(
        f"/api/v1/reports/{report.id}/return",
        {"comment": "Compare with 2024."},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "draft"
    reading.claim()
    shown = reading.practice.client("reader").get(f"/api/v1/reports/{report.id}").json()
    assert shown["submission"]["outcome"] == "returned"
    assert shown["submission"]["answer"] == "Compare with 2024."
    assert shown["editable"] is True
    assert shown["co_signature_required"] is True
    with tenant_context(reading.practice.tenant_id):
        assert ReadingTask.objects.get(id=reading.task.id).excluded_readers == []


def test_a_return_after_a_wet_read_goes_back_to_the_wet_read(reading: Reading) -> None:
    reading.claim()
    report = reading.report()
    practice = reading.practice
    with tenant_context(practice.tenant_id):
        services.give_wet_read(
            actor=practice.actor("reader"),
            report_id=report.id,
            text="No bleed.",
            signature=reading.signature(0),
        )
    submitted(reading)
    attending = Reading(practice, reading.study, reading.task, "reader2")
    attending.claim()
    with tenant_context(practice.tenant_id):
        back = services.return_submission(
            actor=practice.actor("reader2"), report_id=report.id, comment="Say more."
        )
    assert back.state == "wet_read"


def test_who_can_be_asked(reading: Reading) -> None:
    practice = reading.practice
    reading.claim()
    report = reading.save(reading.report(), text())

    def submit(attending: str) -> None:
        with tenant_context(practice.tenant_id):
            services.submit_report(
                actor=practice.actor("reader"),
                report_id=report.id,
                revision=report.draft_revision,
                study_instance_uid=reading.study.study_instance_uid,
                password=PASSWORD,
                attending_id=practice.user_ids[attending],
            )

    with pytest.raises(CoSignatureRequired):
        submit("reader")
    with pytest.raises(NotEligible):
        submit("manager")
    with tenant_context(practice.tenant_id):
        services.supervise_reader(
            actor=practice.actor("manager"), reader_id=practice.user_ids["reader2"]
        )
    with pytest.raises(CoSignatureRequired):
        submit("reader2")
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=reading.task.id).update(read_type="preliminary")
    with pytest.raises(KindMismatch):
        submit("reader2")
