"""Signing: the moment a text becomes a legal record."""

from collections.abc import Sequence
from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.services import re_authenticate
from apps.audit.services import record
from apps.common.states import advance, next_state
from apps.reporting.content import Act, Section
from apps.reporting.errors import CoSignatureRequired, KindMismatch
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import access_report, access_report_for_change
from apps.reporting.selectors.submissions import is_supervised
from apps.reporting.services.critical_statements import statement_sections
from apps.reporting.services.discrepancies import (
    Difference,
    difference_section,
    earlier_to_compare,
    note_difference,
)
from apps.reporting.services.drafts import DRAFT_FIELDS
from apps.reporting.services.guards import (
    require_claim,
    require_impression,
    require_revision,
    require_study,
    require_unsigned,
)
from apps.reporting.services.key_images import seal_key_images
from apps.reporting.services.recommendations import seal_recommendations
from apps.reporting.services.report_checks import Override, overridden_results
from apps.reporting.services.submissions import accept_submission
from apps.reporting.services.versions import append_version, tell_signed
from apps.reporting.states import REPORT_TRANSITIONS, ReportState
from apps.worklist.models import ReadingTask
from apps.worklist.selectors.linking import read_with
from apps.worklist.services import complete_task, note_milestone, require_eligible


def sign_report(
    *,
    actor: Actor,
    report_id: UUID,
    kind: str,
    revision: int,
    study_instance_uid: str,
    password: str,
    overrides: Sequence[Override] = (),
    difference: Difference | None = None,
) -> Report:
    """Makes the draft's present text an immutable version, ``kind`` being preliminary or final.

    ``study_instance_uid`` names the study whose images the signer has on screen. A final signature completes the
    reading task, and so does a preliminary one where the read is a preliminary one; otherwise it keeps the claim and
    the draft. ``difference`` is what the signer says about the earlier read of the study: it is written into the
    version, and where there is one becomes a discrepancy. A submitted report is accepted by the signature.

    Raises ``NotFound``, ``ReAuthenticationFailed``, ``TooManyAttempts``, ``ReportSigned``, ``ClaimRequired``,
    ``NotEligible``, ``KindMismatch``, ``CoSignatureRequired``, ``IllegalTransition``, ``DraftConflict``,
    ``StudyMismatch``, ``EmptyImpression``, ``NothingSigned`` (no earlier read to differ from), ``DifferenceRequired``
    (a final text that changes the earlier read's, and nothing said of it), ``RecommendationDiffers``, ``ChecksOpen``:
    whatever the checks find is mended, or has a reason in ``overrides``, kept with the version.
    """
    actor.require("report.sign")
    access_report(actor=actor, report_id=report_id)
    # The password is checked before anything is locked: its hash is slow by design.
    signer = re_authenticate(actor=actor, password=password)
    report = access_report_for_change(actor=actor, report_id=report_id)
    require_unsigned(report)
    require_claim(actor=actor, task_id=report.reading_task_id)
    task = report.reading_task
    require_eligible(task=task, reader_id=signer.id)
    _require_kind(task, kind, signer)
    next_state(REPORT_TRANSITIONS, report.state, f"sign_{kind}")
    require_revision(report, revision)
    require_study(report, study_instance_uid)
    text: list[Section] = report.draft_sections or []
    require_impression(text)
    overridden = overridden_results(report, text, overrides)
    act = Act()
    seal_recommendations(act, report.draft_recommendations, text)
    seal_key_images(act, report.draft_key_images)
    if report.state == ReportState.PENDING_SIGN:
        act["prepared_by"] = accept_submission(actor=actor, report=report)
    earlier = earlier_to_compare(report, kind=kind, text=text, difference=difference)
    if difference and earlier:
        act["discrepancy"] = difference.severity
        act["compared_with"] = earlier.content_hash
        text = [*text, *difference_section(difference, earlier)]
    version = append_version(
        report,
        kind=kind,
        sections=[*text, *statement_sections(task)],
        signer=signer,
        overridden=overridden,
        act=act,
    )
    _note_copied(actor, report, version)
    _close_draft(report, kind)
    tell_signed(actor=actor, report=report, version=version, check_overrides=overridden)
    if difference and earlier:
        note_difference(actor=actor, version=version, earlier=earlier, difference=difference)
    if kind == ReportState.FINAL or task.read_type == "preliminary":
        complete_task(actor=actor, task_id=task.id)
    else:
        for one in (task, *read_with(task)):
            note_milestone(actor=actor, study_id=one.study_id, task_id=one.id, name="preliminary")
    return report


def _require_kind(task: ReadingTask, kind: str, signer: User) -> None:
    if task.read_type == "preliminary" and kind != "preliminary":
        raise KindMismatch("This read is a preliminary one; another reader signs the final report.")
    if kind == ReportState.FINAL and is_supervised(reader_id=signer.id):
        raise CoSignatureRequired("Submit the report; another reader signs it with you named.")


def _note_copied(actor: Actor, report: Report, version: ReportVersion) -> None:
    """Which reports' words the signer took over unchanged; sections and lengths only, never the words."""
    if not report.draft_copied:
        return
    record(
        actor=actor,
        action="report.copied_text_signed",
        object_type="report",
        object_id=report.id,
        site_id=report.study.site_id,
        detail={
            "study": str(report.study_id),
            "version": version.number,
            "copied": [
                {
                    "section": one["section"],
                    "characters": len(one["text"]),
                    "report": one["report"],
                    "version": one["version"],
                }
                for one in report.draft_copied
            ],
        },
    )


def _close_draft(report: Report, kind: str) -> None:
    """A new revision, so that a second signature of the same text from another tab is a conflict."""
    advance(report, REPORT_TRANSITIONS, f"sign_{kind}")
    report.draft_revision += 1
    if report.state == ReportState.FINAL:
        report.draft_sections, report.draft_copied, report.draft_recommendations = None, [], []
        report.draft_key_images = []
    report.save(update_fields=["state", "draft_recommendations", *DRAFT_FIELDS])
