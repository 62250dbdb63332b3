"""What open worklists are told. Best effort: ids only, the browser asks again."""

from uuid import UUID

from apps.common.push import push
from apps.worklist.models import Claim, ReadingTask

WORKLIST_TOPIC = "worklist"


def reader_topic(reader_id: object) -> str:
    return f"reader.{reader_id}"


def tell_task_created(task: ReadingTask) -> None:
    push(WORKLIST_TOPIC, {"type": "reading_task.created", "id": str(task.id)})


def tell_task_changed(task: ReadingTask) -> None:
    push(WORKLIST_TOPIC, {"type": "reading_task.changed", "id": str(task.id)})


def tell_study_message(study_id: UUID) -> None:
    push(WORKLIST_TOPIC, {"type": "study_message.written", "study": str(study_id)})


def tell_claim_warning(claim: Claim) -> None:
    """Tells the holder alone that the lease is about to end."""
    push(
        reader_topic(claim.reader_id),
        {
            "type": "claim.warning",
            "id": str(claim.task_id),
            "expires_at": claim.expires_at.isoformat(),
        },
    )
