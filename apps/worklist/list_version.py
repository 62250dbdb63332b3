"""A mark that changes with every change of a practice's list, so that what was counted need not be counted again."""

import logging
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from redis.exceptions import RedisError

from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id

logger = logging.getLogger(__name__)


def list_version() -> str | None:
    """The current tenant's mark; None where it cannot be asked, so that nothing may be taken for unchanged."""
    try:
        return str(cache.get(_key(required_tenant_id()), ""))
    except (RedisError, OSError):
        return None


def note_list_change() -> None:
    """The list is another one once this transaction is committed."""
    key = _key(required_tenant_id())
    transaction.on_commit(lambda: _mark(key), robust=True)


def _mark(key: str) -> None:
    try:
        cache.set(key, new_id().hex, timeout=None)
    except (RedisError, OSError):
        logger.warning(
            "A change of the list could not be marked; its counts follow in a few seconds."
        )


def _key(tenant_id: UUID) -> str:
    return f"worklist.version.{tenant_id.hex}"
