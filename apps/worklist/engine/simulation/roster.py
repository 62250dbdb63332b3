"""Who works when: a weekly pattern for each reader, laid so that hours follow the expected work."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from apps.worklist.engine.facts import ShiftFacts
from apps.worklist.engine.simulation.demand import WEEK_HOURS
from apps.worklist.engine.simulation.geography import local

SHIFT_HOURS = 8
SHIFTS_A_WEEK = 5
_STARTS = {
    "day": (7, 8, 9, 10),
    "evening": (13, 14, 15, 16),
    "night": (19, 20, 21, 22),
}


class Roster:
    """Hands out patterns one reader at a time, each where most expected work is still uncovered."""

    def __init__(self, week: Sequence[float], starts_on: date, readers: int) -> None:
        hours = readers * SHIFTS_A_WEEK * SHIFT_HOURS
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
        return [(index + offset) % WEEK_HOURS for offset in range(SHIFT_HOURS)]


def shifts(
    start: int, weekdays: Sequence[int], time_zone: str, starts_on: date, days: int
) -> tuple[ShiftFacts, ...]:
    """The pattern's shifts from the day before ``starts_on`` for ``days`` days more; they keep local time over DST."""
    found = []
    for offset in range(-1, days + 1):
        if offset % 7 in weekdays:
            day = starts_on + timedelta(days=offset)
            found.append(
                ShiftFacts(
                    starts_at=local(day, start, time_zone),
                    ends_at=local(day, start + SHIFT_HOURS, time_zone),
                )
            )
    return tuple(found)


def random_kinds(random: Random) -> tuple[str, ...]:
    """The times of day that a reader is willing to work."""
    drawn = random.random()
    if drawn < 0.45:
        return ("day",)
    return ("day", "evening") if drawn < 0.75 else ("evening", "night")
