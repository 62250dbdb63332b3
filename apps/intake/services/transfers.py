"""Associations and requests while objects arrive over them: what keeps a study from being called complete too early."""

from collections.abc import Collection
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id, tenant_context
from apps.intake.models import Transfer, TransferStudy
from apps.tenancy.models import Site

HEARTBEAT_SECONDS = 5
LIVE_SECONDS = 30


def open_transfer(
    *, actor: Actor, site: Site, receiver: str, peer_id: UUID | None = None
) -> Transfer:
    """Begins a transfer in the current tenant; it is live while its heartbeat is younger than `LIVE_SECONDS`."""
    actor.require("images.store")
    transfer: Transfer = Transfer.objects.create(site=site, peer_id=peer_id, receiver=receiver)
    return transfer


def carry_study(*, actor: Actor, transfer_id: UUID, study_instance_uid: str) -> None:
    """Notes that the transfer carries a study; again is no change."""
    actor.require("images.store")
    TransferStudy.objects.bulk_create(
        [
            TransferStudy(
                tenant_id=required_tenant_id(),
                transfer_id=transfer_id,
                study_instance_uid=study_instance_uid,
            )
        ],
        ignore_conflicts=True,
    )


def beat_transfers(*, tenant_id: UUID, transfer_ids: Collection[UUID]) -> None:
    """Says that these transfers of one tenant are alive; opens the tenant's context."""
    with tenant_context(tenant_id):
        Transfer.objects.filter(id__in=transfer_ids, closed_at=None).update(heartbeat_at=now())


def close_transfer(*, tenant_id: UUID, transfer_id: UUID) -> None:
    """Ends a transfer; again is no change. Opens the tenant's context."""
    with tenant_context(tenant_id):
        Transfer.objects.filter(id=transfer_id, closed_at=None).update(closed_at=now())
