"""Tax on a document: once, on its net total. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from apps.billing.money import percent_of, total


@dataclass(frozen=True, slots=True)
class Totals:
    """``total == net + tax``, to the last decimal of the currency."""

    net: Decimal
    tax: Decimal
    total: Decimal


def totals(amounts: Iterable[Decimal], *, tax_percent: Decimal, currency: str) -> Totals:
    """The three totals of a document whose lines are ``amounts``, which may be negative."""
    net = total(amounts, currency)
    tax = percent_of(net, tax_percent, currency)
    return Totals(net, tax, net + tax)
