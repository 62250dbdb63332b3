"""The worklist's entries in the audit trail."""

from collections.abc import Sequence
from typing import Any

from apps.accounts.actors import Actor
from apps.audit.services import Entry, record_all
from apps.worklist.models import ReadingTask


def record_task(actor: Actor, action: str, task: ReadingTask, **detail: Any) -> None:
    """One entry about the task, with its study."""
    record_tasks(actor, action, [(task, detail)])


def record_tasks(
    actor: Actor, action: str, tasks: Sequence[tuple[ReadingTask, dict[str, Any]]]
) -> None:
    """One entry about each task, with its study and its own detail."""
    entries = [
        Entry(
            action,
            "reading_task",
            task.id,
            task.site_id,
            {"study_id": str(task.study_id), **detail},
        )
        for task, detail in tasks
    ]
    record_all(actor=actor, entries=entries)
