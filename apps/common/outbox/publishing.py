"""Writing an event beside the change it tells of."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.common.ids import new_id
from apps.common.models import OutboxDelivery, OutboxEvent
from apps.common.outbox.registry import NAMES, SUBSCRIBERS, to_payload
from apps.common.statements import insert_rows

logger = logging.getLogger(__name__)


def publish(event: Any) -> None:
    """Writes ``event`` and one delivery per subscriber in the current transaction and tenant.

    After the commit the dispatcher is nudged; where that fails (no broker), the periodic sweep finds the rows.
    """
    publish_all([event])


def publish_all(events: Sequence[Any]) -> None:
    """As ``publish``, for many in two statements; they are delivered in any order."""
    names = [NAMES[type(one)] for one in events]
    ids = [new_id() for _ in events]
    written = zip(ids, names, events, strict=True)
    insert_rows(
        OutboxEvent,
        [{"id": id_, "name": name, "payload": to_payload(one)} for id_, name, one in written],
    )
    deliveries = [
        {"event_id": id_, "subscriber": subscriber}
        for id_, name in zip(ids, names, strict=True)
        for subscriber in SUBSCRIBERS[name]
    ]
    insert_rows(OutboxDelivery, deliveries)
    if deliveries:
        transaction.on_commit(nudge_dispatcher, robust=True)


def nudge_dispatcher() -> None:
    from apps.common.tasks import dispatch_outbox

    try:
        dispatch_outbox.apply_async(expires=10)
    except (OperationalError, RedisError, OSError):
        logger.warning("The broker cannot be reached; the periodic sweep will dispatch the outbox.")
