"""Reactions to signed reports."""

from apps.accounts.actors import Actor
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.dictation.services import close_with_report
from apps.reporting.events import PartSigned, ReportSigned


@subscribe(ReportSigned)
def close_dictations(event: ReportSigned) -> None:
    _close(event)


@subscribe(PartSigned)
def close_dictations_of_a_part(event: PartSigned) -> None:
    _close(event)


def _close(event: ReportSigned | PartSigned) -> None:
    """A final text needs no more dictation; a preliminary one may."""
    if event.kind == "final":
        actor = Actor.system(required_tenant_id(), "dictations")
        close_with_report(actor=actor, report_id=event.report_id)
