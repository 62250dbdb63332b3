"""What happened to a task."""

from datetime import datetime
from typing import Any

from apps.worklist.models import Assignment, Claim, ReadingTask


def history(*, task: ReadingTask) -> list[dict[str, Any]]:
    """What happened to the task, oldest first."""
    study = task.study
    entries: list[dict[str, Any]] = [
        _entry(study.first_image_at, "first_image", None, ""),
        _entry(task.received_at, "listed", None, ""),
    ]
    for given in Assignment.objects.filter(task=task).select_related("reader"):
        entries.append(_entry(given.assigned_at, "assigned", given.reader.name, given.reason))
        if given.ended_at and given.end_reason not in ("claimed", "reassigned"):
            entries.append(
                _entry(given.ended_at, "assignment_ended", given.reader.name, given.end_reason)
            )
    for claim in Claim.objects.filter(task=task).select_related("reader"):
        entries.append(_entry(claim.claimed_at, "claimed", claim.reader.name, ""))
        if claim.ended_at:
            entries.append(
                _entry(claim.ended_at, claim.end_reason, claim.reader.name, claim.end_note)
            )
    if study.late_images_at:
        entries.append(_entry(study.late_images_at, "late_images", None, ""))
    return sorted(entries, key=lambda entry: entry["at"])


def _entry(at: datetime, kind: str, actor_name: str | None, detail: str) -> dict[str, Any]:
    return {"at": at, "kind": kind, "actor_name": actor_name, "detail": detail}
