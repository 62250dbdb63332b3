"""The worklist's entries in the audit trail."""

from typing import Any

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.worklist.models import ReadingTask


def record_task(actor: Actor, action: str, task: ReadingTask, **detail: Any) -> None:
    """One entry about the task, with its study."""
    record(
        actor=actor,
        action=action,
        object_type="reading_task",
        object_id=task.id,
        site_id=task.site_id,
        detail={"study_id": str(task.study_id), **detail},
    )
