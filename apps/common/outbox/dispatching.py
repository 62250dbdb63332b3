"""Handing events to their subscribers: at least once, in due order, one bad event blocking no other."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from apps.common.clock import now
from apps.common.errors import Conflict, NotFound
from apps.common.isolation import tenant_context
from apps.common.models import OutboxDelivery
from apps.common.outbox.registry import SUBSCRIBERS, from_payload

logger = logging.getLogger(__name__)

ATTEMPTS_BEFORE_DEAD = 8
LONGEST_WAIT = timedelta(minutes=10)
BATCH = 100


def dispatch_due(limit: int = 1000) -> int:
    """Delivers what is due now, of every tenant; answers how many deliveries were tried."""
    tried = 0
    while tried < limit:
        batch = _due(min(BATCH, limit - tried))
        if not batch:
            break
        outcomes = [_deliver(delivery_id, tenant_id) for delivery_id, tenant_id in batch]
        tried += len(batch)
        if not any(outcomes):
            break
    return tried


def retry_delivery(*, delivery_id: UUID) -> OutboxDelivery:
    """Makes a dead delivery due again, inside the current tenant. Raises ``NotFound``, ``Conflict``."""
    delivery: OutboxDelivery | None = (
        OutboxDelivery.objects.select_for_update().filter(id=delivery_id).first()
    )
    if delivery is None:
        raise NotFound("There is no such delivery.")
    if delivery.state != OutboxDelivery.DEAD:
        raise Conflict("Only a failed delivery can be retried.", code="not_failed")
    delivery.state, delivery.attempts, delivery.due_at = (
        OutboxDelivery.PENDING,
        0,
        now(),
    )
    delivery.save(update_fields=["state", "attempts", "due_at"])
    from apps.common.outbox.publishing import nudge_dispatcher

    transaction.on_commit(nudge_dispatcher, robust=True)
    return delivery


def _due(limit: int) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT delivery_id, tenant_id FROM outbox_due(%s, %s)", [now(), limit])
        return list(cursor.fetchall())


def _deliver(delivery_id: UUID, tenant_id: UUID) -> bool:
    """Whether this process did the delivery: the work and its mark are one transaction."""
    try:
        with tenant_context(tenant_id):
            delivery = _lock(delivery_id)
            if delivery is None:
                return False
            _call(delivery)
            OutboxDelivery.objects.filter(id=delivery_id).update(
                state=OutboxDelivery.DELIVERED,
                delivered_at=now(),
                attempts=F("attempts") + 1,
                last_error="",
            )
    except Exception as error:  # noqa: BLE001 - whatever a subscriber raises must not block the others
        _record_failure(delivery_id, tenant_id, error)
    return True


def _lock(delivery_id: UUID) -> OutboxDelivery | None:
    found: OutboxDelivery | None = (
        OutboxDelivery.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("event")
        .filter(id=delivery_id, state=OutboxDelivery.PENDING)
        .first()
    )
    return found


def _call(delivery: OutboxDelivery) -> None:
    event: Any = from_payload(delivery.event.name, delivery.event.payload)
    handler = SUBSCRIBERS[delivery.event.name].get(delivery.subscriber)
    if handler is None:
        raise LookupError(f"no subscriber named {delivery.subscriber} is known to this version")
    handler(event)


def _record_failure(delivery_id: UUID, tenant_id: UUID, error: Exception) -> None:
    with tenant_context(tenant_id):
        delivery = _lock(delivery_id)
        if delivery is None:
            return
        delivery.attempts += 1
        delivery.last_error = f"{type(error).__name__}: {error}"[:2000]
        delivery.due_at = now() + min(timedelta(seconds=2**delivery.attempts), LONGEST_WAIT)
        if delivery.attempts >= ATTEMPTS_BEFORE_DEAD:
            delivery.state = OutboxDelivery.DEAD
        delivery.save(update_fields=["attempts", "last_error", "due_at", "state"])
    logger.error(
        "Delivery %s to %s failed (attempt %s): %s",
        delivery_id,
        delivery.subscriber,
        delivery.attempts,
        type(error).__name__,
        exc_info=error,
    )
