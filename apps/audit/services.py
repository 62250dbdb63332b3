"""Writing the audit trail and chaining it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from apps.accounts.actors import Actor
from apps.audit.chain import FIRST_DIGEST, link_digest
from apps.audit.models import AuditEvent, AuditLink
from apps.audit.selectors import as_canonical, unlinked_events
from apps.common.isolation import required_tenant_id
from apps.common.models import OutboxDelivery
from apps.common.outbox.dispatching import retry_delivery
from apps.common.statements import insert_all, insert_rows

LINK_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One act to be recorded. ``detail`` holds ids, codes and numbers, never PHI."""

    action: str
    object_type: str
    object_id: UUID | str
    site_id: UUID | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def record(
    *,
    actor: Actor,
    action: str,
    object_type: str,
    object_id: UUID | str,
    site_id: UUID | None = None,
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Writes one event in the current transaction. ``detail`` holds ids, codes and numbers, never PHI."""
    event = AuditEvent(
        **_values(actor, Entry(action, object_type, object_id, site_id, detail or {}))
    )
    insert_all([event])
    return event


def record_all(*, actor: Actor, entries: Sequence[Entry]) -> None:
    """As ``record``, for many acts of one actor in one statement."""
    insert_rows(AuditEvent, [_values(actor, entry) for entry in entries])


def _values(actor: Actor, entry: Entry) -> dict[str, Any]:
    return {
        "action": entry.action,
        "actor_user_id": actor.user_id,
        "actor_name": actor.name,
        "actor_origin": actor.origin,
        "address": actor.address,
        "object_type": entry.object_type,
        "object_id": str(entry.object_id),
        "site_id": entry.site_id,
        "detail": entry.detail,
    }


def retry_failed_delivery(*, actor: Actor, delivery_id: UUID) -> OutboxDelivery:
    """Makes a dead event due again. Raises ``NotFound``, ``Conflict``."""
    actor.require("operations.manage")
    delivery = retry_delivery(delivery_id=delivery_id)
    record(
        actor=actor,
        action="outbox_delivery.retried",
        object_type="outbox_delivery",
        object_id=delivery.id,
        detail={"event": delivery.event.name, "subscriber": delivery.subscriber},
    )
    return delivery


def link_events() -> int:
    """Chains the current tenant's committed events that are not yet chained; answers how many.

    One at a time per tenant: an advisory lock until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"audit:{required_tenant_id()}"],
        )
        if not cursor.fetchone()[0]:
            return 0
    last: AuditLink | None = AuditLink.objects.order_by("-sequence").first()
    sequence, digest = (last.sequence, last.digest) if last else (0, FIRST_DIGEST)
    links: list[AuditLink] = []
    for event in unlinked_events()[:LINK_BATCH]:
        sequence += 1
        previous, digest = (
            digest,
            link_digest(sequence=sequence, previous_digest=digest, event=as_canonical(event)),
        )
        links.append(
            AuditLink(event=event, sequence=sequence, previous_digest=previous, digest=digest)
        )
    AuditLink.objects.bulk_create(links)
    return len(links)
