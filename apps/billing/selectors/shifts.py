"""Who was rostered to read at which moment."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from apps.staffing.models import Shift


def on_shift(moments: Sequence[tuple[UUID, datetime]]) -> set[tuple[UUID, datetime]]:
    """Those of the readers' moments that lie in a reading shift of theirs."""
    if not moments:
        return set()
    shifts: defaultdict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = Shift.objects.filter(
        reader_id__in={reader for reader, _ in moments},
        role="reading",
        cancelled_at=None,
        starts_at__lte=max(at for _, at in moments),
        ends_at__gt=min(at for _, at in moments),
    )
    for reader, starts, ends in rows.values_list("reader_id", "starts_at", "ends_at"):
        shifts[reader].append((starts, ends))
    return {
        (reader, at)
        for reader, at in moments
        if any(starts <= at < ends for starts, ends in shifts[reader])
    }
