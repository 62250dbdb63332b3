"""How well a reader suits a task now: points that add up, each with a name a person can be told.

``urgency``   0 to 100: how little of the time is left; the same for every reader.
``balance``   points off for value units per hour on shift, done in the last days and open: who did less gets more.
``queue``     0 to −100: how much of the time left would go by with what the reader has open and this task.
``affinity``  points for a reader who already has an open task of the same patient.
``preferred`` points for having the skills that a rule prefers, in parts if only some of them.
``skill``     a few points for the reader's level in the study's own field.
``stat``      points off for every STAT already open, if this is one.
``shift``     points off if the shift would end before this task is read.
``mix``       who is behind the others' value units per hour gets the studies that bring more of them per minute.
``room``      points off as the reader's open tasks near the pool's cap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from apps.worklist.engine.facts import ReaderFacts, TaskFacts
from apps.worklist.engine.loads import RVU_PER_OPEN_MINUTE, PoolPolicy, ReaderLoad, is_stat

PARTS = (
    *("urgency", "balance", "queue", "affinity", "preferred"),
    *("skill", "stat", "shift", "mix", "room"),
)

BALANCE_PER_RVU_AN_HOUR = 20.0
QUEUE_AT_MOST = 100.0
AFFINITY = 30.0
PREFERRED = 15.0
SKILL_PER_LEVEL = 1.0
STAT_PER_OPEN_STAT = 15.0
BEYOND_SHIFT = 40.0
MIX_AT_MOST = 150.0
ROOM_AT_CAP = 5.0

LEAST_MINUTES_LEFT = 5.0

# One number, or one for each task, reader and place.
Amount = TypeVar("Amount", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` is the sum of ``parts``; the higher the better. Only totals of one moment compare."""

    total: float
    parts: Mapping[str, float]


class Suitability:
    """How well readers suit one task at one moment; what the task alone decides is settled once."""

    __slots__ = ("_at", "_left", "_policy", "_richer", "_task", "_urgency")

    def __init__(self, task: TaskFacts, policy: PoolPolicy, at: datetime) -> None:
        self._task, self._policy, self._at = task, policy, at
        self._left = minutes_left(task, at)
        self._urgency = urgency_points(self._left)
        self._richer = _richer(task)

    def score(self, reader: ReaderFacts, load: ReaderLoad) -> Score:
        """The points with their names."""
        points = self.points(reader, load)
        return Score(sum(points), dict(zip(PARTS, points, strict=True)))

    def points(self, reader: ReaderFacts, load: ReaderLoad) -> tuple[float, ...]:
        """The points in the order of ``PARTS``."""
        task = self._task
        return (
            self._urgency,
            balance_points(load.rvu + task.rvu, load.counted_hours),
            queue_points(load.open_minutes + task.minutes, self._left),
            *self.lasting(reader, load),
        )

    def lasting(self, reader: ReaderFacts, load: ReaderLoad) -> tuple[float, ...]:
        """Of these the points that change little or not at all with one more task for the reader."""
        task = self._task
        return (
            AFFINITY if task.patient_id in load.patients else 0.0,
            _preferred(task, reader) if task.preferred_skills else 0.0,
            SKILL_PER_LEVEL * reader.skills.get(task.work_class.procedure_group, 0),
            -STAT_PER_OPEN_STAT * load.open_stat if is_stat(task) else 0.0,
            _shift(task, reader, load, self._at),
            _mix(self._richer, load),
            _room(load, self._policy),
        )


def score(
    task: TaskFacts, reader: ReaderFacts, load: ReaderLoad, policy: PoolPolicy, at: datetime
) -> Score:
    """The points of ``reader`` for ``task`` at ``at``. Whether the reader may read it is not asked here."""
    return Suitability(task, policy, at).score(reader, load)


def minutes_left(task: TaskFacts, at: datetime) -> float:
    """Minutes until the task is due; never below a few, so that what is late stays comparable."""
    return max(LEAST_MINUTES_LEFT, (task.due_at - at).total_seconds() / 60)


def urgency_points(left: float) -> float:
    return 100.0 / (1.0 + (left - LEAST_MINUTES_LEFT) / 60.0)


def balance_points(rvu: Amount, hours: Amount) -> Amount:
    return -BALANCE_PER_RVU_AN_HOUR * rvu / hours


def queue_points(minutes_until_read: Amount, left: Amount) -> Amount:
    share = minutes_until_read / left
    return -QUEUE_AT_MOST * share / (1.0 + share)


def _preferred(task: TaskFacts, reader: ReaderFacts) -> float:
    wanted = task.preferred_skills
    had = sum(reader.skills.get(one.skill, 0) >= one.level for one in wanted)
    return PREFERRED * had / len(wanted)


def _shift(task: TaskFacts, reader: ReaderFacts, load: ReaderLoad, at: datetime) -> float:
    ends = [shift.ends_at for shift in reader.shifts if shift.starts_at <= at < shift.ends_at]
    if not ends:
        return 0.0
    remaining = (max(ends) - at).total_seconds() / 60
    return -BEYOND_SHIFT if load.open_minutes + task.minutes > remaining else 0.0


def _richer(task: TaskFacts) -> float | None:
    """By what share the task brings more value units per minute than is usual, at most twice as many."""
    if task.minutes <= 0:
        return None
    return min(1.0, task.rvu / task.minutes / RVU_PER_OPEN_MINUTE - 1.0)


def _mix(richer: float | None, load: ReaderLoad) -> float:
    if load.ahead is None or richer is None:
        return 0.0
    behind = max(-1.0, -load.ahead)
    return MIX_AT_MOST * behind * richer


def _room(load: ReaderLoad, policy: PoolPolicy) -> float:
    by_tasks = load.open_tasks / policy.max_open_tasks if policy.max_open_tasks else 0.0
    by_minutes = load.open_minutes / policy.max_open_minutes if policy.max_open_minutes else 0.0
    return -ROOM_AT_CAP * min(1.0, max(by_tasks, by_minutes))
