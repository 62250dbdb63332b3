"""A signature needs every result of the checks mended, or a reason for it, which stays with the version."""

import pytest

from apps.archive.models import Study
from apps.audit.models import AuditEvent
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.errors import ChecksOpen
from apps.reporting.models import Report, ReportVersion
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import PASSWORD, Practice

pytestmark = pytest.mark.django_db
SAYS = "Prostate is enlarged."


@pytest.fixture
def reading(practice: Practice) -> Reading:
    reading = begin(practice)
    with tenant_context(practice.tenant_id):
        patient = Study.objects.get(id=reading.study.id).patient
        patient.sex = "F"
        patient.save(update_fields=["sex"])
    reading.claim()
    return reading


def sign(reading: Reading, report: Report, *overrides: services.Override) -> Report:
    with tenant_context(reading.practice.tenant_id):
        return services.sign_report(
            actor=reading.practice.actor("reader"),
            report_id=report.id,
            kind="final",
            revision=report.draft_revision,
            study_instance_uid=reading.study.study_instance_uid,
            password=PASSWORD,
            overrides=overrides,
        )


def test_an_open_result_stops_the_signature_and_a_reason_lets_it_pass(reading: Reading) -> None:
    report = reading.save(reading.report(), text(findings=SAYS))
    with pytest.raises(ChecksOpen) as refused:
        sign(reading, report)
    (one,) = refused.value.extra["results"]
    assert (one["code"], one["section"], one["start"], one["end"]) == (
        "sex_mismatch",
        "findings",
        0,
        8,
    )
    named = services.Override(code="sex_mismatch", section="findings", start=0, reason="  ")
    with pytest.raises(ChecksOpen):
        sign(reading, report, named)
    sign(reading, report, {**named, "reason": "Registered sex is wrong."})
    with tenant_context(reading.practice.tenant_id):
        version = ReportVersion.objects.get(report=report)
        assert version.check_overrides == [{**one, "reason": "Registered sex is wrong."}]
        event = AuditEvent.objects.get(action="report.signed_final", object_id=report.id)
        assert event.detail["check_overrides"] == version.check_overrides


def test_a_clean_text_needs_no_reason(reading: Reading) -> None:
    report = reading.save(reading.report(), text())
    assert sign(reading, report).state == "final"
    with tenant_context(reading.practice.tenant_id):
        assert ReportVersion.objects.get(report=report).check_overrides == []


def test_text_that_is_not_saved_yet_is_checked_with_the_reports_own_facts(reading: Reading) -> None:
    report = reading.report()
    client = reading.practice.client("reader")
    answer = client.post(
        f"/api/v1/reports/{report.id}/checks",
        {"sections": text(findings=SAYS)},
        content_type="application/json",
    )
    assert [one["code"] for one in answer.json()["results"]] == ["sex_mismatch"]
