"""What must hold before a report may be changed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.reporting.content import AnySection, impression
from apps.reporting.errors import (
    ClaimRequired,
    DraftConflict,
    EmptyImpression,
    NothingSigned,
    PartOfStudy,
    ReasonRequired,
    ReportSigned,
    StudyMismatch,
    VersionConflict,
)
from apps.reporting.models import Report, ReportVersion
from apps.reporting.selectors import last_version, study_of
from apps.reporting.selectors.linked import linked_studies
from apps.reporting.states import WRITABLE
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import live_claim


def require_claim(*, actor: Actor, task_id: UUID) -> None:
    """Raises ``ClaimRequired`` unless the actor holds the task's live claim. The caller has locked the task."""
    claim = live_claim(task_id=task_id)
    if claim is None:
        raise ClaimRequired(
            "Claim the reading task, then go on; the saved draft is kept.", holder=None
        )
    if claim.reader_id != actor.user_id:
        raise ClaimRequired(
            "Another reader holds the reading task now; the saved draft is kept.",
            holder={"id": str(claim.reader_id), "name": claim.reader.name},
        )


def require_unsigned(report: Report) -> None:
    """Raises ``ReportSigned`` for a report whose text is settled: final, what follows it, or withdrawn."""
    if report.state not in WRITABLE:
        raise ReportSigned("A signed report cannot be changed; add an addendum or a correction.")


def require_study(report: Report, study_instance_uid: str) -> None:
    """Raises ``StudyMismatch`` unless the images on screen are of a study that the report is on."""
    own = study_of(report).study_instance_uid
    linked = [study.study_instance_uid for study in linked_studies(report)]
    if study_instance_uid not in (own, *linked):
        raise StudyMismatch(
            "Close the viewer, open this report's own study again, and check the patient before signing.",
            report_study=own,
            shown_study=study_instance_uid,
        )


def require_impression(sections: Iterable[AnySection]) -> None:
    """Raises ``EmptyImpression``."""
    if not impression(sections):
        raise EmptyImpression("Write the impression, then sign.")


def require_latest(report: Report, number: int) -> ReportVersion | None:
    """The latest version; None where ``number`` is 0 and none is signed. Raises ``VersionConflict`` for any other."""
    latest = last_version(report_id=report.id)
    found = latest.number if latest else 0
    if found != number:
        raise VersionConflict(
            "Read the version that was signed meanwhile, then decide again.", version=found
        )
    return latest


def require_signed(report: Report, number: int) -> ReportVersion:
    """The latest version, which the caller knows. Raises ``NothingSigned``, ``VersionConflict``."""
    latest = require_latest(report, number)
    if latest is None:
        raise NothingSigned("Sign the report first.")
    return latest


def require_whole(task: ReadingTask) -> None:
    """Raises ``PartOfStudy``: a site has the report on the whole study, and this is what can be amended."""
    if task.parent_id:
        raise PartOfStudy(
            "The site gets one report on the whole study, made once every part is signed; go there."
        )


def require_reason(reason: str) -> str:
    """The reason without spaces around it; raises ``ReasonRequired``."""
    if not reason.strip():
        raise ReasonRequired("Say in a few words why.")
    return reason.strip()


def require_revision(report: Report, revision: int) -> None:
    """Raises ``DraftConflict`` unless the caller knows the latest text."""
    if report.draft_revision != revision:
        raise DraftConflict(
            "Compare with the text saved meanwhile, then save again.",
            draft=draft_body(report),
        )


def draft_body(report: Report) -> dict[str, Any]:
    """The server's draft as JSON values: the text, who saved it and when."""
    saved_by, saved_at = report.draft_saved_by, report.draft_saved_at
    return {
        "revision": report.draft_revision,
        "sections": report.draft_sections,
        "copied": report.draft_copied,
        "key_images": report.draft_key_images,
        "saved_at": saved_at.isoformat().replace("+00:00", "Z") if saved_at else None,
        "saved_by": {"id": str(saved_by.id), "name": saved_by.name} if saved_by else None,
    }
