"""Who may be given what: eligible, available and on a reading shift."""

from collections.abc import Iterable, Mapping
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


# By reader id, as they stand at the one instant that is decided on.
Standings = Mapping[UUID, Standing]


def standings_at(readers: Iterable[ReaderFacts], at: datetime) -> Standings:
    """Each reader's standing, for everything that asks about ``at`` to share."""
    return {reader.reader_id: Standing(reader, at) for reader in readers}


def candidates(
    tasks: Iterable[TaskFacts],
    readers: Iterable[ReaderFacts],
    at: datetime,
    standings: Standings | None = None,
) -> dict[UUID, list[ReaderFacts]]:
    """For each task the readers on duty who may read it, by reader id; ``standings`` are those of ``readers``."""
    tasks = list(tasks)
    numbers: dict[WorkClass, int] = {}
    number_of = [numbers.setdefault(task.work_class, len(numbers)) for task in tasks]
    possible: dict[UUID, list[ReaderFacts]] = {task.task_id: [] for task in tasks}
    on_duty = [reader for reader in readers if is_on_duty(reader, at)]
    standings = standings or standings_at(on_duty, at)
    for reader in sorted(on_duty, key=lambda one: one.reader_id):
        standing = standings[reader.reader_id]
        allowed = [standing.may_read_class(work) for work in numbers]
        for task, number in zip(tasks, number_of, strict=True):
            if allowed[number] and standing.has_no_reason_against(task):
                possible[task.task_id].append(reader)
    return possible


def in_queue_order(tasks: Iterable[TaskFacts]) -> list[TaskFacts]:
    """The order in which work is handed out: pathway, then due, then id."""
    return sorted(tasks, key=queue_key)


def queue_key(task: TaskFacts) -> tuple[int, datetime, UUID]:
    return task.queue_rank, task.due_at, task.task_id
