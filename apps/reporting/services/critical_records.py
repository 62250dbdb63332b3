"""What every change of a critical finding leaves behind: the row, the audit trail, the attempt, the list's badge."""

from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.reporting.live import tell_finding_changed
from apps.reporting.models import CriticalAttempt, CriticalFinding, CriticalStep
from apps.reporting.states import FindingState
from apps.worklist.services import note_critical

# What the list shows: the most pressing of a task's findings.
BADGES = (
    (FindingState.OPEN, "open"),
    (FindingState.RETURNED, "open"),
    (FindingState.WITH_DESK, "open"),
    (FindingState.ACKNOWLEDGED, "acknowledged"),
    (FindingState.COMMUNICATED, "told"),
    (FindingState.CLOSED, "told"),
)


def settle(actor: Actor, finding: CriticalFinding, action: str, **detail: Any) -> None:
    """Saves the finding and tells of it: audit, badge, open screens. ``detail`` holds no PHI."""
    finding.save()
    audit_finding(actor, finding, action, **detail)
    note_critical(task_id=finding.reading_task_id, critical_state=badge_of(finding.reading_task_id))
    tell_finding_changed(finding)


def audit_finding(actor: Actor, finding: CriticalFinding, action: str, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"critical_finding.{action}",
        object_type="critical_finding",
        object_id=finding.id,
        site_id=finding.site_id,
        detail={"study": str(finding.study_id), "category": finding.category, **detail},
    )


def badge_of(task_id: UUID) -> str:
    """What the worklist's row says of the task's findings; empty where there are none."""
    states = set(
        CriticalFinding.objects.filter(reading_task_id=task_id).values_list("state", flat=True)
    )
    return next((badge for state, badge in BADGES if state in states), "")


def log_attempt(
    *,
    actor: Actor,
    finding: CriticalFinding,
    channel: str,
    outcome: str,
    contact_id: UUID | None = None,
    person: str = "",
    role: str = "",
    address: str = "",
    note: str = "",
) -> CriticalAttempt:
    """One more line of the log, which is never changed."""
    attempt: CriticalAttempt = CriticalAttempt.objects.create(
        finding=finding,
        by_id=actor.user_id,
        by_name=actor.name,
        contact_id=contact_id,
        person=person,
        role=role,
        channel=channel,
        address=address,
        outcome=outcome,
        note=note,
    )
    return attempt


def withdraw_steps(finding: CriticalFinding, why: str, *, kinds: tuple[str, ...] = ()) -> None:
    """The steps to come, or those of these kinds, are no longer wanted."""
    waiting = CriticalStep.objects.filter(finding=finding, settled_at=None)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    waiting.update(settled_at=now(), outcome="withdrawn", detail=why)


def finding_text(finding: CriticalFinding) -> str:
    """What was found, in the practice's words and the reader's."""
    named = finding.named_finding.name if finding.named_finding else ""
    return ": ".join(part for part in (named, finding.description.strip()) if part)
