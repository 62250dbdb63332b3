"""What a reader already carries, and how much a pool lets anyone carry."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from apps.worklist.engine.facts import TaskFacts

PoolMode = Literal["pull", "push", "mixed"]
Solver = Literal["greedy", "optimal"]
RVU_PER_OPEN_MINUTE = 0.13


@dataclass(frozen=True, slots=True)
class ReaderLoad:
    """Open work now, and work done in the shift so far, whether or not the reader logged out meanwhile.

    ``open_rvu`` is estimated from ``open_minutes`` when it is not given. ``patients`` are those of the open tasks.
    """

    open_minutes: float = 0.0
    open_tasks: int = 0
    open_stat: int = 0
    shift_minutes_done: float = 0.0
    shift_rvu_done: float = 0.0
    shift_hours: float = 0.0
    patients: frozenset[UUID] = frozenset()
    open_rvu: float | None = None

    @property
    def rvu(self) -> float:
        """Value units done in the shift and still open."""
        waiting = self.open_rvu
        if waiting is None:
            waiting = self.open_minutes * RVU_PER_OPEN_MINUTE
        return self.shift_rvu_done + waiting

    def with_task(self, task: TaskFacts) -> "ReaderLoad":
        """The load once ``task`` is open too."""
        return ReaderLoad(
            open_minutes=self.open_minutes + task.minutes,
            open_tasks=self.open_tasks + 1,
            open_stat=self.open_stat + is_stat(task),
            shift_minutes_done=self.shift_minutes_done,
            shift_rvu_done=self.shift_rvu_done,
            shift_hours=self.shift_hours,
            patients=self.patients | {task.patient_id},
            open_rvu=self.rvu - self.shift_rvu_done + task.rvu,
        )


@dataclass(frozen=True, slots=True)
class PoolPolicy:
    """How a pool hands out work. A cap of None does not exist; ``mode`` and ``solver`` are for the caller to act on."""

    mode: PoolMode = "push"
    max_open_minutes: float | None = None
    max_open_tasks: int | None = None
    solver: Solver = "greedy"


NO_LOAD = ReaderLoad()
NO_POLICY = PoolPolicy()


def is_stat(task: TaskFacts) -> bool:
    return task.priority == "STAT"


def has_room(
    load: ReaderLoad, task: TaskFacts, policy: PoolPolicy, cap_exempt_pathways: Collection[str]
) -> bool:
    """Whether ``task`` fits below the caps. Exempt pathways always do.

    A reader with nothing open takes any one task, or a study longer than the cap could never be read.
    """
    if task.pathway in cap_exempt_pathways:
        return True
    if policy.max_open_tasks is not None and load.open_tasks >= policy.max_open_tasks:
        return False
    if policy.max_open_minutes is None or load.open_tasks == 0:
        return True
    return load.open_minutes + task.minutes <= policy.max_open_minutes
