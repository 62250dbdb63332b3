"""Putting the reports on a split study together, so that its site gets one."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.outbox import publish
from apps.reporting.combining import RegionReport, combined_sections, combined_signers
from apps.reporting.content import Act, content_hash
from apps.reporting.events import ReportSigned
from apps.reporting.identity import identity_of, signed_content
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import study_of
from apps.reporting.services.critical_statements import statement_sections
from apps.reporting.services.key_images import seal_key_images, sealed_key_images
from apps.reporting.states import ReportState
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.services import note_report

METHOD = "combined"


def combine_parts(*, actor: Actor, task_id: UUID) -> Report | None:
    """The whole study's final report, made of what was signed for each region; a second call changes nothing.

    It quotes the parts word for word and names who signed which; the parts' own signed versions stay as they are.
    None where the task has no signed parts. Raises ``NotFound``.
    """
    task = lock_task(actor=actor, task_id=task_id)
    existing: Report | None = Report.objects.filter(reading_task_id=task.id).first()
    if existing:
        return existing
    versions = _signed_parts(task)
    if not versions:
        return None
    parts = [
        RegionReport(version.report.reading_task.part, version.signer_name, version.sections)
        for version in versions
    ]
    last = max(versions, key=lambda version: version.signed_at)
    report = Report(
        reading_task=task,
        study_id=task.study_id,
        author_id=last.signer_id,
        state=ReportState.FINAL,
    )
    report.save(force_insert=True)
    version = ReportVersion(
        report=report,
        number=1,
        kind="final",
        sections=[*combined_sections(parts), *statement_sections(task)],
        identity=identity_of(study_of(report)),
        signer_id=last.signer_id,
        signer_name=combined_signers(parts),
        signed_at=now(),
        method=METHOD,
        act=_act(versions),
    )
    version.content_hash = content_hash(signed_content(version))
    version.save(force_insert=True)
    record(
        actor=actor,
        action="report.combined",
        object_type="report",
        object_id=report.id,
        site_id=task.site_id,
        detail={
            "study": str(task.study_id),
            "content_hash": version.content_hash,
            "parts": [part.content_hash for part in versions],
        },
    )
    note_report(task_id=task.id, report_id=report.id, report_state="final", has_draft=False)
    publish(
        ReportSigned(
            report_id=report.id, version_id=version.id, study_id=task.study_id, kind="final"
        )
    )
    return report


def _act(versions: Sequence[ReportVersion]) -> Act:
    """What the parts recommend and point at, the whole does: it quotes their words."""
    act = Act()
    if said := [one for version in versions for one in version.act.get("recommendations", [])]:
        act["recommendations"] = said
    seal_key_images(act, [one for version in versions for one in sealed_key_images(version)])
    return act


def _signed_parts(task: ReadingTask) -> list[ReportVersion]:
    return list(
        ReportVersion.objects.select_related("report__reading_task")
        .filter(report__reading_task__parent=task, kind="final")
        .order_by("report__reading_task__part", "id")
    )
