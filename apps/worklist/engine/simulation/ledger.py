"""What each reader has done in the present shift and in the last days, as assignment is told it."""

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from apps.worklist.engine.facts import ShiftFacts, TaskFacts
from apps.worklist.engine.loads import RECENT, ReaderLoad, practice_rate
from apps.worklist.engine.simulation.presence import Presence
from apps.worklist.engine.simulation.readers import SimulatedReader

PRACTICE_IS_ASKED_EVERY = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Ledger:
    """Loads of readers by number. A free reader has nothing open; breaks and absences do not stop the shift's hours.

    Of a shift that had begun before ``starts_at``, when there was no work yet, only the hours since then count. Recent
    hours are those at the desk.
    """

    def __init__(self, readers: Sequence[SimulatedReader], starts_at: datetime) -> None:
        self._starts_at = starts_at
        self._shifts = [reader.facts.shifts for reader in readers]
        self._ids = [reader.facts.reader_id for reader in readers]
        self._done: dict[int, tuple[datetime, float, float]] = {}
        self._recent = [_Recent(reader.presence, starts_at) for reader in readers]
        self._practice: tuple[datetime, float | None] | None = None

    def sign(self, reader: int, task: TaskFacts, at: datetime) -> None:
        """Count a signed task; in the shifts, overtime counts to the one that has ended."""
        self._recent[reader].sign(task.rvu, at)
        shift = self._shift(reader, at)
        if shift is not None:
            minutes, rvu = self._so_far(reader, shift)
            self._done[reader] = (shift.starts_at, minutes + task.minutes, rvu + task.rvu)

    def loads(self, present: Iterable[int], at: datetime) -> dict[UUID, ReaderLoad]:
        """By reader id, of those at their desks, as if each had nothing open."""
        practice = self._practice_rate(at)
        return {self._ids[one]: self._load(one, practice, at) for one in present}

    def _load(self, reader: int, practice: float | None, at: datetime) -> ReaderLoad:
        recent = self._recent[reader]
        shift = self._shift(reader, at)
        minutes, rvu = self._so_far(reader, shift) if shift else (0.0, 0.0)
        return ReaderLoad(
            shift_minutes_done=minutes,
            shift_rvu_done=rvu,
            shift_hours=self._shift_hours(shift, at),
            recent_rvu_done=recent.rvu(at),
            recent_hours=recent.hours(at),
            practice_rvu_per_hour=practice,
        )

    def _practice_rate(self, at: datetime) -> float | None:
        """Of everybody, at the desk or not; for a minute the same."""
        if self._practice is None or at - self._practice[0] >= PRACTICE_IS_ASKED_EVERY:
            self._practice = at, practice_rate((one.rvu(at), one.hours(at)) for one in self._recent)
        return self._practice[1]

    def _shift_hours(self, shift: ShiftFacts | None, at: datetime) -> float:
        if shift is None:
            return 0.0
        return (min(at, shift.ends_at) - max(shift.starts_at, self._starts_at)) / HOUR

    def _so_far(self, reader: int, shift: ShiftFacts) -> tuple[float, float]:
        starts_at, minutes, rvu = self._done.get(reader, (None, 0.0, 0.0))
        return (minutes, rvu) if starts_at == shift.starts_at else (0.0, 0.0)

    def _shift(self, reader: int, at: datetime) -> ShiftFacts | None:
        begun = [shift for shift in self._shifts[reader] if shift.starts_at <= at]
        return begun[-1] if begun else None


class _Recent:
    """What one reader did, and was at the desk, in the last ``RECENT``; asked in the order of time."""

    def __init__(self, presence: Iterable[Presence], starts_at: datetime) -> None:
        self._to_come = deque(
            (max(one.starts_at, starts_at), one.ends_at)
            for one in presence
            if one.ends_at > max(one.starts_at, starts_at)
        )
        self._past: deque[tuple[datetime, datetime]] = deque()
        self._past_hours = 0.0
        self._signed: deque[tuple[datetime, float]] = deque()
        self._rvu = 0.0

    def sign(self, rvu: float, at: datetime) -> None:
        self._signed.append((at, rvu))
        self._rvu += rvu

    def rvu(self, at: datetime) -> float:
        while self._signed and self._signed[0][0] <= at - RECENT:
            self._rvu -= self._signed.popleft()[1]
        return self._rvu

    def hours(self, at: datetime) -> float:
        while self._to_come and self._to_come[0][1] <= at:
            starts_at, ends_at = self._to_come.popleft()
            self._past.append((starts_at, ends_at))
            self._past_hours += (ends_at - starts_at) / HOUR
        since = at - RECENT
        while self._past and self._past[0][1] <= since:
            starts_at, ends_at = self._past.popleft()
            self._past_hours -= (ends_at - starts_at) / HOUR
        hours = self._past_hours
        if self._past and self._past[0][0] < since:
            hours -= (since - self._past[0][0]) / HOUR
        if self._to_come and self._to_come[0][0] < at:
            hours += (at - max(self._to_come[0][0], since)) / HOUR
        return hours
