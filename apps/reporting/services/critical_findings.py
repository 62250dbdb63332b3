"""A critical finding is raised, handed to the support desk, given back, withdrawn."""

from datetime import timedelta
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.outbox import publish
from apps.common.states import advance, next_state
from apps.reporting.contact_ladders import plan
from apps.reporting.errors import ReasonRequired
from apps.reporting.events import (
    CriticalFindingCanceled,
    CriticalFindingHandedOver,
    CriticalFindingRaised,
    CriticalFindingReturned,
)
from apps.reporting.models import CriticalAttempt, CriticalFinding, CriticalStep
from apps.reporting.selectors import access_finding, lock_finding
from apps.reporting.selectors.critical_policy import (
    access_category,
    access_named_finding,
    ladders_for,
)
from apps.reporting.services.critical_calls import call_person, call_support_desk
from apps.reporting.services.critical_policy import ensure_critical_policy
from apps.reporting.services.critical_records import (
    audit_finding,
    log_attempt,
    settle,
    withdraw_steps,
)
from apps.reporting.states import FINDING_TRANSITIONS
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import access_task, lock_task


def raise_finding(
    *,
    actor: Actor,
    task_id: UUID,
    category: int,
    named_finding_id: UUID | None = None,
    description: str = "",
    hand_over: bool = False,
) -> CriticalFinding:
    """Marks a finding of this study as critical: from now its deadline runs and its contact ladder is climbed.

    The reader need not hold the task: what strikes one in a prior must be told too. ``hand_over`` gives it to the
    support desk at once. Raises ``NotFound``.
    """
    actor.require("critical.raise")
    reader_id = actor.require_user()
    ensure_critical_policy()
    rules = access_category(number=category)
    named = access_named_finding(finding_id=named_finding_id) if named_finding_id else None
    access_task(actor=actor, task_id=task_id)
    task = lock_task(actor=actor, task_id=task_id)
    raised_at = now()
    finding = CriticalFinding(
        reading_task=task,
        study_id=task.study_id,
        site_id=task.site_id,
        category=category,
        named_finding=named,
        description=description.strip(),
        raised_by_id=reader_id,
        raised_at=raised_at,
        due_at=raised_at + timedelta(minutes=rules.minutes),
        read_back_required=rules.read_back_required,
        owner_id=reader_id,
    )
    finding.save(force_insert=True)
    _lay_steps(finding, task)
    settle(actor, finding, "raised", minutes=rules.minutes)
    publish(
        CriticalFindingRaised(
            finding_id=finding.id, study_id=finding.study_id, category=finding.category
        )
    )
    if hand_over:
        _hand_over(actor, finding)
    return finding


def view_finding(*, actor: Actor, finding_id: UUID) -> CriticalFinding:
    """Somebody looks at the finding, which is on record. Raises ``NotFound``."""
    actor.require("critical.view")
    finding = access_finding(actor=actor, finding_id=finding_id)
    audit_finding(actor, finding, "viewed")
    return finding


def describe_finding(
    *,
    actor: Actor,
    finding_id: UUID,
    named_finding_id: UUID | None,
    description: str,
) -> CriticalFinding:
    """Says what was found, after it was marked in haste; only until the site was told.

    Raises ``NotFound``, ``IllegalTransition``.
    """
    actor.require("critical.raise")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    # Whoever may still be told something else may be told something better worded.
    next_state(FINDING_TRANSITIONS, finding.state, "cancel")
    finding.named_finding = (
        access_named_finding(finding_id=named_finding_id) if named_finding_id else None
    )
    finding.description = description.strip()
    settle(actor, finding, "described")
    return finding


def hand_over_finding(*, actor: Actor, finding_id: UUID) -> CriticalFinding:
    """The support desk tells the site; the reader goes on reading. Raises ``NotFound``, ``IllegalTransition``."""
    actor.require("critical.communicate")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    _hand_over(actor, finding)
    return finding


def return_finding(*, actor: Actor, finding_id: UUID, reason: str) -> CriticalFinding:
    """The site wants to talk to the reader: it is theirs again, and they are called.

    Raises ``NotFound``, ``ReasonRequired``, ``IllegalTransition``.
    """
    actor.require("critical.communicate")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    finding.reason = _reason(reason)
    advance(finding, FINDING_TRANSITIONS, "return")
    finding.owner_id = finding.raised_by_id
    log_attempt(
        actor=actor, finding=finding, channel="phone", outcome="wants_reader", note=finding.reason
    )
    settle(actor, finding, "returned")
    call_person(
        finding=finding,
        key=f"returned {_times_returned(finding)}",
        recipient_id=finding.raised_by_id,
        message="The site wants to talk to you about your critical finding.",
    )
    publish(CriticalFindingReturned(finding_id=finding.id, study_id=finding.study_id))
    return finding


def cancel_finding(*, actor: Actor, finding_id: UUID, reason: str) -> CriticalFinding:
    """It was raised in error, and nobody was told yet. Raises ``NotFound``, ``ReasonRequired``,
    ``IllegalTransition``.
    """
    actor.require("critical.communicate")
    finding = lock_finding(actor=actor, finding_id=finding_id)
    finding.reason = _reason(reason)
    advance(finding, FINDING_TRANSITIONS, "cancel")
    finding.ended_at = now()
    withdraw_steps(finding, "canceled")
    settle(actor, finding, "canceled")
    publish(CriticalFindingCanceled(finding_id=finding.id, study_id=finding.study_id))
    return finding


def _hand_over(actor: Actor, finding: CriticalFinding) -> None:
    advance(finding, FINDING_TRANSITIONS, "hand_over")
    finding.owner_id = None
    settle(actor, finding, "handed_over")
    call_support_desk(
        finding=finding,
        key=f"handed over {_times_returned(finding)}",
    )
    publish(CriticalFindingHandedOver(finding_id=finding.id, study_id=finding.study_id))


def _times_returned(finding: CriticalFinding) -> int:
    return CriticalAttempt.objects.filter(finding=finding, outcome="wants_reader").count()


def _lay_steps(finding: CriticalFinding, task: ReadingTask) -> None:
    site = task.site
    steps = plan(
        ladders_for(site),
        category=finding.category,
        raised_at=finding.raised_at,
        due_at=finding.due_at,
        time_zone=site.time_zone,
    )
    CriticalStep.objects.bulk_create(
        [
            CriticalStep(
                finding=finding,
                position=position,
                kind=step.kind,
                contact_id=UUID(step.contact) if step.contact else None,
                fire_at=step.fire_at,
            )
            for position, step in enumerate(steps)
        ]
    )


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonRequired("Say in a few words why.")
    return text.strip()
