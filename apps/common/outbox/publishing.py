"""Writing an event beside the change it tells of."""

import logging
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.common.models import OutboxDelivery, OutboxEvent
from apps.common.outbox.registry import NAMES, SUBSCRIBERS, to_payload

logger = logging.getLogger(__name__)


def publish(event: Any) -> None:
    """Writes ``event`` and one delivery per subscriber in the current transaction and tenant.

    After the commit the dispatcher is nudged; where that fails (no broker), the periodic sweep finds the rows.
    """
    name = NAMES[type(event)]
    row = OutboxEvent.objects.create(name=name, payload=to_payload(event))
    OutboxDelivery.objects.bulk_create(
        [OutboxDelivery(event=row, subscriber=subscriber) for subscriber in SUBSCRIBERS[name]]
    )
    if SUBSCRIBERS[name]:
        transaction.on_commit(nudge_dispatcher, robust=True)


def nudge_dispatcher() -> None:
    from apps.common.tasks import dispatch_outbox

    try:
        dispatch_outbox.apply_async(expires=10)
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the periodic sweep will dispatch the outbox.")
