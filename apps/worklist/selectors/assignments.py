"""Who was given what."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from apps.common.clock import now
from apps.worklist.models import Assignment

DECLINED_FOR = timedelta(hours=1)


def live_assignment(*, task_id: UUID) -> Assignment | None:
    """The offer that holds the task for a reader now."""
    found: Assignment | None = (
        Assignment.objects.select_related("reader").filter(task_id=task_id, ended_at=None).first()
    )
    return found


def live_assignments_of(reader_id: UUID) -> QuerySet[Assignment]:
    """What waits for the reader."""
    found: QuerySet[Assignment] = Assignment.objects.filter(reader_id=reader_id, ended_at=None)
    return found


def expired_assignment_ids() -> list[UUID]:
    """Offers whose time has run out, at most 1,000."""
    return list(
        Assignment.objects.filter(ended_at=None, expires_at__lte=now()).values_list(
            "id", flat=True
        )[:1000]
    )


def recently_let_lapse(task_ids: list[UUID]) -> set[tuple[UUID, UUID]]:
    """(task, reader) of offers that a reader did not take up in the last hour."""
    lapsed = Assignment.objects.filter(
        task_id__in=task_ids, end_reason="expired", ended_at__gt=now() - DECLINED_FOR
    )
    return set(lapsed.values_list("task_id", "reader_id"))
