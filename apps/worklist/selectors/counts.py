"""What the list's header counts: open tasks per kind of work; each reader sees the sum over the kinds they may read."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from django.db.models import Count, Q

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.worklist.list_version import list_version
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.eligibility import is_bound_to_eligibility, readable_class_ids
from apps.worklist.selectors.listing import OPEN_STATES
from apps.worklist.states import TaskState


@dataclass(frozen=True, slots=True)
class KindCount:
    """Open tasks of one kind of work."""

    work_class_id: UUID | None
    site_id: UUID
    unread: int
    stat: int
    overdue: int


def counts(*, actor: Actor, today_from: datetime) -> dict[str, int]:
    """Unread, STAT and overdue of what the actor sees on the list; mine and signed today of the actor."""
    kinds = open_by_kind()
    if actor.site_ids is not None:
        kinds = [kind for kind in kinds if kind.site_id in actor.site_ids]
    if is_bound_to_eligibility(actor):
        readable = readable_class_ids(actor.require_user())
        kinds = [kind for kind in kinds if kind.work_class_id in readable]
    mine = Claim.objects.filter(reader_id=actor.user_id, ended_at=None).count()
    signed = Claim.objects.filter(
        reader_id=actor.user_id, end_reason="completed", ended_at__gte=today_from
    ).count()
    return {
        "unread": sum(kind.unread for kind in kinds),
        "stat": sum(kind.stat for kind in kinds),
        "overdue": sum(kind.overdue for kind in kinds),
        "mine": mine,
        "signed_today": signed,
    }


@dataclass(frozen=True, slots=True)
class _Counted:
    version: str
    at: datetime
    kinds: list[KindCount]

    def is_of(self, version: str | None) -> bool:
        return self.version == version and abs(now() - self.at) < KEPT_FOR


# What becomes overdue changes without a change of the list.
KEPT_FOR = timedelta(seconds=5)

_counted: dict[UUID, _Counted] = {}
_counting: defaultdict[UUID, Lock] = defaultdict(Lock)


def open_by_kind() -> list[KindCount]:
    """Open tasks counted by kind of work, once for all who ask of the same list; overdue ones to five seconds.

    Who asks while another thread counts is answered with the count before.
    """
    tenant_id, version = required_tenant_id(), list_version()
    known = _counted.get(tenant_id)
    if version is None:
        return _count()
    if known and known.is_of(version):
        return known.kinds
    alone = _counting[tenant_id].acquire(blocking=known is None)
    if known and not alone:
        return known.kinds
    try:
        at, kinds = now(), _count()
        _counted[tenant_id] = _Counted(version, at, kinds)
    finally:
        _counting[tenant_id].release()
    return kinds


def forget_counts() -> None:
    """The next look counts anew, whatever this process has counted."""
    _counted.clear()


def _count() -> list[KindCount]:
    rows = (
        ReadingTask.objects.filter(state__in=OPEN_STATES, split_at=None)
        .values_list("work_class_id", "site_id")
        .annotate(
            unread=Count("id", filter=Q(state=TaskState.SCHEDULED)),
            stat=Count("id", filter=Q(state=TaskState.SCHEDULED, priority_rank=0)),
            overdue=Count("id", filter=Q(due_at__lt=now())),
        )
    )
    return [KindCount(*row) for row in rows]
