"""What a site is credited when a promise was broken. Pure: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

DEFAULT_CREDIT_RULES = (
    {"causes": [], "over_minutes": 0, "percent": "25", "automatic": False},
    {"causes": [], "over_minutes": 60, "percent": "50", "automatic": False},
)


@dataclass(frozen=True, slots=True)
class CreditRule:
    """``percent`` of what was charged, for a breach of one of the causes (none: any) by at least so many minutes.

    ``automatic``: also where nobody has said that the site is to be credited.
    """

    causes: frozenset[str]
    over_minutes: float
    percent: Decimal
    automatic: bool

    def applies(self, *, cause: str, minutes_over: float, granted: bool) -> bool:
        return (
            (granted or self.automatic)
            and (not self.causes or cause in self.causes)
            and minutes_over >= self.over_minutes
        )


def as_rules(rows: Sequence[Mapping[str, Any]]) -> tuple[CreditRule, ...]:
    return tuple(
        CreditRule(
            frozenset(row["causes"]),
            float(row["over_minutes"]),
            Decimal(row["percent"]),
            bool(row["automatic"]),
        )
        for row in rows
    )


def credit_percent(
    rules: Sequence[CreditRule], *, cause: str, minutes_over: float | None, granted: bool
) -> Decimal:
    """The highest share that a rule gives; 0 where none does, or while the clock still runs (``None``)."""
    if minutes_over is None:
        return Decimal(0)
    given = (
        rule.percent
        for rule in rules
        if rule.applies(cause=cause, minutes_over=minutes_over, granted=granted)
    )
    return min(max(given, default=Decimal(0)), Decimal(100))
