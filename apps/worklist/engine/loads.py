"""What a reader already carries, and how much a pool lets anyone carry."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from apps.worklist.engine.facts import TaskFacts

PoolMode = Literal["pull", "push", "mixed"]
Solver = Literal["greedy", "optimal"]
RVU_PER_OPEN_MINUTE = 0.13

LEAST_SHIFT_HOURS = 1.0
TELLING_SHIFT_HOURS = 0.25
TELLING_RECENT_HOURS = 1.0
RECENT = timedelta(days=7)
CAN_WAIT = timedelta(minutes=75)
KEPT_FOR = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class ReaderLoad:
    """Open work now, and work done in the shift so far, whether or not the reader logged out meanwhile.

    ``open_rvu`` is estimated from ``open_minutes`` when it is not given. ``patients`` are those of the open tasks.
    ``team_rvu_per_hour`` is what those on duty have done on average (see ``with_team_rate``); None: not known.
    ``recent_rvu_done`` and ``recent_hours`` are value units done and hours on shift of the last ``RECENT``, the present
    shift among them; while there are few such hours the present shift alone counts. ``practice_rvu_per_hour`` is what
    all readers of the practice, on duty or not, have done in those hours (see ``practice_rate``); None: not known.
    """

    open_minutes: float = 0.0
    open_tasks: int = 0
    open_stat: int = 0
    shift_minutes_done: float = 0.0
    shift_rvu_done: float = 0.0
    shift_hours: float = 0.0
    patients: frozenset[UUID] = frozenset()
    open_rvu: float | None = None
    team_rvu_per_hour: float | None = None
    recent_rvu_done: float = 0.0
    recent_hours: float = 0.0
    practice_rvu_per_hour: float | None = None

    # Settled once, because a round asks each of them for every task and reader.
    counted_hours: float = field(init=False, repr=False, compare=False)
    """Hours of the shift so far; the first counts as a whole one, or nobody could be given the first task."""
    done_per_hour: float = field(init=False, repr=False, compare=False)
    """Value units done per hour of the last days, or of the shift so far while they tell too little."""
    ahead: float | None = field(init=False, repr=False, compare=False)
    """By what share the reader does more per hour than the practice, or else the team; below 0: less.

    None while the reader has been there too little to tell, or nobody has.
    """

    def __post_init__(self) -> None:
        settle = object.__setattr__
        settle(self, "counted_hours", max(LEAST_SHIFT_HOURS, self.shift_hours))
        settle(self, "done_per_hour", self._done_per_hour())
        settle(self, "ahead", self._ahead())

    @property
    def rvu(self) -> float:
        """Value units that count for this shift: done, at the hourly rate of the last days, and still open."""
        return self.done_per_hour * self.counted_hours + self.rvu_open

    @property
    def rvu_open(self) -> float:
        """Value units still open."""
        if self.open_rvu is None:
            return self.open_minutes * RVU_PER_OPEN_MINUTE
        return self.open_rvu

    def _done_per_hour(self) -> float:
        if self.recent_hours >= TELLING_RECENT_HOURS:
            return self.recent_rvu_done / self.recent_hours
        return self.shift_rvu_done / self.counted_hours

    def _ahead(self) -> float | None:
        usual = self.practice_rvu_per_hour or self.team_rvu_per_hour
        known = max(self.recent_hours, self.shift_hours) >= TELLING_RECENT_HOURS
        return self.done_per_hour / usual - 1 if usual and known else None

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
            open_rvu=self.rvu_open + task.rvu,
            team_rvu_per_hour=self.team_rvu_per_hour,
            recent_rvu_done=self.recent_rvu_done,
            recent_hours=self.recent_hours,
            practice_rvu_per_hour=self.practice_rvu_per_hour,
        )


@dataclass(frozen=True, slots=True)
class PoolPolicy:
    """How a pool hands out work. A cap of None does not exist; ``mode`` and ``solver`` are for the caller to act on.

    ``most_ahead``: by what share a reader's work per hour may exceed the practice's before studies that can wait are
    kept for others; None: by any.
    """

    mode: PoolMode = "push"
    max_open_minutes: float | None = None
    max_open_tasks: int | None = None
    solver: Solver = "greedy"
    most_ahead: float | None = 0.2


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


def with_team_rate(loads: Mapping[UUID, ReaderLoad]) -> dict[UUID, ReaderLoad]:
    """The loads of those on duty, each told what they have done per hour on average.

    Who has only just sat down is told it too but does not count.
    """
    team = team_rate(loads.values())
    return {key: replace(one, team_rvu_per_hour=team) for key, one in loads.items()}


def team_rate(on_duty: Iterable[ReaderLoad]) -> float | None:
    """What those on duty have done per hour on average; None while nobody has been there long enough to tell."""
    rates = [one.done_per_hour for one in on_duty if one.shift_hours >= TELLING_SHIFT_HOURS]
    return sum(rates) / len(rates) if rates else None


def practice_rate(worked: Iterable[tuple[float, float]]) -> float | None:
    """What readers have done per hour on average, of the value units and hours on shift of each.

    Who was there for less than ``TELLING_RECENT_HOURS`` does not count; None if nobody was there longer.
    """
    rates = [rvu / hours for rvu, hours in worked if hours >= TELLING_RECENT_HOURS]
    return sum(rates) / len(rates) if rates else None


def kept_for_others(load: ReaderLoad, task: TaskFacts, policy: PoolPolicy, at: datetime) -> bool:
    """Whether the reader is so far ahead of the others that ``task``, which can wait, is left to somebody else.

    What is due within ``CAN_WAIT`` is kept from nobody. Else it is kept for ``KEPT_FOR`` from a reader who is ahead by
    ``most_ahead``, and in proportion longer from one who is further ahead.
    """
    ahead = load.ahead
    if policy.most_ahead is None or ahead is None or ahead <= policy.most_ahead:
        return False
    if task.due_at - at <= CAN_WAIT:
        return False
    share = ahead / policy.most_ahead if policy.most_ahead > 0 else 1.0
    return at - task.received_at < KEPT_FOR * share


def can_be_given(
    load: ReaderLoad,
    task: TaskFacts,
    policy: PoolPolicy,
    cap_exempt_pathways: Collection[str],
    at: datetime,
) -> bool:
    """Whether the task may be given to a reader of this load: there is room, and it is not kept for others."""
    return has_room(load, task, policy, cap_exempt_pathways) and not kept_for_others(
        load, task, policy, at
    )
