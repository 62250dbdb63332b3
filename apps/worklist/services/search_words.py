"""Keeping the words by which a task is found."""

from apps.worklist.engine.search_words import search_words
from apps.worklist.models import ReadingTask, TaskSearchWord


def index_task(task: ReadingTask) -> None:
    """Makes the task's words those of its patient, accession number and description as they stand."""
    study, patient = task.study, task.study.patient
    wanted = search_words(
        patient.display_name,
        patient.name.replace("^", " ").replace("=", " "),
        patient.patient_id,
        study.accession_number,
        study.description,
    )
    kept = set(TaskSearchWord.objects.filter(task=task).values_list("word", flat=True))
    if kept - wanted:
        TaskSearchWord.objects.filter(task=task, word__in=kept - wanted).delete()
    TaskSearchWord.objects.bulk_create(
        [TaskSearchWord(task=task, word=word) for word in sorted(wanted - kept)],
        ignore_conflicts=True,
    )
