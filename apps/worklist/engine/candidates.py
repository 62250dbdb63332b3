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


class Standings(dict[UUID, Standing]):
    """By reader id, as they stand at the one instant that is decided on; for everything that asks about it to share."""

    def __init__(self, readers: Iterable[ReaderFacts], at: datetime) -> None:
        super().__init__((reader.reader_id, Standing(reader, at)) for reader in readers)
        self._may_read: dict[WorkClass, tuple[bool, ...]] = {}
        self._wary = {id_: one for id_, one in self.items() if one.blocks_patients}

    def may_read_class(self, work: WorkClass) -> tuple[bool, ...]:
        """For each reader, in order, whether they may read work of this class; settled once per class."""
        found = self._may_read.get(work)
        if found is None:
            found = tuple(standing.may_read_class(work) for standing in self.values())
            self._may_read[work] = found
        return found

    def who_ask(self, task: TaskFacts) -> Mapping[UUID, Standing]:
        """The readers against whom something may speak that only this task has; nothing does against the others."""
        if task.excluded_readers or task.named_reader or task.linked:
            return self
        return self._wary


def candidates(
    tasks: Iterable[TaskFacts],
    readers: Iterable[ReaderFacts],
    at: datetime,
    standings: Standings | None = None,
) -> dict[UUID, list[ReaderFacts]]:
    """For each task the readers on duty who may read it, by reader id; ``standings`` are those of ``readers``."""
    on_duty = {reader.reader_id: reader for reader in readers if is_on_duty(reader, at)}
    standings = standings or Standings(on_duty.values(), at)
    order = sorted(
        (reader_id, place) for place, reader_id in enumerate(standings) if reader_id in on_duty
    )
    possible: dict[UUID, list[ReaderFacts]] = {}
    for task in tasks:
        allowed = standings.may_read_class(task.work_class)
        against = {
            reader_id
            for reader_id, standing in standings.who_ask(task).items()
            if not standing.has_no_reason_against(task)
        }
        possible[task.task_id] = [
            on_duty[reader_id]
            for reader_id, place in order
            if allowed[place] and not (against and reader_id in against)
        ]
    return possible


def in_queue_order(tasks: Iterable[TaskFacts]) -> list[TaskFacts]:
    """The order in which work is handed out: pathway, then due, then id."""
    return sorted(tasks, key=queue_key)


def queue_key(task: TaskFacts) -> tuple[int, datetime, UUID]:
    return task.queue_rank, task.due_at, task.task_id
