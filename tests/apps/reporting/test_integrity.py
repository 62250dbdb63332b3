"""What the database itself refuses, and what the proof finds."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.common.isolation import tenant_context
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.selectors import version_faults
from tests.apps.reporting.scenes import begin, text
from tests.factories import Practice


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_reportversion SET sections = '[]'",
        "UPDATE reporting_reportversion SET signed_at = now()",
        "DELETE FROM reporting_reportversion",
        "TRUNCATE reporting_reportversion CASCADE",
    ],
)
def test_a_signed_version_cannot_be_changed_or_removed(practice: Practice, statement: str) -> None:
    begin(practice).signed()
    with tenant_context(practice.tenant_id):
        before = list(ReportVersion.objects.values())
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert list(ReportVersion.objects.values()) == before


def test_a_kept_draft_cannot_be_changed_or_removed(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    with tenant_context(practice.tenant_id):
        KeptDraft.objects.create(
            report=report,
            revision=1,
            sections=text(),
            saved_at=report.created_at,
            saved_by_id=report.author_id,
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            KeptDraft.objects.update(sections=[])
        with pytest.raises(DatabaseError), transaction.atomic():
            KeptDraft.objects.all().delete()


def test_a_report_points_only_into_its_own_practice(
    practice: Practice, other_practice: Practice
) -> None:
    foreign = begin(other_practice)
    own = begin(practice)
    own.claim()
    report = own.report()
    with tenant_context(practice.tenant_id), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(id=report.id).update(study_id=foreign.study.id)


def test_a_version_points_only_into_its_own_practice(
    practice: Practice, other_practice: Practice
) -> None:
    begin(practice).signed()
    foreign = begin(other_practice).signed()
    with tenant_context(practice.tenant_id), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        version = ReportVersion.objects.get()
        version.id, version.report_id = practice.site_a.id, foreign.id
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save(force_insert=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 1},
        {"number": 2, "kind": "final"},
        {"number": 0, "kind": "preliminary"},
        {"number": 2, "kind": "opinion"},
        {"number": 2, "kind": "preliminary", "previous_hash": ""},
    ],
)
def test_impossible_versions_are_refused(practice: Practice, changes: dict[str, object]) -> None:
    begin(practice).signed()
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get()
        version.id = practice.site_a.id
        version.previous_hash = version.content_hash
        for field, value in changes.items():
            setattr(version, field, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save(force_insert=True)


def test_a_final_report_holds_no_draft(practice: Practice) -> None:
    report = begin(practice).signed()
    with tenant_context(practice.tenant_id), pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(id=report.id).update(draft_sections=[])


def test_the_proof_finds_a_version_that_was_slipped_in(practice: Practice) -> None:
    reading = begin(practice)
    report = reading.signed("preliminary")
    call_command("verify_reports", tenant=practice.slug)
    with tenant_context(practice.tenant_id):
        assert list(version_faults()) == []
        version = ReportVersion.objects.get()
        version.id, version.number = practice.site_a.id, 3
        version.sections = text("Something else.")
        version.previous_hash = "0" * 64
        version.save(force_insert=True)
        faults = [(fault.report_id, fault.number, fault.reason) for fault in version_faults()]
    assert faults == [
        (report.id, 3, "version 2 is missing"),
        (report.id, 3, "does not follow the version before it"),
        (report.id, 3, "was changed after it was signed"),
    ]
    with pytest.raises(CommandError, match="3 "):
        call_command("verify_reports", tenant=practice.slug)
