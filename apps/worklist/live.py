"""What open worklists are told. Best effort: ids and states, never a patient; the browser asks again for the rest."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from apps.accounts.models import User
from apps.common.push import push, push_all
from apps.worklist.list_version import note_list_change
from apps.worklist.models import Assignment, Claim, Page, ReadingTask, StudyConfirmation

WORKLIST_TOPIC = "worklist"
MANAGERS_TOPIC = "managers"
UNTOLD: Any = object()


def reader_topic(reader_id: object) -> str:
    return f"reader.{reader_id}"


def tell_task_created(task: ReadingTask) -> None:
    note_list_change()
    push(WORKLIST_TOPIC, {"type": "reading_task.created", "id": str(task.id)})


def tell_confirmation_changed(confirmation: StudyConfirmation) -> None:
    """A study waits for its site's word, or no longer does; the portal hears of it from the apps above."""
    push(WORKLIST_TOPIC, {"type": "study_confirmation.changed", "id": str(confirmation.id)})


def tell_task_changed(task: ReadingTask, *, holder: User | None = UNTOLD) -> None:
    """``holder`` given: the message carries state and holder, so that 500 lists show a claim without asking again."""
    note_list_change()
    message: dict[str, Any] = {"type": "reading_task.changed", "id": str(task.id)}
    if holder is not UNTOLD:
        message["state"] = str(task.state)
        message["holder"] = {"id": str(holder.id), "name": holder.name} if holder else None
    push(WORKLIST_TOPIC, message)


def tell_all_assigned(assignments: Sequence[Assignment]) -> None:
    """Tells each reader of their new offer, and every list that the task changed."""
    messages: list[tuple[str, dict[str, Any]]] = []
    for one in assignments:
        task = str(one.task_id)
        messages += [
            (reader_topic(one.reader_id), {"type": "assignment.made", "id": task}),
            (WORKLIST_TOPIC, {"type": "reading_task.changed", "id": task}),
        ]
    push_all(messages)


def tell_assigned(assignment: Assignment) -> None:
    """Tells the reader alone that something was offered to them, or no longer is."""
    kind = "assignment.ended" if assignment.ended_at else "assignment.made"
    push(reader_topic(assignment.reader_id), {"type": kind, "id": str(assignment.task_id)})


def tell_rerouting(rerouting_id: UUID) -> None:
    """Tells managers that a re-routing has come further."""
    push(MANAGERS_TOPIC, {"type": "rerouting.moved", "id": str(rerouting_id)})


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


def tell_page(page: Page) -> None:
    """Calls the recipient alone; also tells that a page was acknowledged, so that it leaves every screen."""
    push(
        reader_topic(page.recipient_id),
        {
            "type": "page.acknowledged" if page.acknowledged_at else "page.sent",
            "id": str(page.id),
            "task": str(page.task_id) if page.task_id else None,
        },
    )


def tell_warning(task: ReadingTask, reader_id: object) -> None:
    """Tells the holder that much of the task's time has gone."""
    push(reader_topic(reader_id), {"type": "reading_task.warning", "id": str(task.id)})


def tell_glass_broken(link_id: UUID) -> None:
    """Tells those who watch over access that a reader opened a patient who is not in their care."""
    push(MANAGERS_TOPIC, {"type": "glass.broken", "id": str(link_id)})
