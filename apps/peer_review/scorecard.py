"""What counted reviews say of a reader, and what so few of them cannot say. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from apps.peer_review.exact import Interval, wilson
from apps.peer_review.radpeer import CONCURS, NEED_ARBITRATION, SCORES

# Below this many counted reviews no rate is given: at 29 of 30 agreeing, the interval still spans 16 points.
FEWEST_FOR_RATES: Final = 30


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of ``total`` with its 95 % interval (Wilson)."""

    hits: int
    total: int
    share: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Scorecard:
    """``agreement`` (score 1) and ``significant`` (2b, 3a, 3b) are None where there are too few to say.

    ``differs``: whether the practice's own share lies outside of the interval of ``significant``: ``higher``,
    ``lower``, ``no``, or ``too_few``.
    """

    reader_id: UUID
    counts: Mapping[str, int]
    total: int
    agreement: Rate | None
    significant: Rate | None
    differs: str


def rate(hits: int, total: int) -> Rate | None:
    """None below ``FEWEST_FOR_RATES``."""
    if total < FEWEST_FOR_RATES:
        return None
    return Rate(hits, total, hits / total, wilson(hits, total))


def scorecards(counted: Iterable[tuple[UUID, str, int]]) -> list[Scorecard]:
    """One card per reader from (reader, final score, how many), by reader; the practice is all of them together."""
    counts: dict[UUID, dict[str, int]] = {}
    for reader_id, score, number in counted:
        row = counts.setdefault(reader_id, dict.fromkeys(SCORES, 0))
        row[score] += number
    everything = practice_rates(list(counts.values()))[1]
    return [_card(reader_id, row, everything) for reader_id, row in sorted(counts.items())]


def practice_rates(rows: Sequence[Mapping[str, int]]) -> tuple[Rate | None, Rate | None]:
    """Agreement and significant differences over all these counts."""
    total = sum(sum(row.values()) for row in rows)
    agreed = sum(row[CONCURS] for row in rows)
    return rate(agreed, total), rate(sum(_significant(row) for row in rows), total)


def _card(reader_id: UUID, row: Mapping[str, int], everything: Rate | None) -> Scorecard:
    total = sum(row.values())
    significant = rate(_significant(row), total)
    return Scorecard(
        reader_id=reader_id,
        counts=row,
        total=total,
        agreement=rate(row[CONCURS], total),
        significant=significant,
        differs=_differs(significant, everything),
    )


def _significant(row: Mapping[str, int]) -> int:
    return sum(row[score] for score in NEED_ARBITRATION)


def _differs(own: Rate | None, everything: Rate | None) -> str:
    if own is None or everything is None:
        return "too_few"
    if own.interval.low > everything.share:
        return "higher"
    return "lower" if own.interval.high < everything.share else "no"
