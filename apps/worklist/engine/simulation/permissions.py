"""Who may read which class of work, from when until when, over the whole simulated period.

The answers are the product's own; they are the same under every policy and so are asked for once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

from apps.worklist.engine.eligibility import eligible_classes
from apps.worklist.engine.facts import ReaderFacts, WorkClass


class Permissions:
    """Readers are known by their number in ``readers``, classes by the number that ``number`` gives."""

    def __init__(
        self,
        readers: Sequence[ReaderFacts],
        classes: Iterable[WorkClass],
        starts_at: datetime,
        ends_at: datetime,
    ) -> None:
        self._numbers = {work: number for number, work in enumerate(dict.fromkeys(classes))}
        numbered = {number: work for work, number in self._numbers.items()}
        self._readers = [_Timeline(one, numbered, starts_at, ends_at) for one in readers]

    def number(self, work: WorkClass) -> int:
        """The number of a class that was given at the start."""
        return self._numbers[work]

    def classes(self, reader: int, at: datetime) -> frozenset[int]:
        """The classes that the reader may read at ``at``."""
        timeline = self._readers[reader]
        return timeline.sets[bisect_right(timeline.starts, at) - 1]

    def changes(self, reader: int) -> Sequence[datetime]:
        """The instants at which the reader's classes may change."""
        return self._readers[reader].starts[1:]

    def until(self, reader: int, number: int, at: datetime) -> datetime | None:
        """The first instant after ``at`` at which the reader may not read that class; None if there is none."""
        timeline = self._readers[reader]
        for start, eligible in zip(timeline.starts, timeline.sets, strict=True):
            if start > at and number not in eligible:
                return start
        return None


class _Timeline:
    """Sets of classes, each valid from the start beside it until the next."""

    def __init__(
        self,
        facts: ReaderFacts,
        classes: dict[int, WorkClass],
        starts_at: datetime,
        ends_at: datetime,
    ) -> None:
        self.starts: list[datetime] = []
        self.sets: list[frozenset[int]] = []
        at: datetime | None = starts_at
        while at is not None and at < ends_at:
            eligible, change = eligible_classes(classes, facts, at)
            self.starts.append(at)
            self.sets.append(eligible)
            at = change
