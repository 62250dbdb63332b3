"""Reactions to differences between readings, and to patients who come into a reviewer's care."""

from apps.accounts.actors import Actor
from apps.archive.events import GlassBroken
from apps.common.isolation import required_tenant_id
from apps.common.outbox import subscribe
from apps.peer_review import services
from apps.reporting.events import DiscrepancyCanceled, DiscrepancyNoted
from apps.worklist.events import TaskClaimed


def _watch() -> Actor:
    return Actor.system(required_tenant_id(), "peer review")


@subscribe(DiscrepancyNoted)
def review_difference(event: DiscrepancyNoted) -> None:
    services.review_difference(actor=_watch(), discrepancy_id=event.discrepancy_id)


@subscribe(DiscrepancyCanceled)
def cancel_difference(event: DiscrepancyCanceled) -> None:
    services.cancel_difference(actor=_watch(), discrepancy_id=event.discrepancy_id)


@subscribe(GlassBroken)
def unblind_in_emergency(event: GlassBroken) -> None:
    services.unblind(actor=_watch(), reader_id=event.reader_id, patient_id=event.patient_id)


@subscribe(TaskClaimed)
def unblind_who_reads(event: TaskClaimed) -> None:
    """Who reads a study of the patient needs the earlier reports."""
    services.unblind_claimant(actor=_watch(), claim_id=event.claim_id)
