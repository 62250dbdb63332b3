"""Reading the notes on a task."""

from django.db.models import QuerySet

from apps.worklist.models import ReadingTask, TaskNote


def notes_of(task: ReadingTask) -> QuerySet[TaskNote]:
    """The task's notes with their authors, oldest first."""
    found: QuerySet[TaskNote] = (
        TaskNote.objects.filter(task_id=task.id)
        .select_related("author")
        .order_by("written_at", "id")
    )
    return found
