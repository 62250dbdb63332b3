"""Reading reports, and letting ids from outside in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.archive.selectors import (
    ClosedWhileJudged,
    NotInCare,
    is_bound_to_care,
    open_studies,
    sees_every_study,
)
from apps.common.errors import NotFound
from apps.reporting.content import READINGS, content_hash
from apps.reporting.identity import signed_content
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.selectors.linked import on_study
from apps.reporting.states import WRITABLE, ReportState
from apps.worklist.models import Claim
from apps.worklist.selectors import lock_task


@dataclass(frozen=True, slots=True)
class VersionFault:
    """A signed version that does not prove itself."""

    report_id: UUID
    number: int
    reason: str


def reports(*, actor: Actor) -> QuerySet[Report]:
    """The reports the actor may see, newest first, with all that a list shows.

    Annotated: ``kept_draft_count``.
    """
    found: QuerySet[Report] = (
        Report.objects.select_related(
            "study__patient",
            "study__site",
            "reading_task",
            "author",
            "template",
            "template_version",
            "draft_saved_by",
        )
        .prefetch_related("versions", "reading_task__members__study")
        .annotate(kept_draft_count=Count("kept_drafts"))
        .order_by("-created_at", "-id")
    )
    if actor.site_ids is not None:
        found = found.filter(study__site_id__in=actor.site_ids)
    if not sees_every_study(actor):
        found = found.filter(open_studies(actor, "study__") | Q(author_id=actor.user_id))
    return found


def access_report(*, actor: Actor, report_id: UUID) -> Report:
    """Raises ``NotFound`` for a report of another tenant or another site, ``NotInCare`` for a patient's not in care."""
    report = reports(actor=actor).filter(id=report_id).first()
    if report is None:
        raise _closed(actor, report_id) or NotFound("There is no such report.")
    return report


def access_version(*, actor: Actor, report_id: UUID, number: int) -> ReportVersion:
    """A signed version with its report's study; raises ``NotFound``, ``NotInCare``."""
    versions: QuerySet[ReportVersion] = ReportVersion.objects.select_related(
        "report__study", "signer"
    ).filter(report_id=report_id, number=number)
    if actor.site_ids is not None:
        versions = versions.filter(report__study__site_id__in=actor.site_ids)
    if not sees_every_study(actor):
        own = Q(report__author_id=actor.user_id)
        versions = versions.filter(open_studies(actor, "report__study__") | own)
    version = versions.first()
    if version is None:
        raise _closed(actor, report_id) or NotFound("There is no such version of this report.")
    return version


def _closed(actor: Actor, report_id: UUID) -> NotFound | None:
    """Says of a report that was not found whether it is there: not in the reader's care, or judged by the actor."""
    if sees_every_study(actor):
        return None
    there = Report.objects.filter(id=report_id)
    if actor.site_ids is not None:
        there = there.filter(study__site_id__in=actor.site_ids)
    there = there.exclude(open_studies(actor, "study__") | Q(author_id=actor.user_id))
    patient_id = there.values_list("study__patient_id", flat=True).first()
    if patient_id is None:
        return None
    return NotInCare(patient_id) if is_bound_to_care(actor) else ClosedWhileJudged()


def access_report_for_change(*, actor: Actor, report_id: UUID) -> Report:
    """The report, locked after its reading task (always in this order). Raises ``NotFound``."""
    task_id = access_report(actor=actor, report_id=report_id).reading_task_id
    lock_task(actor=actor, task_id=task_id)
    report: Report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("draft_saved_by")
        .get(id=report_id)
    )
    return report


def study_of(report: Report) -> Study:
    """The report's study with patient and site, fresh from the database."""
    study: Study = Study.objects.select_related("patient", "site").get(id=report.study_id)
    return study


def last_version(*, report_id: UUID) -> ReportVersion | None:
    found: ReportVersion | None = (
        ReportVersion.objects.filter(report_id=report_id).order_by("-number").first()
    )
    return found


def editable_report_ids(*, actor: Actor, found: Collection[Report]) -> set[UUID]:
    """Of these reports, those whose text the actor can change at this moment; one query."""
    if actor.user_id is None or not actor.can("report.write"):
        return set()
    open_reports = {
        report.reading_task_id: report.id for report in found if report.state in WRITABLE
    }
    held = Claim.objects.filter(
        task_id__in=open_reports, reader_id=actor.user_id, ended_at=None
    ).values_list("task_id", flat=True)
    return {open_reports[task_id] for task_id in held}


def kept_drafts(*, report_id: UUID) -> QuerySet[KeptDraft]:
    """Replaced draft texts of a report, newest first."""
    found: QuerySet[KeptDraft] = (
        KeptDraft.objects.select_related("saved_by")
        .filter(report_id=report_id)
        .order_by("-revision")
    )
    return found


def version_faults() -> Iterator[VersionFault]:
    """Recomputes every signed version's hash and chain in the current tenant; nothing is yielded where all hold."""
    versions: QuerySet[ReportVersion] = ReportVersion.objects.order_by("report_id", "number")
    report_id, number, previous = None, 0, ""
    for version in versions.iterator(chunk_size=500):
        if version.report_id != report_id:
            report_id, number, previous = version.report_id, 0, ""
        number += 1
        if version.number != number:
            yield VersionFault(version.report_id, version.number, f"version {number} is missing")
            number = version.number
        if version.previous_hash != previous:
            yield VersionFault(
                version.report_id,
                version.number,
                "does not follow the version before it",
            )
        if content_hash(signed_content(version)) != version.content_hash:
            yield VersionFault(version.report_id, version.number, "was changed after it was signed")
        previous = version.content_hash


def last_version_of_study(*, study_id: UUID) -> ReportVersion | None:
    """The latest signed reading of a whole study, of whichever read, that was not withdrawn.

    Also one that is on other studies of the patient beside this one.
    """
    found: ReportVersion | None = (
        ReportVersion.objects.filter(
            on_study(study_id, "report__"), report__reading_task__parent=None, kind__in=READINGS
        )
        .exclude(report__state=ReportState.WITHDRAWN)
        .select_related("report__study")
        .order_by("-signed_at", "-number")
        .first()
    )
    return found
