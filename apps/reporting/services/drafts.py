"""Starting a report, saving its text, changing its template."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.states import advance
from apps.reporting.comparison import comparison_text, with_comparison
from apps.reporting.content import Section, tidy, written_sections
from apps.reporting.copied_text import CopiedText, standing_copies
from apps.reporting.key_images.key_image import KeyImage
from apps.reporting.merge_fields import filled_sections, has_merge_fields
from apps.reporting.models import KeptDraft, Report, ReportTemplate, ReportVersion
from apps.reporting.selectors import (
    access_report_for_change,
    last_version_of_study,
    reports,
    study_of,
    template_for,
    template_version_in_force,
    usable_template,
)
from apps.reporting.selectors.macros import earlier_studies, merge_values
from apps.reporting.services.guards import (
    require_claim,
    require_revision,
    require_unsigned,
)
from apps.reporting.services.key_images import kept_key_images
from apps.reporting.services.templates import blank_sections, ensure_default_templates
from apps.reporting.states import REPORT_TRANSITIONS
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.services import note_report

DRAFT_FIELDS = [
    "draft_sections",
    "draft_copied",
    "draft_key_images",
    "draft_revision",
    "draft_saved_at",
    "draft_saved_by",
]


def create_report(*, actor: Actor, task_id: UUID) -> tuple[Report, bool]:
    """The task's report, and whether it was made now. A report begun by another reader is carried on; of tasks that are
    read together it is the lead's.

    Raises ``NotFound``, ``ClaimRequired``, ``PermissionRefused``.
    """
    actor.require("report.write")
    task = lock_task(actor=actor, task_id=task_id)
    if task.lead_id:
        task = lock_task(actor=actor, task_id=task.lead_id)
    require_claim(actor=actor, task_id=task.id)
    report: Report | None = (
        Report.objects.select_for_update().filter(reading_task_id=task.id).first()
    )
    if report is None:
        return _begin(actor, task), True
    if report.author_id != actor.user_id:
        _take_over(actor, report)
    return report, False


def _begin(actor: Actor, task: ReadingTask) -> Report:
    ensure_default_templates()
    report = Report(reading_task=task, study_id=task.study_id, author_id=actor.require_user())
    report.template = template_for(study_of(report), reader_id=actor.require_user())
    report.template_version = template_version_in_force(report.template)
    earlier = _earlier_read(task)
    sections = (
        written_sections(earlier.sections)
        if earlier
        else (report.template.sections if report.template else blank_sections())
    )
    report.draft_recommendations = earlier.act.get("recommendations", []) if earlier else []
    report.draft_key_images = earlier.act.get("key_images", []) if earlier else []
    _write(actor, report, _begun(actor, task, sections))
    report.save(force_insert=True)
    _audit(actor, report, "report.created", template=_template_id(report))
    note_report(task_id=task.id, report_id=report.id, report_state=report.state, has_draft=True)
    return report


def _earlier_read(task: ReadingTask) -> ReportVersion | None:
    """What the read before this one said of the study, where the workflow has one."""
    return (
        last_version_of_study(study_id=task.study_id) if task.read_type != "preliminary" else None
    )


def _take_over(actor: Actor, report: Report) -> None:
    """The next holder goes on with the same text; it stays marked as the former author's until it is changed."""
    former, report.author_id = report.author_id, actor.require_user()
    report.save(update_fields=["author"])
    _audit(actor, report, "report.taken_over", former_author=str(former))


def save_draft(
    *,
    actor: Actor,
    report_id: UUID,
    revision: int,
    sections: Sequence[Mapping[str, str]],
    copied: Sequence[CopiedText] | None = None,
    key_images: Sequence[Mapping[str, Any]] | None = None,
) -> Report:
    """Replaces the draft's text and key images, given the revision they were based on.

    ``copied`` names what was copied from other reports, None where that is as before; only what stands unchanged, of
    reports the actor may see, is kept. ``key_images`` are all of them in order (``key_image.View``), None where they
    are as before. A save that is repeated because its answer was lost changes nothing. Raises ``NotFound``,
    ``ReportSigned``, ``ClaimRequired``, ``DraftConflict``, and of key images ``InvalidKeyImage``, ``UnknownKeyImage``,
    ``KeyImageOfAnotherPatient``.
    """
    actor.require("report.write")
    report = access_report_for_change(actor=actor, report_id=report_id)
    require_unsigned(report)
    require_claim(actor=actor, task_id=report.reading_task_id)
    text = tidy(sections)
    images = kept_key_images(actor, report, report.draft_key_images, key_images)
    if _is_repeated(actor, report, revision, text, images):
        return report
    require_revision(report, revision)
    advance(report, REPORT_TRANSITIONS, "edit")
    _keep_text_of_another(actor, report)
    report.draft_key_images = images
    _write(actor, report, text, _of_seen_reports(actor, report, copied))
    report.save(update_fields=["state", *DRAFT_FIELDS])
    return report


