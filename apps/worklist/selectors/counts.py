"""What the list's header counts."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.listing import OPEN_STATES
from apps.worklist.states import TaskState


def counts(*, actor: Actor, today_from: datetime) -> dict[str, int]:
    """What the list's header shows: unread, STAT and overdue of the practice, mine and signed today of the actor."""
    visible: QuerySet[ReadingTask] = ReadingTask.objects.all()
    if actor.site_ids is not None:
        visible = visible.filter(site_id__in=actor.site_ids)
    open_counts = visible.filter(state__in=OPEN_STATES).aggregate(
        unread=Count("id", filter=Q(state=TaskState.SCHEDULED)),
        stat=Count("id", filter=Q(state=TaskState.SCHEDULED, priority_rank=0)),
        overdue=Count("id", filter=Q(due_at__lt=now())),
    )
    mine = Claim.objects.filter(reader_id=actor.user_id, ended_at=None).count()
    signed = Claim.objects.filter(
        reader_id=actor.user_id, end_reason="completed", ended_at__gte=today_from
    ).count()
    return {**open_counts, "mine": mine, "signed_today": signed}
