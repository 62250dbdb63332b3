"""Exact tests and intervals for small counts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt
from typing import Final

# The two-sided 95 % quantile of the normal distribution.
Z95: Final = 1.959963984540054
# Probabilities that are equal but for rounding count as equal (as in R's fisher.test).
_SLACK: Final = 1 + 1e-7


@dataclass(frozen=True, slots=True)
class Interval:
    """Proportions in [0, 1]."""

    low: float
    high: float


def wilson(hits: int, total: int, z: float = Z95) -> Interval:
    """The Wilson score interval of a proportion; [0, 1] for nothing seen. ``ValueError``: counts that cannot be."""
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total}")
    if total == 0:
        return Interval(0.0, 1.0)
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    half /= 1 + square / total
    # At the ends the formula gives 0 and 1 exactly; rounding must not say otherwise.
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    high = 1.0 if hits == total else min(1.0, middle + half)
    return Interval(low, high)


def fisher(a: int, b: int, c: int, d: int) -> float:
    """The two-sided p-value of Fisher's exact test on the table ((a, b), (c, d))."""
    row, other, column = a + b, c + d, a + c
    whole = comb(row + other, column)
    chances = {
        x: comb(row, x) * comb(other, column - x) / whole
        for x in range(max(0, column - other), min(row, column) + 1)
    }
    limit = chances[a] * _SLACK
    return min(1.0, sum(chance for chance in chances.values() if chance <= limit))


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values adjusted for how many there are (Holm 1979), in the order given."""
    count = len(p_values)
    adjusted = [0.0] * count
    highest = 0.0
    for place, index in enumerate(sorted(range(count), key=lambda i: p_values[i])):
        highest = max(highest, min(1.0, (count - place) * p_values[index]))
        adjusted[index] = highest
    return adjusted
