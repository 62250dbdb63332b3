"""What readers take and what they leave, as shares with their uncertainty. Pure.

A *kind* is a value of one dimension: a modality, a procedure group or a priority. Of each kind a reader **took** the
tasks they completed and **passed over** those they skipped, opened and left, or gave back, and never completed. The
share passed over is shown with its Wilson score interval (Wilson 1927), which stays sensible for small numbers.

A kind is **flagged** when all of this holds:

- at least ``LEAST_CASES`` tasks of it were taken or passed over,
- the lower end of the 95 % interval lies above ``SHARE_THRESHOLD``,
- the lower end lies above the colleagues' share of the same kind in the same period, so that what everybody leaves
  (bad images, a misrouted site) is not held against one.

A flag is a question to ask, not an answer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

SHARE_THRESHOLD = 0.25
LEAST_CASES = 10
Z_95 = 1.959964
DIMENSIONS = ("modality", "procedure_group", "priority")


@dataclass(frozen=True, slots=True)
class Work:
    """What is counted of a task: its kinds, and what it is expected to cost."""

    modalities: tuple[str, ...]
    procedure_group: str
    priority: str
    minutes: float = 0.0
    rvu: float = 0.0

    def kinds(self) -> list[tuple[str, str]]:
        """Pairs of dimension and value; a study of several modalities is of several kinds."""
        modalities = [("modality", one) for one in dict.fromkeys(self.modalities)]
        return [
            *modalities,
            ("procedure_group", self.procedure_group),
            ("priority", self.priority),
        ]


@dataclass(frozen=True, slots=True)
class KindShare:
    """``low`` and ``high`` bound the share at 95 %; ``colleagues`` is None where they had none of the kind."""

    dimension: str
    value: str
    taken: int
    passed_over: int
    share: float
    low: float
    high: float
    colleagues: float | None
    flagged: bool


@dataclass(frozen=True, slots=True)
class MixLine:
    """One kind's part of what the reader completed, and of what was completed around them; shares from 0 to 1."""

    dimension: str
    value: str
    own: int
    own_share: float
    around: int
    around_share: float


def wilson_interval(hits: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of ``hits`` of ``total``; all of 0 to 1 where there is nothing to go by."""
    if total <= 0:
        return 0.0, 1.0
    share = hits / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def kind_shares(
    *,
    taken: Iterable[Work],
    passed_over: Iterable[Work],
    colleagues_taken: Mapping[tuple[str, str], int],
    colleagues_passed_over: Mapping[tuple[str, str], int],
) -> list[KindShare]:
    """Every kind that the reader met, by dimension and value."""
    took, left = count_kinds(taken), count_kinds(passed_over)
    found = []
    for dimension, value in sorted(took.keys() | left.keys()):
        kind = (dimension, value)
        others = colleagues_taken.get(kind, 0) + colleagues_passed_over.get(kind, 0)
        colleagues = colleagues_passed_over.get(kind, 0) / others if others else None
        total = took[kind] + left[kind]
        low, high = wilson_interval(left[kind], total)
        found.append(
            KindShare(
                dimension=dimension,
                value=value,
                taken=took[kind],
                passed_over=left[kind],
                share=left[kind] / total,
                low=low,
                high=high,
                colleagues=colleagues,
                flagged=total >= LEAST_CASES and low > max(SHARE_THRESHOLD, colleagues or 0.0),
            )
        )
    return found


def count_kinds(works: Iterable[Work]) -> Counter[tuple[str, str]]:
    """How many tasks there are of each kind."""
    return Counter(kind for work in works for kind in work.kinds())


def case_mix(own: Iterable[Work], around: Mapping[Work, int]) -> list[MixLine]:
    """The reader's kinds beside those of the work ``around`` (with how often), by dimension and value."""
    mine = count_kinds(own)
    theirs: Counter[tuple[str, str]] = Counter()
    for work, times in around.items():
        for kind in work.kinds():
            theirs[kind] += times
    own_totals, around_totals = _totals(mine), _totals(theirs)
    return [
        MixLine(
            dimension=dimension,
            value=value,
            own=mine[dimension, value],
            own_share=_share(mine[dimension, value], own_totals[dimension]),
            around=theirs[dimension, value],
            around_share=_share(theirs[dimension, value], around_totals[dimension]),
        )
        for dimension, value in sorted(mine.keys() | theirs.keys())
    ]


def per_hour(amount: float, hours: float) -> float | None:
    """None where no hour was worked."""
    return amount / hours if hours > 0 else None


def _totals(counts: Mapping[tuple[str, str], int]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for (dimension, _), number in counts.items():
        totals[dimension] += number
    return totals


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
