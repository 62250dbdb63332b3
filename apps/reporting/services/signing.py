"""Signing: the moment a text becomes a legal record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.services import re_authenticate
from apps.audit.services import record
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance
from apps.reporting.content import content_hash, impression
from apps.reporting.errors import EmptyImpression, KindMismatch, StudyMismatch
from apps.reporting.events import PartSigned, ReportSigned
from apps.reporting.identity import identity_of, signed_content
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import (
    access_report,
    access_report_for_change,
    last_version,
    study_of,
)
from apps.reporting.services.critical_statements import sealed_sections
from apps.reporting.services.drafts import DRAFT_FIELDS
from apps.reporting.services.guards import (
    require_claim,
    require_revision,
    require_unsigned,
)
from apps.reporting.services.report_checks import Override, overridden_results
from apps.reporting.states import REPORT_TRANSITIONS, ReportState
from apps.worklist.models import ReadingTask
from apps.worklist.services import complete_task, note_milestone, note_report, require_eligible

METHOD = "password"


def sign_report(
    *,
    actor: Actor,
    report_id: UUID,
    kind: str,
    revision: int,
    study_instance_uid: str,
    password: str,
    overrides: Sequence[Override] = (),
) -> Report:
    """Makes the draft's present text an immutable version, ``kind`` being preliminary or final.

    ``study_instance_uid`` names the study whose images the signer has on screen. A final signature completes the
    reading task, and so does a preliminary one where the read is a preliminary one; otherwise it keeps the claim and
    the draft. Raises ``NotFound``, ``ReAuthenticationFailed``, ``TooManyAttempts``, ``ReportSigned``,
    ``ClaimRequired``, ``NotEligible``, ``KindMismatch``, ``DraftConflict``, ``StudyMismatch``, ``EmptyImpression``,
    ``ChecksOpen``: whatever the checks find is mended, or has a reason in ``overrides``, kept with the version.
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
    _require_kind(task, kind)
    require_revision(report, revision)
    _require_study(report, study_instance_uid)
    _require_impression(report)
    overridden = overridden_results(report, overrides)
    version = _append_version(report, kind=kind, signer=signer, overridden=overridden)
    _close_draft(report, kind)
    record(
        actor=actor,
        action=f"report.signed_{kind}",
        object_type="report",
        object_id=report.id,
        site_id=UUID(version.identity["site"]["id"]),
        detail={
            "study": str(report.study_id),
            "version": version.number,
            "content_hash": version.content_hash,
            **({"check_overrides": overridden} if overridden else {}),
        },
    )
    note_report(
        task_id=report.reading_task_id,
        report_id=report.id,
        report_state=report.state,
        has_draft=report.draft_sections is not None,
    )
    if kind == ReportState.FINAL or task.read_type == "preliminary":
        complete_task(actor=actor, task_id=task.id)
    else:
        note_milestone(actor=actor, study_id=task.study_id, task_id=task.id, name="preliminary")
    signed = PartSigned if task.parent_id else ReportSigned
    publish(
        signed(
            report_id=report.id,
            version_id=version.id,
            study_id=report.study_id,
            kind=kind,
        )
    )
    return report


def _require_kind(task: ReadingTask, kind: str) -> None:
    if task.read_type == "preliminary" and kind != "preliminary":
        raise KindMismatch("This read is a preliminary one; another reader signs the final report.")


def _require_study(report: Report, study_instance_uid: str) -> None:
    own = study_of(report).study_instance_uid
    if own != study_instance_uid:
        raise StudyMismatch(
            "Close the viewer, open this report's own study again, and check the patient before signing.",
            report_study=own,
            shown_study=study_instance_uid,
        )


def _require_impression(report: Report) -> None:
    if not impression(report.draft_sections or []):
        raise EmptyImpression("Write the impression, then sign.")


def _append_version(
    report: Report, *, kind: str, signer: User, overridden: list[dict[str, Any]]
) -> ReportVersion:
    previous = last_version(report_id=report.id)
    version = ReportVersion(
        report=report,
        number=previous.number + 1 if previous else 1,
        kind=kind,
        sections=sealed_sections(report),
        identity=identity_of(study_of(report)),
        signer_id=signer.id,
        signer_name=signer.name,
        signed_at=now(),
        method=METHOD,
        check_overrides=overridden,
        previous_hash=previous.content_hash if previous else "",
    )
    version.content_hash = content_hash(signed_content(version))
    version.save(force_insert=True)
    return version


def _close_draft(report: Report, kind: str) -> None:
    """A new revision, so that a second signature of the same text from another tab is a conflict."""
    advance(report, REPORT_TRANSITIONS, f"sign_{kind}")
    report.draft_revision += 1
    if report.state == ReportState.FINAL:
        report.draft_sections = None
    report.save(update_fields=["state", *DRAFT_FIELDS])
