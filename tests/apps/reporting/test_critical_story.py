"""A critical finding from its raising to the words in the report."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.reporting.errors import PersonRequired, ReadBackRequired
from apps.reporting.models import CriticalAttempt, CriticalFinding, CriticalStep, ReportVersion
from apps.reporting.selectors import has_critical_finding, later_statements
from apps.reporting.services import (
    Reached,
    acknowledge_finding,
    communicate_finding,
    hand_over_finding,
    record_attempt,
    return_finding,
    version_pdf,
)
from apps.worklist.models import Page, ReadingTask
from tests.apps.reporting.critical_scenes import BY_PHONE, raise_one, tell
from tests.apps.reporting.scenes import begin, text
from tests.factories import Practice


def state(finding: CriticalFinding) -> str:
    finding.refresh_from_db()
    return finding.state


def badge(finding: CriticalFinding) -> str:
    return str(ReadingTask.objects.get(id=finding.reading_task_id).critical_state)


def test_raised_it_has_a_deadline_a_ladder_and_a_badge(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice)
        assert finding.due_at - finding.raised_at == timedelta(minutes=30)
        assert CriticalStep.objects.filter(finding=finding).count() == 3
        assert badge(finding) == "open"
        assert has_critical_finding(task_id=finding.reading_task_id)
        event = OutboxEvent.objects.get(name="reporting.critical_finding_raised")
        assert set(event.payload) == {"finding_id", "study_id", "category"}


def test_without_a_name_or_a_read_back_it_is_not_told(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice)
        reader = practice.actor("reader")
        for reached, read_back, refusal in (
            (Reached("phone"), True, PersonRequired),
            (BY_PHONE, False, ReadBackRequired),
            (Reached("mail", "Dr Day"), True, ReadBackRequired),
        ):
            with pytest.raises(refusal) as refused:
                communicate_finding(
                    actor=reader, finding_id=finding.id, reached=reached, read_back=read_back
                )
            assert refused.value.status == 422
        assert state(finding) == "open"
        with pytest.raises(DatabaseError), transaction.atomic():
            CriticalFinding.objects.filter(id=finding.id).update(state="closed", ended_at=now())


def test_told_before_the_signature_the_words_are_signed(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    report = reading.save(reading.report(), text())
    with tenant_context(practice.tenant_id):
        raised_at = now() - timedelta(minutes=10)
        with frozen_at(raised_at):
            finding = raise_one(practice, task_id=reading.task.id)
        with frozen_at(raised_at + timedelta(minutes=6)):
            tell(practice, finding)
        assert (state(finding), badge(finding)) == ("closed", "told")
    reading.sign(report.id, revision=report.draft_revision)
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(report=report)
        [section] = [one for one in version.sections if one["code"] == "communication"]
        assert "subdural haematoma" in section["body"]
        assert "to Dr Day (emergency physician) by telephone" in section["body"]
        assert (
            "(Europe/Berlin), 6 min after it was raised. Read back and confirmed."
            in section["body"]
        )
        assert later_statements(version) == []


def test_told_after_the_signature_the_words_stand_beside_it(practice: Practice) -> None:
    reading = begin(practice)
    report = reading.signed()
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(report=report)
        before = version_pdf(version)
        tell(practice, raise_one(practice, task_id=reading.task.id))
        assert len(later_statements(version)) == 1
        assert version_pdf(version) != before
        assert version_pdf(version) == version_pdf(version)


def test_the_desk_calls_while_the_reader_reads_on(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice, hand_over=True)
        desk = practice.actor("operations")
        assert state(finding) == "with_desk"
        assert finding.owner_id is None
        record_attempt(actor=desk, finding_id=finding.id, reached=BY_PHONE, outcome="no_answer")
        return_finding(actor=desk, finding_id=finding.id, reason="asks about the age of the bleed")
        finding = CriticalFinding.objects.get(id=finding.id)
        assert finding.owner_id == practice.user_ids["reader"]
        assert finding.state == "returned"
        hand_over_finding(actor=practice.actor("reader"), finding_id=finding.id)
        tell(practice, finding, role="operations")
        paged = set(
            Page.objects.filter(task_id=finding.reading_task_id).values_list(
                "recipient_id", flat=True
            )
        )
        assert paged == {practice.user_ids["reader"], practice.user_ids["operations"]}
        outcomes = list(
            CriticalAttempt.objects.filter(finding=finding)
            .order_by("at")
            .values_list("outcome", flat=True)
        )
        assert outcomes == ["no_answer", "wants_reader", "reached"]
        with pytest.raises(DatabaseError), transaction.atomic():
            CriticalAttempt.objects.filter(finding=finding).update(outcome="busy")


@pytest.mark.parametrize(("category", "expected"), [(1, "acknowledged"), (3, "closed")])
def test_the_site_confirms_in_the_portal(practice: Practice, category: int, expected: str) -> None:
    with tenant_context(practice.tenant_id):
        finding = raise_one(practice, category)
        site = practice.actor("site_user")
        for _ in range(2):
            acknowledge_finding(actor=site, finding_id=finding.id, name="Dr Day")
        assert state(finding) == expected
        assert CriticalAttempt.objects.filter(finding=finding, outcome="acknowledged").count() == 1
        if category == 1:
            tell(practice, finding)
            assert state(finding) == "closed"


def test_no_phi_is_audited(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        tell(practice, raise_one(practice))
        for event in AuditEvent.objects.filter(object_type="critical_finding"):
            assert "haematoma" not in str(event.detail)
            assert "Day" not in str(event.detail)
