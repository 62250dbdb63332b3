"""Arithmetic with money: decimals, one currency at a time, rounded once. Pure: no Django.

A price, a charge, a line is rounded to the currency's own decimals half away from zero, as commercial documents are
(ISO 4217 says how many decimals each has); a total is a sum of rounded lines and is never rounded itself.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from moneyed import Money, get_currency
from moneyed.classes import CurrencyDoesNotExist
from moneyed.l10n import format_money

PERCENT = Decimal(100)
LOCALES = {"EUR": "en_IE", "AUD": "en_AU", "GBP": "en_GB"}


def is_currency(code: str) -> bool:
    """Whether ISO 4217 knows the code."""
    try:
        get_currency(code)
    except CurrencyDoesNotExist:
        return False
    return True


def decimals_of(currency: str) -> int:
    """How many decimals an amount has: 2 for EUR, 0 for JPY, 3 for KWD."""
    return len(str(int(get_currency(currency).sub_unit))) - 1


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount as the currency writes it, half away from zero."""
    return amount.quantize(Decimal(1).scaleb(-decimals_of(currency)), rounding=ROUND_HALF_UP)


def percent_of(amount: Decimal, percent: Decimal, currency: str) -> Decimal:
    return rounded(amount * percent / PERCENT, currency)


def total(amounts: Iterable[Decimal], currency: str) -> Decimal:
    """Their sum. Each is an amount of ``currency``, so that nothing is rounded here."""
    start = Money(Decimal(0), currency)
    summed: Decimal = sum((Money(one, currency) for one in amounts), start=start).amount
    return rounded(summed, currency)


def written(amount: Decimal, currency: str) -> str:
    """For people: ``€1,234.50``."""
    text: str = format_money(Money(amount, currency), locale=LOCALES.get(currency, "en_US"))
    return text
