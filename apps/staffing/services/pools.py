"""Pools: who shares work, and how it reaches them."""

from collections.abc import Collection
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.common.errors import Conflict, NotFound
from apps.common.outbox import publish
from apps.staffing.events import PoolChanged, ReaderChanged
from apps.staffing.models import PoolMembership, ReaderPool
from apps.staffing.selectors import reader_memberships
from apps.staffing.selectors.rows import lock_row
from apps.staffing.services.changes import apply_changes, audit


class PoolSettings(TypedDict, total=False):
    """A cap of None is no cap."""

    mode: str
    list_hidden: bool
    max_open_minutes: int | None
    max_open_tasks: int | None
    solver: str


class PoolChange(PoolSettings, total=False):
    name: str
    members: Collection[UUID]


def create_pool(
    *,
    actor: Actor,
    code: str,
    name: str,
    members: Collection[UUID] = (),
    **how: Unpack[PoolSettings],
) -> ReaderPool:
    """A new pool; rules name it by its code. Raises ``Conflict`` for a code in use, ``NotFound`` for a non-reader."""
    actor.require("staffing.manage")
    pool = ReaderPool(code=code, name=name, **how)
    try:
        with transaction.atomic():
            pool.save(force_insert=True)
    except IntegrityError:
        raise Conflict(f"There is a pool ‘{code}’ already.", code="code_in_use") from None
    added, _ = _set_members(pool, members)
    audit(actor=actor, action="reader_pool.created", subject=pool, code=code, members=added)
    return pool


def change_pool(*, actor: Actor, pool_id: UUID, **changes: Unpack[PoolChange]) -> ReaderPool:
    """Changes how work reaches the pool, or who is in it (all members, not the difference). Raises ``NotFound``."""
    actor.require("staffing.manage")
    pool = lock_row(ReaderPool, pool_id, "pool")
    fields: dict[str, Any] = dict(changes)
    members = fields.pop("members", None)
    changed = apply_changes(pool, fields)
    if changed:
        pool.save()
        publish(PoolChanged(pool_id=pool.id))
    added, removed = _set_members(pool, members) if members is not None else ([], [])
    if changed or added or removed:
        audit(
            actor=actor,
            action="reader_pool.changed",
            subject=pool,
            changed=changed,
            added=added,
            removed=removed,
        )
    return pool


def _set_members(pool: ReaderPool, wanted: Collection[UUID]) -> tuple[list[UUID], list[UUID]]:
    present = set(PoolMembership.objects.filter(pool=pool).values_list("reader_id", flat=True))
    added, removed = sorted(set(wanted) - present), sorted(present - set(wanted))
    readers = set(reader_memberships(added).values_list("user_id", flat=True))
    if readers != set(added):
        raise NotFound("One of the members does not read for this practice.")
    PoolMembership.objects.filter(pool=pool, reader_id__in=removed).delete()
    PoolMembership.objects.bulk_create(
        PoolMembership(pool=pool, reader_id=reader_id) for reader_id in added
    )
    for reader_id in (*added, *removed):
        publish(ReaderChanged(reader_id=reader_id))
    return added, removed
