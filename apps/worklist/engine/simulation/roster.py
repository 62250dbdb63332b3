"""Who works when: a weekly pattern for each reader, laid so that hours follow the expected work."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from apps.worklist.engine.facts import ShiftFacts
from apps.worklist.engine.simulation.demand import WEEK_HOURS
from apps.worklist.engine.simulation.geography import local

SHIFTS_A_WEEK = 5
UTILISATION = 0.88
LOST_HOURS = 0.6
ATTENDANCE = 0.95
_STARTS = {
    "day": (7, 8, 9, 10),
    "evening": (13, 14, 15, 16),
    "night": (19, 20, 21, 22),
}


class Roster:
    """Hands out patterns one reader at a time, each where most expected work is still uncovered."""

    def __init__(self, week: Sequence[float], starts_on: date, paces: Sequence[float]) -> None:
        self.shift_hours = shift_hours(sum(week) / 60, paces)
        hours = len(paces) * SHIFTS_A_WEEK * self.shift_hours
        self._open = [minutes * hours / sum(week) for minutes in week]
        self._starts_on = starts_on
        self._week_start = datetime.combine(starts_on, datetime.min.time())

    def pattern(self, time_zone: str, kinds: Sequence[str]) -> tuple[int, tuple[int, ...]]:
        """The local start hour and the weekdays (0 the first day of the roster) of the next reader's shifts."""
        options = [self._best_days(start, time_zone) for kind in kinds for start in _STARTS[kind]]
        _, start, days = max(options)
        for day in days:
            for hour in self._hours(day, start, time_zone):
                self._open[hour] -= 1.0
        return start, days

    def _best_days(self, start: int, time_zone: str) -> tuple[float, int, tuple[int, ...]]:
        gains = sorted(
            (
                (sum(self._open[hour] for hour in self._hours(day, start, time_zone)), day)
                for day in range(7)
            ),
            reverse=True,
        )[:SHIFTS_A_WEEK]
        return sum(gain for gain, _ in gains), start, tuple(sorted(day for _, day in gains))

    def _hours(self, day: int, start: int, time_zone: str) -> list[int]:
        first = local(self._starts_on + timedelta(days=day), start, time_zone)
        index = round((first.replace(tzinfo=None) - self._week_start).total_seconds() / 3600)
        return [(index + offset) % WEEK_HOURS for offset in range(round(self.shift_hours))]


def shift_hours(work_hours: float, paces: Sequence[float]) -> float:
    """How long shifts must be, in quarter hours from 4 to 11, for readers to be busy ``UTILISATION`` of the time.

    A shift loses ``LOST_HOURS`` to its break, and of all shifts only ``ATTENDANCE`` are worked.
    """
    shifts_worked = sum(1 / pace for pace in paces) * SHIFTS_A_WEEK * ATTENDANCE
    at_the_desk = work_hours / (UTILISATION * shifts_worked)
    return min(11.0, max(4.0, round(4 * (at_the_desk + LOST_HOURS)) / 4))


def shifts(
    pattern: tuple[int, Sequence[int]], hours: float, time_zone: str, starts_on: date, days: int
) -> tuple[ShiftFacts, ...]:
    """The pattern's shifts from the day before ``starts_on`` for ``days`` days more; they keep local time over DST."""
    start, weekdays = pattern
    found = []
    for offset in range(-1, days + 1):
        if offset % 7 in weekdays:
            day = starts_on + timedelta(days=offset)
            found.append(
                ShiftFacts(
                    starts_at=local(day, start, time_zone),
                    ends_at=local(day, start + hours, time_zone),
                )
            )
    return tuple(found)


def random_kinds(random: Random) -> tuple[str, ...]:
    """The times of day that a reader is willing to work."""
    drawn = random.random()
    if drawn < 0.45:
        return ("day",)
    return ("day", "evening") if drawn < 0.75 else ("evening", "night")
