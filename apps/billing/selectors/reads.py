"""What was signed, as ``billable`` wants it: from reports and tasks alone, never from what was charged."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from apps.billing.billable import Billable, Read, Version, billable_events
from apps.reporting.models import Report, ReportVersion
from apps.worklist.models import ReadingTask


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
    signed = ReportVersion.objects.filter(signed_at__gte=start, signed_at__lt=end)
    holders = signed.values("report__reading_task_id")
    tasks = list(ReadingTask.objects.filter(Q(id__in=holders) | Q(lead_id__in=holders)))
    found = [
        one for read in reads_of(tasks) for one in billable_events(read) if start <= one.at < end
    ]
    return found, {task.id: task.study_id for task in tasks}
