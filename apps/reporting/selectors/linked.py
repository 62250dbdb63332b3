"""The studies that one report is on: its own, and those that are read together with it."""

from uuid import UUID

from django.db.models import Q

from apps.archive.models import Study
from apps.reporting.models import Report
from apps.worklist.models import ReadingTask


def linked_studies(report: Report) -> list[Study]:
    """The other studies that the report is on, with patient and site, in the order in which they were made."""
    if not ReadingTask.objects.filter(id=report.reading_task_id, linked__gt=0).exists():
        return []
    members = ReadingTask.objects.filter(lead_id=report.reading_task_id)
    return list(
        Study.objects.select_related("patient", "site")
        .filter(id__in=members.values("study_id"))
        .order_by("study_at", "accession_number", "id")
    )


def on_study(study_id: UUID, path: str = "") -> Q:
    """Reports on a study: its own, and those of another study that it is read together with. ``path`` leads from the
    rows that are asked to the report (``report__``).
    """
    leads = ReadingTask.objects.filter(study_id=study_id, lead__isnull=False).values("lead_id")
    return Q(**{f"{path}study_id": study_id}) | Q(**{f"{path}reading_task_id__in": leads})
