"""Licences, privileges, skills, blocks and pools, narrowed to what the actor may see.

Whoever manages staff sees everything. Others see no licence numbers but their own. A reader sees of colleagues only
what is valid at present: that somebody was suspended is not for colleagues to read, nor is why they are blocked.
"""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.staffing.models import (
    Licence,
    PoolMembership,
    Privilege,
    ReaderBlock,
    ReaderPool,
    ReaderSkill,
)
from apps.staffing.states import Standing
from apps.staffing.validity import State


def may_see_number(actor: Actor, licence: Licence) -> bool:
    """Whether the licence's number is for the actor's eyes."""
    return actor.can("staffing.manage") or licence.reader_id == actor.user_id


def is_colleague(actor: Actor) -> bool:
    """Whether the actor reads here and manages nobody."""
    return actor.can("worklist.claim") and not actor.can("staffing.manage")


def licences(actor: Actor, *, reader_id: UUID | None = None, state: str = "") -> QuerySet[Licence]:
    """Licences with readers, by reader's name and jurisdiction."""
    found: QuerySet[Licence] = (
        Licence.objects.filter(_visible(actor), _in_state(state))
        .select_related("reader")
        .order_by("reader__name", "reader_id", "jurisdiction", "starts_at", "id")
    )
    return found.filter(reader_id=reader_id) if reader_id else found


def privileges(
    actor: Actor, *, reader_id: UUID | None = None, site: str = "", state: str = ""
) -> QuerySet[Privilege]:
    """Privileges with readers and sites, by reader's name and site's; ``site`` is a slug."""
    found: QuerySet[Privilege] = (
        Privilege.objects.filter(_visible(actor), _in_state(state))
        .select_related("reader", "site")
        .order_by("reader__name", "reader_id", "site__name", "starts_at", "id")
    )
    if actor.site_ids is not None:
        found = found.filter(site_id__in=actor.site_ids)
    if site:
        found = found.filter(site__slug__in=site.split(","))
    return found.filter(reader_id=reader_id) if reader_id else found


def skills(*, reader_id: UUID | None = None) -> QuerySet[ReaderSkill]:
    """Skills with readers, by reader's name."""
    found: QuerySet[ReaderSkill] = ReaderSkill.objects.select_related("reader").order_by(
        "reader__name", "reader_id", "-level", "skill"
    )
    return found.filter(reader_id=reader_id) if reader_id else found


def blocks(actor: Actor, *, reader_id: UUID | None = None) -> QuerySet[ReaderBlock]:
    """Blocks that are not over, with reader, site and patient; a colleague sees only their own."""
    found: QuerySet[ReaderBlock] = (
        ReaderBlock.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now()))
        .select_related("reader", "site", "patient")
        .order_by("reader__name", "reader_id", "starts_at", "id")
    )
    if is_colleague(actor):
        found = found.filter(reader_id=actor.user_id)
    return found.filter(reader_id=reader_id) if reader_id else found


def pools() -> QuerySet[ReaderPool]:
    """Pools with their members, by name."""
    members = PoolMembership.objects.select_related("reader").order_by("reader__name", "reader_id")
    found: QuerySet[ReaderPool] = ReaderPool.objects.order_by("name", "id").prefetch_related(
        Prefetch("memberships", queryset=members)
    )
    return found


def access_pool(pool_id: UUID) -> ReaderPool:
    """One pool with its members; raises ``NotFound``."""
    pool = pools().filter(id=pool_id).first()
    if pool is None:
        raise NotFound("There is no such pool.")
    return pool


def _visible(actor: Actor) -> Q:
    if is_colleague(actor):
        return Q(reader_id=actor.user_id) | _in_state("valid")
    return Q()


def _in_state(state: State | str) -> Q:
    moment = now()
    over = Q(ends_at__isnull=False, ends_at__lte=moment)
    active = Q(status=Standing.ACTIVE)
    return {
        "valid": active & Q(starts_at__lte=moment) & ~over,
        "future": active & Q(starts_at__gt=moment),
        "expired": active & over,
        "suspended": Q(status=Standing.SUSPENDED),
        "revoked": Q(status=Standing.REVOKED),
    }.get(state, Q())
