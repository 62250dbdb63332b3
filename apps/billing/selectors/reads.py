"""What was signed, as ``billable`` wants it: from reports and tasks alone, never from what was charged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from apps.billing.billable import Billable, Read, Version, billable_events
from apps.reporting.models import Report, ReportVersion
from apps.worklist.models import ReadingTask

AT_ONCE = 5_000


def tasks_of_studies(study_ids: Collection[UUID]) -> list[ReadingTask]:
    """Every task that there ever was on the studies."""
    return list(
        ReadingTask.objects.select_related("study", "site")
        .filter(study_id__in=study_ids)
        .order_by("id")
    )


def reads_of(tasks: Iterable[ReadingTask]) -> list[Read]:
    """The tasks with the versions of the report that is on each: its own, or its lead's where it was read together."""
    known = list(tasks)
    holders = {task.id: task.lead_id or task.id for task in known}
    reports = {
        task_id: (report_id, author_id)
        for report_id, task_id, author_id in Report.objects.filter(
            reading_task_id__in=set(holders.values())
        ).values_list("id", "reading_task_id", "author_id")
    }
    versions: defaultdict[UUID, list[Version]] = defaultdict(list)
    rows = ReportVersion.objects.filter(report_id__in=[one for one, _ in reports.values()])
    columns = ("report_id", "id", "number", "kind", "signer_id", "signed_at", "prepared_by")
    known_versions = rows.annotate(prepared_by=KeyTextTransform("prepared_by", "act"))
    for report_id, version_id, number, kind, signer, at, writer in known_versions.values_list(
        *columns
    ):
        versions[report_id].append(
            Version(version_id, number, kind, signer, at, prepared=bool(writer))
        )
    split = set(
        ReadingTask.objects.filter(parent__in=[task.id for task in known]).values_list(
            "parent_id", flat=True
        )
    )
    return [
        Read(
            task=task.id,
            read_type=task.read_type,
            author=reports[holders[task.id]][1],
            versions=tuple(versions[reports[holders[task.id]][0]]),
            is_part=task.parent_id is not None,
            in_parts=task.id in split,
        )
        for task in known
        if holders[task.id] in reports
    ]


def billable_between(start: datetime, end: datetime) -> tuple[list[Billable], dict[UUID, UUID]]:
    """Everything billable that was signed from ``start`` until ``end``; and the study of each task."""
    found: list[Billable] = []
    studies: dict[UUID, UUID] = {}
    for tasks in _signed_between(start, end):
        for read in reads_of(tasks):
            found += [one for one in billable_events(read) if start <= one.at < end]
        studies.update((task.id, task.study_id) for task in tasks)
    return found, studies


def _signed_between(start: datetime, end: datetime) -> Iterator[list[ReadingTask]]:
    """The tasks on whose report anything was signed then, in portions: a month may have hundreds of thousands."""
    signed = ReportVersion.objects.filter(signed_at__gte=start, signed_at__lt=end)
    holders = signed.values("report__reading_task_id")
    rows = ReadingTask.objects.filter(Q(id__in=holders) | Q(lead_id__in=holders)).only(
        "id", "study_id", "read_type", "parent_id", "lead_id"
    )
    portion: list[ReadingTask] = []
    for task in rows.iterator(chunk_size=AT_ONCE):
        portion.append(task)
        if len(portion) == AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion
