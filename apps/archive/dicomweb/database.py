"""The database from asynchronous views: a thread for the statement, and its connection given back after it."""

from collections.abc import Callable
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import connections

from apps.accounts.actors import Actor
from apps.common.isolation import tenant_context

T = TypeVar("T")


async def in_tenant(actor: Actor, work: Callable[[], T]) -> T:
    """What ``work`` answers, run in the actor's tenant on a thread that may use the database."""

    def run() -> T:
        with tenant_context(actor.tenant_id):
            return work()

    return await with_database(run)


async def with_database(work: Callable[[], T]) -> T:
    """What ``work`` answers, on a thread that may use the database."""

    def run() -> T:
        try:
            return work()
        finally:
            _release_connections()

    return await sync_to_async(run, thread_sensitive=True)()


def _release_connections() -> None:
    """Back to the pool; a connection in somebody's open transaction is theirs."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
