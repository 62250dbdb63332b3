"""Looking at reports; every look is in the audit trail."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.reporting.content import AnySection, written_sections
from apps.reporting.differences import SectionDifference, section_differences
from apps.reporting.identity import signed_content
from apps.reporting.key_images.difference import key_image_differences
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.pdf.document import render_pdf
from apps.reporting.pdf.page import moment
from apps.reporting.selectors import (
    access_report,
    access_version,
    kept_drafts,
    last_version,
    later_statements,
)
from apps.reporting.selectors.discrepancies import earlier_version, version_before
from apps.reporting.services.key_image_pictures import picture_at, pictures_of


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


def compare_version(
    *, actor: Actor, report_id: UUID, number: int
) -> tuple[ReportVersion, ReportVersion | None, list[SectionDifference]]:
    """A signed version, with ``differences_before`` it. Raises ``NotFound``."""
    version = access_version(actor=actor, report_id=report_id, number=number)
    _record(actor, version, "report.version_compared")
    return version, *differences_before(version)


def compare_draft(
    *, actor: Actor, report_id: UUID, sections: Sequence[AnySection]
) -> tuple[ReportVersion | None, list[SectionDifference]]:
    """How a text that is not signed yet, with the draft's key images, differs from the earlier read of the study; None
    where there is none.

    Raises ``NotFound``, ``PermissionRefused``.
    """
    actor.require("report.write")
    report = access_report(actor=actor, report_id=report_id)
    before = earlier_version(report)
    if before is None:
        return None, []
    return before, [
        *section_differences(written_sections(before.sections), sections),
        *key_image_differences(before.act.get("key_images", ()), report.draft_key_images),
    ]


def differences_before(
    version: ReportVersion,
) -> tuple[ReportVersion | None, list[SectionDifference]]:
    """What was signed before a version, of its report or of the read before it, and the difference word by word, that
    of the key images last.
    """
    before = version_before(version)
    if before is None:
        return None, []
    return before, [
        *section_differences(before.sections, version.sections),
        *key_image_differences(before.act.get("key_images", ()), version.act.get("key_images", ())),
    ]


def print_version(*, actor: Actor, report_id: UUID, number: int) -> bytes:
    """A signed version as PDF. Raises ``NotFound``."""
    version = access_version(actor=actor, report_id=report_id, number=number)
    _record(actor, version, "report.pdf_downloaded")
    return version_pdf(version)


def show_key_image(*, actor: Actor, report_id: UUID, number: int, place: int) -> bytes:
    """A signed version's key image as JPEG, by its place from 1. Raises ``NotFound``, ``KeyImageUnreadable``."""
    version = access_version(actor=actor, report_id=report_id, number=number)
    picture = picture_at(version.act, place)
    _record(actor, version, "report.key_image_viewed")
    return picture


def version_pdf(version: ReportVersion) -> bytes:
    """The PDF of a signed version: the same bytes each time with the same software.

    What came after the signature stands on the copy: statements on critical findings, and that a later version was
    signed; so these add to the bytes.
    """
    later = [statement.text for statement in later_statements(version)]
    return render_pdf(
        signed_content(version),
        content_hash=version.content_hash,
        later=later,
        superseded=_superseded(version),
        pictures=pictures_of(version.act),
    )


def _superseded(version: ReportVersion) -> str:
    """Which version stands in place of this one; empty for the latest."""
    latest = last_version(report_id=version.report_id)
    if latest is None or latest.number == version.number:
        return ""
    zone = ZoneInfo(version.identity["site"]["time_zone"])
    words = {"withdrawal": "The report was withdrawn", "addendum": "An addendum was added"}
    said = words.get(latest.kind, f"It was followed by version {latest.number}, {latest.kind},")
    return f"{said} by {latest.signer_name} on {moment(latest.signed_at, zone)}."


def _record(actor: Actor, version: ReportVersion, action: str) -> None:
    record(
        actor=actor,
        action=action,
        object_type="report",
        object_id=version.report_id,
        site_id=version.report.study.site_id,
        detail={"study": str(version.report.study_id), "version": version.number},
    )
