"""Who is supervised, and what waits for another reader's signature."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from apps.common.errors import NotFound
from apps.reporting.models import Submission, SupervisedReader


def is_supervised(*, reader_id: UUID) -> bool:
    """Whether another reader's signature makes final what this one writes."""
    return bool(SupervisedReader.objects.filter(reader_id=reader_id).exists())


def supervised_readers() -> QuerySet[SupervisedReader]:
    """By name."""
    found: QuerySet[SupervisedReader] = SupervisedReader.objects.select_related("reader").order_by(
        "reader__name", "id"
    )
    return found


def open_submission(*, report_id: UUID) -> Submission:
    """The submission that nobody has decided on, with who made it; raises ``NotFound``."""
    found: Submission | None = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("submitted_by")
        .filter(report_id=report_id, decided_at=None)
        .first()
    )
    if found is None:
        raise NotFound("The report was not submitted.")
    return found


def latest_submissions(*, report_ids: Collection[UUID]) -> dict[UUID, Submission]:
    """The last submission of each of these reports that has one, by report; one query."""
    found = (
        Submission.objects.filter(report_id__in=report_ids)
        .select_related("submitted_by", "attending", "decided_by")
        .order_by("report_id", "-submitted_at")
        .distinct("report_id")
    )
    return {one.report_id: one for one in found}
