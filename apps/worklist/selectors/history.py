"""What happened to a task."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from apps.worklist.models import Assignment, Claim, ClockPause, EscalationStep, ReadingTask


def history(*, task: ReadingTask) -> list[dict[str, Any]]:
    """What happened to the task, oldest first.

    ``code`` says which hold, which end of an offer, or which step of the ladder with its target; ``detail`` is what
    people wrote.
    """
    study = task.study
    entries: list[dict[str, Any]] = [
        _entry(study.first_image_at, "first_image", None, ""),
        _entry(task.received_at, "listed", None, ""),
    ]
    for given in Assignment.objects.filter(task=task).select_related("reader"):
        entries.append(_entry(given.assigned_at, "assigned", given.reader.name, given.reason))
        if given.ended_at and given.end_reason not in ("claimed", "reassigned"):
            entries.append(
                _entry(given.ended_at, "assignment_ended", given.reader.name, "", given.end_reason)
            )
    for claim in Claim.objects.filter(task=task).select_related("reader"):
        entries.append(_entry(claim.claimed_at, "claimed", claim.reader.name, ""))
        if claim.ended_at and claim.end_reason != "held":  # the hold itself says so below
            entries.append(
                _entry(claim.ended_at, claim.end_reason, claim.reader.name, claim.end_note)
            )
    if study.late_images_at:
        entries.append(_entry(study.late_images_at, "late_images", None, ""))
    entries += [entry for pause in _pauses(task) for entry in _put_aside(pause)]
    for step in EscalationStep.objects.filter(task=task, outcome="fired"):
        kind = "widened" if step.kind == "widen" else "escalated"
        code = f"{step.kind} {step.target}".strip()
        entries.append(_entry(step.settled_at, kind, None, "", code))
    return sorted(entries, key=lambda entry: entry["at"])


def _pauses(task: ReadingTask) -> QuerySet[ClockPause]:
    found: QuerySet[ClockPause] = ClockPause.objects.filter(task=task).select_related(
        "started_by", "ended_by"
    )
    return found


def _put_aside(pause: ClockPause) -> list[dict[str, Any]]:
    """A hold as its beginning and end; time excluded afterwards as one entry."""
    kind = "time_excluded" if pause.kind == "adjustment" else "held"
    by = pause.started_by.name if pause.started_by else None
    entries = [_entry(pause.started_at, kind, by, pause.reason, pause.code)]
    if kind == "time_excluded":
        return entries
    if pause.ended_at:
        ended_by = pause.ended_by
        entries.append(
            _entry(pause.ended_at, "resumed", ended_by.name if ended_by else None, pause.end_reason)
        )
    return entries


def _entry(
    at: datetime, kind: str, actor_name: str | None, detail: str, code: str = ""
) -> dict[str, Any]:
    return {"at": at, "kind": kind, "actor_name": actor_name, "code": code, "detail": detail}
