"""Looking at reports; every look is in the audit trail."""

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.reporting.identity import signed_content
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.pdf.document import render_pdf
from apps.reporting.selectors import access_report, access_version, kept_drafts, later_statements


def open_report(*, actor: Actor, report_id: UUID) -> Report:
    """The report with its draft and list of versions. Raises ``NotFound``."""
    report = access_report(actor=actor, report_id=report_id)
    record(
        actor=actor,
        action="report.viewed",
        object_type="report",
        object_id=report.id,
        site_id=report.study.site_id,
        detail={"study": str(report.study_id), "draft_revision": report.draft_revision},
    )
    return report


def open_kept_drafts(*, actor: Actor, report_id: UUID) -> QuerySet[KeptDraft]:
    """The report's replaced texts, newest first. Raises ``NotFound``."""
    report = access_report(actor=actor, report_id=report_id)
    record(
        actor=actor,
        action="report.kept_drafts_viewed",
        object_type="report",
        object_id=report.id,
        site_id=report.study.site_id,
        detail={"study": str(report.study_id)},
    )
    return kept_drafts(report_id=report.id)


def open_version(*, actor: Actor, report_id: UUID, number: int) -> ReportVersion:
    """A signed version. Raises ``NotFound``."""
    version = access_version(actor=actor, report_id=report_id, number=number)
    _record(actor, version, "report.version_viewed")
    return version


def print_version(*, actor: Actor, report_id: UUID, number: int) -> bytes:
    """A signed version as PDF. Raises ``NotFound``."""
    version = access_version(actor=actor, report_id=report_id, number=number)
    _record(actor, version, "report.pdf_downloaded")
    return version_pdf(version)


def version_pdf(version: ReportVersion) -> bytes:
    """The PDF of a signed version: the same bytes each time with the same software.

    What was recorded of critical findings after the signature stands below it, so these add to the bytes.
    """
    later = [statement.text for statement in later_statements(version)]
    return render_pdf(signed_content(version), content_hash=version.content_hash, later=later)


def _record(actor: Actor, version: ReportVersion, action: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="report",
        object_id=version.report_id,
        site_id=version.report.study.site_id,
        detail={"study": str(version.report.study_id), "version": version.number},
    )
