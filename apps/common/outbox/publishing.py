"""Writing an event beside the change it tells of."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.common.models import OutboxDelivery, OutboxEvent
from apps.common.outbox.registry import NAMES, SUBSCRIBERS, to_payload
from apps.common.statements import insert_all

logger = logging.getLogger(__name__)


def publish(event: Any) -> None:
    """Writes ``event`` and one delivery per subscriber in the current transaction and tenant.

    After the commit the dispatcher is nudged; where that fails (no broker), the periodic sweep finds the rows.
    """
    publish_all([event])


def publish_all(events: Sequence[Any]) -> None:
    """As ``publish``, for many in two statements; they are delivered in any order."""
    rows = [OutboxEvent(name=NAMES[type(one)], payload=to_payload(one)) for one in events]
    insert_all(rows)
    deliveries = [
        OutboxDelivery(event=row, subscriber=subscriber)
        for row in rows
        for subscriber in SUBSCRIBERS[row.name]
    ]
    insert_all(deliveries)
    if deliveries:
        transaction.on_commit(nudge_dispatcher, robust=True)


def nudge_dispatcher() -> None:
    from apps.common.tasks import dispatch_outbox

    try:
        dispatch_outbox.apply_async(expires=10)
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the periodic sweep will dispatch the outbox.")
