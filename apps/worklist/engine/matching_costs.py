"""What each task would cost in each place of each reader, as one table for the matching."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import NO_LOAD, NO_POLICY, PoolPolicy, ReaderLoad, kept_for_others
from apps.worklist.engine.scoring import (
    Suitability,
    balance_points,
    minutes_left,
    queue_points,
)

LATE = 1e4
FORBIDDEN = 1e8

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Places:
    """``depth`` places of each reader, one after the other, reader by reader."""

    readers: Sequence[ReaderFacts]
    depth: int
    loads: Mapping[UUID, ReaderLoad]
    at: datetime
    load_of: list[ReaderLoad] = field(init=False)

    def __post_init__(self) -> None:
        load_of = [self.loads.get(one.reader_id, NO_LOAD) for one in self.readers]
        object.__setattr__(self, "load_of", load_of)


def costs(
    tasks: Sequence[TaskFacts],
    places: Places,
    possible: Mapping[UUID, Sequence[ReaderFacts]],
    policies: Mapping[str, PoolPolicy],
    cap_exempt_pathways: Collection[str],
) -> Table:
    """One row a task, one column a place. ``FORBIDDEN`` and more: must not be taken.

    Earlier tasks of the same reader are reckoned at the mean of all tasks. Balance is weighed by the task's
    own value: were it not, a matching could not tell who should have the large study and who the small one.
    """
    place = np.arange(places.depth, dtype=float)
    minutes = _by_task([task.minutes for task in tasks])
    rvu = _by_task([task.rvu for task in tasks])
    due = _by_task([(task.due_at - places.at).total_seconds() / 60 for task in tasks])
    left = _by_task([minutes_left(task, places.at) for task in tasks])
    open_minutes = _by_reader([load.open_minutes for load in places.load_of])
    credited = _by_reader([load.rvu for load in places.load_of])
    hours = _by_reader([load.counted_hours for load in places.load_of])
    until_read = open_minutes + place * minutes.mean() + minutes
    points = (
        queue_points(until_read, left)
        + balance_points(credited + place * rvu.mean() + rvu / 2, hours) * (rvu / rvu.mean())
        + _lasting_points(tasks, places, possible, policies)[:, :, None]
    )
    late = np.where(until_read > due, LATE, 0.0)
    shut = np.isinf(points) | _beyond_caps(tasks, places, policies, cap_exempt_pathways)
    table = np.where(shut, FORBIDDEN, late - points)
    return np.asarray(table.reshape(len(tasks), -1))


def _by_task(amounts: Sequence[float]) -> Table:
    return np.array(amounts, dtype=float)[:, None, None]


def _by_reader(amounts: Sequence[float]) -> Table:
    return np.array(amounts, dtype=float)[None, :, None]


def _lasting_points(
    tasks: Sequence[TaskFacts],
    places: Places,
    possible: Mapping[UUID, Sequence[ReaderFacts]],
    policies: Mapping[str, PoolPolicy],
) -> Table:
    """Points per task and reader; minus infinity where the reader does not come into question."""
    column = {reader.reader_id: index for index, reader in enumerate(places.readers)}
    points = np.full((len(tasks), len(places.readers)), -np.inf)
    for row, task in enumerate(tasks):
        policy = policies.get(task.work_class.pool, NO_POLICY)
        suitability = Suitability(task, policy, places.at)
        for reader in possible[task.task_id]:
            index = column[reader.reader_id]
            load = places.load_of[index]
            if not kept_for_others(load, task, policy, places.at):
                points[row, index] = sum(suitability.lasting(reader, load))
    return points


def _beyond_caps(
    tasks: Sequence[TaskFacts],
    places: Places,
    policies: Mapping[str, PoolPolicy],
    cap_exempt_pathways: Collection[str],
) -> NDArray[np.bool_]:
    """Where so many tasks would lie before this one that its pool's cap on tasks is reached."""
    most = [_cap(task, policies, cap_exempt_pathways) for task in tasks]
    open_tasks = _by_reader([load.open_tasks for load in places.load_of])
    return np.asarray(open_tasks + np.arange(places.depth) >= _by_task(most))


def _cap(
    task: TaskFacts, policies: Mapping[str, PoolPolicy], cap_exempt_pathways: Collection[str]
) -> float:
    cap = policies.get(task.work_class.pool, NO_POLICY).max_open_tasks
    return np.inf if cap is None or task.pathway in cap_exempt_pathways else cap