def apply_template(*, actor: Actor, report_id: UUID, template_id: UUID, revision: int) -> Report:
    """Replaces the draft's text by a template's; the replaced text is kept. Raises as ``save_draft``."""
    actor.require("report.write")
    report = access_report_for_change(actor=actor, report_id=report_id)
    template: ReportTemplate = usable_template(
        actor=actor, template_id=template_id, site_id=study_of(report).site_id
    )
    require_unsigned(report)
    require_claim(actor=actor, task_id=report.reading_task_id)
    require_revision(report, revision)
    advance(report, REPORT_TRANSITIONS, "edit")
    keep_text(report)
    report.template, report.template_version = template, template_version_in_force(template)
    _write(actor, report, _begun(actor, report.reading_task, template.sections))
    report.save(update_fields=["state", "template", "template_version", *DRAFT_FIELDS])
    _audit(actor, report, "report.template_applied", template=_template_id(report))
    return report


def keep_text(report: Report) -> None:
    """Keeps the present draft text and key images beside the report, before they are replaced."""
    if report.draft_sections is None:
        return
    KeptDraft.objects.create(
        report=report,
        revision=report.draft_revision,
        sections=report.draft_sections,
        key_images=report.draft_key_images,
        saved_at=report.draft_saved_at or report.created_at,
        saved_by_id=report.draft_saved_by_id or report.author_id,
    )


def _keep_text_of_another(actor: Actor, report: Report) -> None:
    if report.draft_saved_by_id != actor.user_id:
        keep_text(report)


def _is_repeated(
    actor: Actor, report: Report, revision: int, text: list[Section], images: list[KeyImage]
) -> bool:
    return (
        report.draft_revision == revision + 1
        and report.draft_saved_by_id == actor.user_id
        and report.draft_sections == text
        and report.draft_key_images == images
    )


def _write(
    actor: Actor,
    report: Report,
    sections: Sequence[Section],
    copied: Sequence[CopiedText] = (),
) -> None:
    report.draft_sections = list(sections)
    report.draft_copied = standing_copies(copied, sections)
    report.draft_revision += 1
    report.draft_saved_at = now()
    report.draft_saved_by_id = actor.require_user()


def _of_seen_reports(
    actor: Actor, report: Report, copied: Sequence[CopiedText] | None
) -> list[CopiedText]:
    """What names a report that the actor cannot see is dropped, and the text is saved all the same."""
    known: list[CopiedText] = report.draft_copied
    if copied is None:
        return known
    had = {one["report"] for one in known}
    named = {one["report"] for one in copied} - had
    seen = reports(actor=actor).filter(id__in=named).values_list("id", flat=True) if named else []
    allowed = had | {str(report_id) for report_id in seen}
    return [one for one in copied if one["report"] in allowed]


def _begun(actor: Actor, task: ReadingTask, sections: Sequence[Section]) -> list[Section]:
    """A template's text as a report begins with it: merge fields filled, and what there is to compare with."""
    text = list(sections)
    if any(has_merge_fields(section["body"]) for section in text):
        text = filled_sections(text, merge_values(actor=actor, task=task))
    return with_comparison(text, _comparison_of(task))


def _comparison_of(task: ReadingTask) -> str:
    earlier = [(prior.study.description, prior.study.study_date) for prior in earlier_studies(task)]
    return comparison_text(earlier)


def _template_id(report: Report) -> str | None:
    return str(report.template_id) if report.template_id else None


def _audit(actor: Actor, report: Report, action: str, **detail: str | None) -> None:
    record(
        actor=actor,
        action=action,
        object_type="report",
        object_id=report.id,
        site_id=study_of(report).site_id,
        detail={"study": str(report.study_id), **detail},
    )
