"""Whom a solver would give each task, and what that would mean for what is due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from apps.worklist.engine.candidates import Standings, in_queue_order
from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import NO_LOAD, PoolPolicy, ReaderLoad
from apps.worklist.engine.scoring import Score


@dataclass(frozen=True, slots=True)
class Proposal:
    """Give the task to the reader; ``score`` is what spoke for it when it was decided."""

    task_id: UUID
    reader_id: UUID
    score: Score


class Solve(Protocol):
    """A way to hand out work; see :func:`greedy.assign` for what is promised."""

    def __call__(
        self,
        tasks: Sequence[TaskFacts],
        readers: Sequence[ReaderFacts],
        loads: Mapping[UUID, ReaderLoad],
        policies: Mapping[str, PoolPolicy],
        at: datetime,
        *,
        cap_exempt_pathways: Collection[str] = frozenset(),
        standings: Standings | None = None,
    ) -> list[Proposal]: ...


def expected_misses(
    tasks: Sequence[TaskFacts],
    proposals: Iterable[Proposal],
    loads: Mapping[UUID, ReaderLoad],
    at: datetime,
) -> list[TaskFacts]:
    """The tasks that would be signed after they are due, and those given to nobody.

    Each reader is taken to finish what is open first and then to read in queue order, without a break.
    """
    reader_of = {one.task_id: one.reader_id for one in proposals}
    busy_minutes: defaultdict[UUID, float] = defaultdict(float)
    for reader_id in reader_of.values():
        busy_minutes[reader_id] = loads.get(reader_id, NO_LOAD).open_minutes
    missed = []
    for task in in_queue_order(tasks):
        reader = reader_of.get(task.task_id)
        if reader is None:
            missed.append(task)
            continue
        busy_minutes[reader] += task.minutes
        if at + timedelta(minutes=busy_minutes[reader]) > task.due_at:
            missed.append(task)
    return missed
