"""What each reader has done, and was on shift for, in the last days: who is ahead of the practice, and who behind."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from apps.staffing.selectors import reader_shifts
from apps.worklist.engine.coverage import HOUR, reading_stretches
from apps.worklist.engine.loads import RECENT
from apps.worklist.models import Claim

# Value units done and hours on shift, by reader.
RecentWork = Mapping[UUID, tuple[float, float]]


def recent_work(at: datetime) -> RecentWork:
    """Of the practice's readers who were on shift in the ``RECENT`` before ``at``; absences are no hours."""
    since = at - RECENT
    hours = {
        reader_id: sum((ends - begins) / HOUR for begins, ends in stretches)
        for reader_id, shifts in reader_shifts(since, at).items()
        if (stretches := reading_stretches(shifts, since, at))
    }
    # By when it was taken up, for that is indexed by reader.
    done: dict[UUID, float] = dict(
        Claim.objects.filter(
            reader_id__in=list(hours),
            claimed_at__gt=since,
            end_reason="completed",
            ended_at__lte=at,
        )
        .values_list("reader_id")
        .annotate(Sum("task__rvu"))
    )
    return {reader_id: (done.get(reader_id, 0.0), worked) for reader_id, worked in hours.items()}
