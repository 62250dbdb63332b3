"""What the list's header counts.

Open tasks are counted per kind of work; each
reader sees the sum over the kinds they may read.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from apps.accounts.actors import Actor
from apps.common.clock import now
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


def open_by_kind() -> list[KindCount]:
    """Open tasks counted by kind of work."""
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
