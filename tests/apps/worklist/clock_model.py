"""A second opinion on clocks: one flag per minute since the start, counted by hand. No code of the engine is used."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
FARTHEST = 60 * 24 * 40


class MinuteByMinute:
    """A task that was listed at ``start``. ``is_open`` says of a minute (its start, UTC) whether it counts.

    ``flags[i]`` is whether the minute that begins ``i`` minutes after the start was counted. The target is ``minutes``
    counted from flag ``origin`` on.
    """

    def __init__(self, start: datetime, is_open: Callable[[datetime], bool], minutes: int) -> None:
        self.start, self.is_open, self.minutes = start, is_open, minutes
        self.flags: list[bool] = []
        self.origin = 0
        self.held = False
        self.stopped: int | None = None

    @property
    def now(self) -> datetime:
        return self.start + len(self.flags) * MINUTE

    def pass_minutes(self, count: int) -> None:
        for _ in range(count):
            self.flags.append(not self.held and self.is_open(self.now))

    def exclude(self, first: int, last: int) -> None:
        for index in range(first, last):
            self.flags[index] = False

    def change(self, minutes: int) -> None:
        """Another target is asked now: never unfair to the reader, never kinder than what was promised."""
        if minutes == self.minutes:
            return
        left = self.minutes - sum(self.flags[self.origin :])
        as_ever = minutes - sum(self.flags)
        if as_ever >= left:
            self.origin, self.minutes = 0, minutes
        elif minutes < left:
            self.origin, self.minutes = len(self.flags), minutes

    def due(self, minutes: float) -> datetime | None:
        """When ``minutes`` after the origin will have been counted; None if a hold keeps it from coming."""
        left = minutes
        for index in range(self.origin, FARTHEST):
            if left <= 0:
                return self.start + index * MINUTE
            known = index < len(self.flags)
            if not known and self.held:
                return None
            left -= self.flags[index] if known else self.is_open(self.start + index * MINUTE)
        raise AssertionError("never due")

    def over(self, until: int) -> int:
        """Counted minutes after the due time until minute ``until``."""
        due = self.due(self.minutes)
        if due is None:
            return 0
        first = int((due - self.start) / MINUTE)
        return sum(self.flags[first:until])


def steps_due(model: MinuteByMinute, percents: Sequence[int]) -> set[int]:
    """Which of a ladder's percentages have come."""
    moments = {percent: model.due(model.minutes * percent / 100) for percent in percents}
    return {percent for percent, at in moments.items() if at is not None and at <= model.now}
