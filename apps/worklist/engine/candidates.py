"""Who may be given what: eligible, available and on a reading shift."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from apps.worklist.engine.eligibility import Standing
from apps.worklist.engine.facts import ReaderFacts, TaskFacts, WorkClass


def on_reading_shift(reader: ReaderFacts, at: datetime) -> bool:
    return any(
        shift.role == "reading" and shift.starts_at <= at < shift.ends_at for shift in reader.shifts
    )


def is_on_duty(reader: ReaderFacts, at: datetime) -> bool:
    """Whether work may be pushed to the reader: available, and on a reading shift (on call is not)."""
    return reader.available and on_reading_shift(reader, at)


def candidates(
    tasks: Iterable[TaskFacts], readers: Iterable[ReaderFacts], at: datetime
) -> dict[UUID, list[ReaderFacts]]:
    """For each task the readers on duty who may read it, by reader id."""
    tasks = list(tasks)
    numbers: dict[WorkClass, int] = {}
    number_of = [numbers.setdefault(task.work_class, len(numbers)) for task in tasks]
    possible: dict[UUID, list[ReaderFacts]] = {task.task_id: [] for task in tasks}
    on_duty = (reader for reader in readers if is_on_duty(reader, at))
    for reader in sorted(on_duty, key=lambda one: one.reader_id):
        standing = Standing(reader, at)
        allowed = [standing.of_class(work).eligible for work in numbers]
        for task, number in zip(tasks, number_of, strict=True):
            if allowed[number] and standing.has_no_reason_against(task):
                possible[task.task_id].append(reader)
    return possible


def in_queue_order(tasks: Iterable[TaskFacts]) -> list[TaskFacts]:
    """The order in which work is handed out: pathway, then due, then id."""
    return sorted(tasks, key=queue_key)


def queue_key(task: TaskFacts) -> tuple[int, datetime, UUID]:
    return task.queue_rank, task.due_at, task.task_id
