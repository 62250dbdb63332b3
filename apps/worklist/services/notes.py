"""Notes on a task, from colleague to colleague."""

from uuid import UUID

from apps.accounts.actors import Actor
from apps.worklist.live import tell_task_changed
from apps.worklist.models import TaskNote
from apps.worklist.selectors import access_task
from apps.worklist.services.audit import record_task
from apps.worklist.texts import written_text


def write_note(*, actor: Actor, task_id: UUID, text: str) -> TaskNote:
    """Adds a note; nobody changes or removes it later. Raises ``NotFound``, ``Unprocessable``."""
    author_id = actor.require_user()
    task = access_task(actor=actor, task_id=task_id)
    note: TaskNote = TaskNote.objects.create(
        task_id=task.id, author_id=author_id, text=written_text(text)
    )
    record_task(actor, "reading_task.noted", task, note_id=str(note.id))
    tell_task_changed(task)
    return note
