"""Reactions to what is signed, and to promises that were broken. Each settles the study anew from what stands."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.billing.services import settle_study
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.reporting.events import PartSigned, ReportSigned
from apps.worklist.events import BreachExplained, ClockBreached, TaskCompleted


@subscribe(ReportSigned)
def bill_report(event: ReportSigned) -> None:
    _settle(event.study_id)


@subscribe(PartSigned)
def bill_part(event: PartSigned) -> None:
    _settle(event.study_id)


@subscribe(TaskCompleted)
def bill_completed_task(event: TaskCompleted) -> None:
    """By now it is known by how much its promise was broken."""
    _settle(event.study_id)


@subscribe(ClockBreached)
def credit_breach(event: ClockBreached) -> None:
    _settle(event.study_id)


@subscribe(BreachExplained)
def credit_explained_breach(event: BreachExplained) -> None:
    _settle(event.study_id)


def _settle(study_id: UUID) -> None:
    settle_study(actor=Actor.system(required_tenant_id(), "billing"), study_id=study_id)
