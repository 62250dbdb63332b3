"""Where a section names organs and sides, found once and looked up around any place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from apps.reporting.checks.sides import SideWord, side_words
from apps.reporting.checks.sites import site_words
from apps.reporting.checks.text import SectionText


class Places:
    """The side words and organ words of one section, in order."""

    def __init__(self, section: SectionText) -> None:
        self.sides = list(side_words(section.text))
        self._side_starts = [word.start for word in self.sides]
        self.organs = list(site_words(section.text))
        self._organ_starts = [start for start, _, _ in self.organs]

    def sides_between(self, start: int, end: int) -> Iterator[SideWord]:
        """Those that lie wholly between the places."""
        for number in _numbers(self._side_starts, start, end):
            if self.sides[number].end <= end:
                yield self.sides[number]

    def organs_between(self, start: int, end: int) -> Iterator[str]:
        for number in _numbers(self._organ_starts, start, end):
            _, stop, organ = self.organs[number]
            if stop <= end:
                yield organ


def _numbers(starts: Sequence[int], start: int, end: int) -> range:
    return range(bisect_left(starts, start), bisect_left(starts, end))


@lru_cache(maxsize=256)
def organs_of_label(label: str) -> frozenset[str]:
    """The organs that a heading names."""
    return frozenset(organ for _, _, organ in site_words(label))


@lru_cache(maxsize=256)
def sides_of_label(label: str) -> frozenset[str]:
    """The sides that a heading names."""
    return frozenset(side for word in side_words(label) for side in word.sides)
