"""What open worklists are told. Best effort: ids only, the browser asks again."""

from apps.common.push import push
from apps.worklist.models import Claim, Page, ReadingTask

WORKLIST_TOPIC = "worklist"


def reader_topic(reader_id: object) -> str:
    return f"reader.{reader_id}"


def tell_task_created(task: ReadingTask) -> None:
    push(WORKLIST_TOPIC, {"type": "reading_task.created", "id": str(task.id)})


def tell_task_changed(task: ReadingTask) -> None:
    push(WORKLIST_TOPIC, {"type": "reading_task.changed", "id": str(task.id)})


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


def tell_page(page: Page) -> None:
    """Calls the recipient alone; also tells that a page was acknowledged, so that it leaves every screen."""
    push(
        reader_topic(page.recipient_id),
        {
            "type": "page.acknowledged" if page.acknowledged_at else "page.sent",
            "id": str(page.id),
            "task": str(page.task_id),
        },
    )


def tell_warning(task: ReadingTask, reader_id: object) -> None:
    """Tells the holder that much of the task's time has gone."""
    push(reader_topic(reader_id), {"type": "reading_task.warning", "id": str(task.id)})
