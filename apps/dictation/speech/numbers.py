"""Numbers in words or digits, with their units, as a radiologist writes them."""

import re
from dataclasses import dataclass

from apps.dictation.speech import english as en
from apps.dictation.speech.tokens import Token, closed

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Number:
    """``end`` is the place behind it; ``plain`` one that stays a word where nothing asks for digits."""

    digits: str
    end: int
    plain: bool


def number_at(tokens: list[Token], at: int) -> Number | None:
    """The number that begins at ``at``, as far as it goes without a mark within."""
    if at >= len(tokens):
        return None
    if _DIGITS.fullmatch(tokens[at].core):
        return Number(tokens[at].core, at + 1, plain=False)
    whole = _whole_at(tokens, at)
    value, end = whole or (0, at)
    fraction = _fraction_at(tokens, end)
    if fraction and (not whole or not closed(tokens[end - 1])):
        return Number(f"{value}.{fraction[0]}", fraction[1], plain=False)
    if whole is None:
        return None
    return Number(str(value), end, plain=value < _SMALL and end == at + 1)


def measure_at(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """A measurement, a range or a number that is written in digits, and the place behind it; None where none is."""
    first = number_at(tokens, at)
    if first is None:
        return None
    long = _several(tokens, first)
    if long:
        return long
    halved = _with_half(tokens, first)
    unit = unit_at(tokens, halved)
    if unit:
        return [Token(f"{halved.digits}{unit[0]}", tokens[unit[1] - 1].trail)], unit[1]
    if first.plain and not _numbered(tokens, at):
        return None
    return [Token(first.digits, tokens[first.end - 1].trail)], first.end


def unit_at(tokens: list[Token], number: Number) -> tuple[str, int] | None:
    """The unit behind a number with the space before it, and the place behind the unit."""
    at = number.end
    if at == 0 or closed(tokens[at - 1]):
        return None
    for length in (2, 1):
        phrase = tokens[at : at + length]
        if len(phrase) == length and not any(closed(token) for token in phrase[:-1]):
            unit = en.UNITS.get(" ".join(token.word for token in phrase))
            if unit is not None:
                return unit, at + length
    return None


def _several(tokens: list[Token], first: Number) -> tuple[list[Token], int] | None:
    """``2 x 3 x 4 mm`` and ``2 to 3 mm``: numbers that one unit ends."""
    text, number = first.digits, first
    unit = unit_at(tokens, number)
    while True:
        end = unit[1] if unit else number.end
        if end >= len(tokens) or closed(tokens[end - 1]):
            break
        separator = tokens[end].word
        if separator not in en.BY and (separator not in en.RANGE or unit is not None):
            break
        following = number_at(tokens, end + 1)
        if following is None or closed(tokens[end]):
            break
        unit_of_next = unit_at(tokens, following)
        # A unit said twice is written once.
        said = unit[0] if unit and (unit_of_next is None or unit_of_next[0] != unit[0]) else ""
        text += said + (" x " if separator in en.BY else f" {separator} ") + following.digits
        number, unit = following, unit_of_next
    if number is first or unit is None:
        return None
    return [Token(text + unit[0], tokens[unit[1] - 1].trail)], unit[1]


def _with_half(tokens: list[Token], number: Number) -> Number:
    """``three and a half``: only before a unit, which the caller looks for."""
    end = number.end + len(en.HALF)
    said = tuple(token.word for token in tokens[number.end : end])
    if said != en.HALF or "." in number.digits or closed(tokens[number.end - 1]):
        return number
    halved = Number(f"{number.digits}.5", end, plain=False)
    return halved if unit_at(tokens, halved) else number


def _numbered(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].word in en.NUMBERED and not closed(tokens[at - 1])


def _whole_at(tokens: list[Token], at: int) -> tuple[int, int] | None:
    below = _below_hundred(tokens, at)
    if below is None:
        return None
    value, end = below
    year = _year(tokens, at)
    if year:
        return year
    if _follows(tokens, end, en.HUNDRED):
        value, end = _plus_rest(tokens, value * 100, end + 1)
    if _follows(tokens, end, en.THOUSAND):
        value, end = _plus_rest(tokens, value * 1000, end + 1)
        if _follows(tokens, end, en.HUNDRED):
            hundreds = value % 1000
            value, end = _plus_rest(tokens, value - hundreds + hundreds * 100, end + 1)
    return value, end


def _plus_rest(tokens: list[Token], value: int, end: int) -> tuple[int, int]:
    if closed(tokens[end - 1]):
        return value, end
    start = end + 1 if _follows(tokens, end, en.AND) else end
    rest = _below_hundred(tokens, start)
    return (value + rest[0], rest[1]) if rest else (value, end)


def _below_hundred(tokens: list[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    word = tokens[at].word
    if word in en.ONES:
        return en.ONES[word], at + 1
    tens, _, ones = word.partition("-")
    if tens not in en.TENS:
        return None
    if ones:
        return (
            (en.TENS[tens] + en.ONES[ones], at + 1) if 0 < en.ONES.get(ones, 0) < _SMALL else None
        )
    if at + 1 < len(tokens) and not closed(tokens[at]):
        more = en.ONES.get(tokens[at + 1].word, 0)
        if 0 < more < _SMALL:
            return en.TENS[tens] + more, at + 2
    return en.TENS[tens], at + 1


def _year(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """``nineteen ninety eight``, ``twenty twenty four``."""
    century = en.CENTURIES.get(tokens[at].word)
    if century is None or closed(tokens[at]):
        return None
    rest = _below_hundred(tokens, at + 1)
    return (century + rest[0], rest[1]) if rest and rest[0] >= _SMALL else None


def _fraction_at(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The digits after ``point``, and the place behind them."""
    if not _follows(tokens, at, en.POINT):
        return None
    digits, end = "", at + 1
    while end < len(tokens) and not closed(tokens[end - 1]):
        if tokens[end].word == en.NOUGHT:
            digits, end = digits + "0", end + 1
            continue
        said = _below_hundred(tokens, end)
        if said is None:
            break
        digits, end = digits + str(said[0]), said[1]
    return (digits, end) if digits else None


def _follows(tokens: list[Token], at: int, word: str) -> bool:
    return at < len(tokens) and tokens[at].word == word and (at == 0 or not closed(tokens[at - 1]))
