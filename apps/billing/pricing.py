"""Which price applies, and why. Pure: no Django, no clock.

A line of a price list says a price for what it names and leaves open what it does not. Of the lines that apply the most
specific one counts: the one that names the first axis in ``AXES`` that the others leave open. No two lines of a list
name the same of the same, so there is always one answer, and never a matter of order or time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from apps.billing.money import PERCENT, rounded

AXES = ("reader", "site", "study_type", "modality", "kind", "priority", "time_band")


@dataclass(frozen=True, slots=True)
class Line:
    """``None`` takes everything. The price is ``amount`` and ``per_rvu`` for each relative value unit of the read."""

    id: UUID
    amount: Decimal
    per_rvu: Decimal = Decimal(0)
    reader: UUID | None = None
    site: UUID | None = None
    study_type: UUID | None = None
    modality: str | None = None
    kind: str | None = None
    priority: str | None = None
    time_band: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is priced. ``on_shift``: whether the reader was rostered at that moment."""

    site: UUID
    kind: str
    priority: str
    time_band: str
    study_type: UUID | None = None
    modalities: tuple[str, ...] = ()
    reader: UUID | None = None
    rvu: Decimal = Decimal(1)
    on_shift: bool = False


@dataclass(frozen=True, slots=True)
class Premium:
    """What is added to a reader's price in a time band: a share of it, a fixed amount, or both."""

    time_band: str
    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    on_shift_only: bool = False

    def applies(self, facts: Facts) -> bool:
        return self.time_band == facts.time_band and (facts.on_shift or not self.on_shift_only)


@dataclass(frozen=True, slots=True)
class Considered:
    """A line and the axes on which it does not fit; none: it applies."""

    line: Line
    differs_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """``amount == base + rvu + premium``; ``named`` are the axes that made the line win."""

    line: Line
    amount: Decimal
    base: Decimal
    rvu: Decimal
    premium: Decimal
    named: tuple[str, ...]
    beaten: tuple[Line, ...] = field(default=())


def quote(
    lines: Sequence[Line], facts: Facts, *, currency: str, premiums: Sequence[Premium] = ()
) -> Quote | None:
    """The price; None where no line applies."""
    applying = sorted(
        (line for line in lines if not differs_on(line, facts)), key=_specificity, reverse=True
    )
    if not applying:
        return None
    line = applying[0]
    base = rounded(line.amount, currency)
    rvu = rounded(line.per_rvu * facts.rvu, currency)
    premium = sum((_premium(one, base + rvu, facts) for one in premiums), Decimal(0))
    premium = rounded(premium, currency)
    return Quote(
        line=line,
        amount=base + rvu + premium,
        base=base,
        rvu=rvu,
        premium=premium,
        named=tuple(axis for axis in AXES if getattr(line, axis) is not None),
        beaten=tuple(applying[1:]),
    )


def consider(lines: Sequence[Line], facts: Facts) -> list[Considered]:
    """Every line with where it differs, those that apply first and the most specific of them before all."""
    ordered = sorted(lines, key=_specificity, reverse=True)
    found = [Considered(line, differs_on(line, facts)) for line in ordered]
    return sorted(found, key=lambda one: len(one.differs_on))


def differs_on(line: Line, facts: Facts) -> tuple[str, ...]:
    return tuple(axis for axis in AXES if not _fits(axis, getattr(line, axis), facts))


def changed_by(amount: Decimal, percent: Decimal, currency: str) -> Decimal:
    """A price raised, or lowered, by a share of it."""
    return rounded(amount * (PERCENT + percent) / PERCENT, currency)


def _fits(axis: str, wanted: object, facts: Facts) -> bool:
    if wanted is None:
        return True
    if axis == "modality":
        return wanted in facts.modalities
    return bool(wanted == getattr(facts, axis))


def _specificity(line: Line) -> tuple[tuple[bool, ...], str]:
    """Compared axis by axis. Two lines for two modalities of one study may tie: then the first in the alphabet."""
    named = tuple(getattr(line, axis) is not None for axis in AXES)
    return named, "".join(chr(0x10FFFF - ord(letter)) for letter in line.modality or "")


def _premium(premium: Premium, price: Decimal, facts: Facts) -> Decimal:
    if not premium.applies(facts):
        return Decimal(0)
    return price * premium.percent / PERCENT + premium.amount
