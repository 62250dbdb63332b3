"""Taking over reports that were signed before: into the same immutable versions, under the same hash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.reporting.content import Act, Section, content_hash
from apps.reporting.identity import identity_of, signed_content
from apps.reporting.models import Report, ReportTemplate, ReportVersion
from apps.reporting.states import ReportState
from apps.worklist.models import ReadingTask

TAKEN_OVER = "taken_over"
AT_ONCE = 500


@dataclass(frozen=True)
class PastReport:
    """A final report on a completed task; the task carries its study, patient and site.

    ``recommendations`` are what its text recommends, as data, each with the words that say it.
    """

    task: ReadingTask
    template: ReportTemplate | None
    sections: Sequence[Section]
    signer_id: UUID
    signer_name: str
    begun_at: datetime
    signed_at: datetime
    recommendations: Sequence[Mapping[str, Any]] = ()


def take_over_reports(*, actor: Actor, reports: Sequence[PastReport]) -> int:
    """Writes them as signed then by whom they name, and tells nobody; answers how many.

    The caller has made the tasks and saves nothing of them: what the list shows of a report is kept here.
    """
    rows = [_report(one) for one in reports]
    versions = [_version(one, row) for one, row in zip(reports, rows, strict=True)]
    Report.objects.bulk_create(rows, batch_size=AT_ONCE)
    ReportVersion.objects.bulk_create(versions, batch_size=AT_ONCE)
    for one, row in zip(reports, rows, strict=True):
        one.task.report_id, one.task.report_state = row.id, row.state
    ReadingTask.objects.bulk_update(
        [one.task for one in reports], ["report_id", "report_state"], batch_size=AT_ONCE
    )
    record(
        actor=actor,
        action="report.taken_over",
        object_type="tenant",
        object_id=actor.tenant_id,
        detail={"reports": len(rows)},
    )
    return len(rows)


def _report(one: PastReport) -> Report:
    return Report(
        reading_task=one.task,
        study=one.task.study,
        author_id=one.signer_id,
        template=one.template,
        state=ReportState.FINAL,
        created_at=one.begun_at,
        draft_revision=1,
        draft_saved_at=one.signed_at,
        draft_saved_by_id=one.signer_id,
    )


def _version(one: PastReport, report: Report) -> ReportVersion:
    version = ReportVersion(
        report=report,
        number=1,
        kind=ReportState.FINAL,
        sections=list(one.sections),
        identity=identity_of(one.task.study),
        signer_id=one.signer_id,
        signer_name=one.signer_name,
        signed_at=one.signed_at,
        method=TAKEN_OVER,
        previous_hash="",
        act=_act(one),
    )
    version.content_hash = content_hash(signed_content(version))
    return version


def _act(one: PastReport) -> Act:
    said = [dict(said) for said in one.recommendations]
    return Act(recommendations=said) if said else Act()
