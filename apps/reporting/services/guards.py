"""What must hold before a report may be changed."""

from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.reporting.errors import ClaimRequired, DraftConflict, ReportSigned
from apps.reporting.models import Report
from apps.reporting.states import ReportState
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
    """Raises ``ReportSigned`` for a final report."""
    if report.state == ReportState.FINAL:
        raise ReportSigned("A final report cannot be changed.")


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
        "saved_at": saved_at.isoformat().replace("+00:00", "Z") if saved_at else None,
        "saved_by": {"id": str(saved_by.id), "name": saved_by.name} if saved_by else None,
    }
