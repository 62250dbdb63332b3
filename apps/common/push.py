"""Telling open browsers that something changed: best effort, ids only; the client asks again for what it may see."""

import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from apps.common.isolation import required_tenant_id

logger = logging.getLogger(__name__)


def group_name(tenant_id: UUID, topic: str) -> str:
    """The channel group of one tenant's topic."""
    return f"tenant.{tenant_id.hex}.{topic}"


def push(topic: str, message: dict[str, Any]) -> None:
    """Sends ``message`` to the current tenant's ``topic`` once the transaction is committed."""
    push_all([(topic, message)])


def push_all(messages: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """As ``push``, for many topics and messages: in this order, over one connection."""
    tenant_id = required_tenant_id()
    addressed = [(group_name(tenant_id, topic), message) for topic, message in messages]
    transaction.on_commit(lambda: _send(addressed), robust=True)


def _send(addressed: Sequence[tuple[str, dict[str, Any]]]) -> None:
    try:
        async_to_sync(_send_each)(addressed)
    except (RedisError, OSError):
        logger.warning(
            "A live update could not be sent; browsers will catch up when they next ask."
        )


async def _send_each(addressed: Sequence[tuple[str, dict[str, Any]]]) -> None:
    layer = get_channel_layer()
    for group, message in addressed:
        await layer.group_send(group, {"type": "push", "message": message})
