"""Climbing the contact ladder of a critical finding: each step exactly once, whoever takes it and whatever restarts."""

import logging
from uuid import UUID

from django.db import transaction

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.outbox import publish
from apps.reporting.events import CriticalStepFired
from apps.reporting.live import tell_finding_changed
from apps.reporting.models import CriticalStep
from apps.reporting.services.acknowledgement_links import issue_link
from apps.reporting.services.critical_calls import (
    call_managers,
    call_owner,
    call_support_desk,
)
from apps.reporting.services.critical_records import audit_finding
from apps.reporting.states import FindingState

logger = logging.getLogger(__name__)

BATCH = 200


def fire_due_critical_steps() -> int:
    """Takes the current tenant's steps whose time has come; answers how many were settled.

    Step, finding and task are locked together and passed over if somebody else has one, so that of any number of
    workers one takes it, and nobody waits. The step, what it does and its event are one transaction.
    """
    due = (
        CriticalStep.objects.select_for_update(
            of=("self", "finding", "finding__reading_task"), skip_locked=True
        )
        .select_related("finding__reading_task", "finding__site", "contact")
        .filter(settled_at=None, fire_at__lte=now())
        .order_by("fire_at", "position")[:BATCH]
    )
    return sum(_take(step) for step in due)


def _take(step: CriticalStep) -> int:
    try:
        with transaction.atomic():
            _fire(step)
    except Exception:  # one step that fails must not keep the others from being taken
        logger.exception("critical step %s failed and will be tried again", step.id)
        return 0
    return 1


def _fire(step: CriticalStep) -> None:
    finding = step.finding
    if finding.ended_at or finding.state == FindingState.COMMUNICATED:
        return _settle(step, "withdrawn", finding.state)
    detail = _act(step)
    _settle(step, "fired", detail)
    audit_finding(_watch(), finding, f"step.{step.kind}", position=step.position, reached=detail)
    publish(CriticalStepFired(step_id=step.id, finding_id=finding.id, kind=step.kind))
    tell_finding_changed(finding)
    return None


def _act(step: CriticalStep) -> str:
    """Does what the step is for; answers in a few words what came of it."""
    if step.kind == "contact":
        return _contact(step)
    call = call_managers if step.kind == "managers" else call_support_desk
    return _paged(call(finding=step.finding, key=f"step {step.position}"))


def _contact(step: CriticalStep) -> str:
    """Writes to the contact where they have a mail address, and calls whoever has to telephone.

    Not for the first step: who has just raised it has the number before their eyes.
    """
    finding, contact = step.finding, step.contact
    done: list[str] = []
    if contact is not None and contact.active and contact.email:
        issue_link(actor=_watch(), finding=finding, contact=contact)
        done.append("link issued")
    if step.fire_at > finding.raised_at:
        message = "Call the next contact: a critical finding waits."
        done.append(
            _paged(call_owner(finding=finding, key=f"step {step.position}", message=message))
        )
    return ", ".join(done) or "shown"


def _paged(reached: list[UUID]) -> str:
    return f"{len(reached)} paged" if reached else "nobody"


def _settle(step: CriticalStep, outcome: str, detail: str) -> None:
    step.settled_at, step.outcome, step.detail = now(), outcome, detail[:100]
    step.save(update_fields=["settled_at", "outcome", "detail"])


def _watch() -> Actor:
    return Actor.system(required_tenant_id(), "contact ladder")
