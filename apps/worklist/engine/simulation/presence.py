"""When a reader is really at the desk: shifts less absences, breaks and sudden departures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from apps.worklist.engine.facts import ShiftFacts

ABSENT = 0.04
LEAVES_EARLY = 0.02


@dataclass(frozen=True, slots=True)
class Presence:
    """A stretch at the desk. ``expected_until`` is what the roster says; a sudden departure ends it before that."""

    starts_at: datetime
    ends_at: datetime
    expected_until: datetime

    @property
    def sudden(self) -> bool:
        """The reader drops what is on the screen instead of finishing it."""
        return self.ends_at < self.expected_until

    @property
    def hours(self) -> float:
        return (self.ends_at - self.starts_at).total_seconds() / 3600


def attend(random: Random, rostered: Iterable[ShiftFacts]) -> tuple[Presence, ...]:
    """What becomes of the rostered shifts: one in 25 is missed, one in 50 ends early, each has a break."""
    stretches: list[Presence] = []
    for shift in rostered:
        fate, cut, pause_at, pause = (random.random() for _ in range(4))
        if fate < ABSENT:
            continue
        length = shift.ends_at - shift.starts_at
        break_starts = shift.starts_at + length * (0.35 + 0.25 * pause_at)
        break_ends = break_starts + timedelta(minutes=25 + 20 * pause)
        last = shift.ends_at
        if fate < ABSENT + LEAVES_EARLY:
            last = break_ends + (shift.ends_at - break_ends) * cut * 0.9
        stretches.append(Presence(shift.starts_at, break_starts, break_starts))
        stretches.append(Presence(break_ends, last, shift.ends_at))
    return tuple(stretches)
