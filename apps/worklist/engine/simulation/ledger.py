"""What each reader has done in the present shift, as assignment is told it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from apps.worklist.engine.facts import ShiftFacts, TaskFacts
from apps.worklist.engine.loads import ReaderLoad, with_team_rate
from apps.worklist.engine.simulation.readers import SimulatedReader


class Ledger:
    """Loads of readers by number. A free reader has nothing open; breaks and absences do not stop the shift's hours.

    Of a shift that had begun before ``starts_at``, when there was no work yet, only the hours since then count.
    """

    def __init__(self, readers: Sequence[SimulatedReader], starts_at: datetime) -> None:
        self._starts_at = starts_at
        self._shifts = [reader.facts.shifts for reader in readers]
        self._ids = [reader.facts.reader_id for reader in readers]
        self._done: dict[int, tuple[datetime, float, float]] = {}

    def sign(self, reader: int, task: TaskFacts, at: datetime) -> None:
        """Count a signed task to the shift of ``at``; overtime counts to the shift that has ended."""
        shift = self._shift(reader, at)
        if shift is not None:
            minutes, rvu = self._so_far(reader, shift)
            self._done[reader] = (shift.starts_at, minutes + task.minutes, rvu + task.rvu)

    def loads(self, present: Iterable[int], at: datetime) -> dict[UUID, ReaderLoad]:
        """By reader id, of those at their desks, as if each had nothing open."""
        return with_team_rate({self._ids[one]: self._load(one, at) for one in present})

    def _load(self, reader: int, at: datetime) -> ReaderLoad:
        shift = self._shift(reader, at)
        if shift is None:
            return ReaderLoad()
        minutes, rvu = self._so_far(reader, shift)
        worked = min(at, shift.ends_at) - max(shift.starts_at, self._starts_at)
        return ReaderLoad(
            shift_minutes_done=minutes,
            shift_rvu_done=rvu,
            shift_hours=worked.total_seconds() / 3600,
        )

    def _so_far(self, reader: int, shift: ShiftFacts) -> tuple[float, float]:
        starts_at, minutes, rvu = self._done.get(reader, (None, 0.0, 0.0))
        return (minutes, rvu) if starts_at == shift.starts_at else (0.0, 0.0)

    def _shift(self, reader: int, at: datetime) -> ShiftFacts | None:
        begun = [shift for shift in self._shifts[reader] if shift.starts_at <= at]
        return begun[-1] if begun else None
