"""Levels of the spine and weightings: ``L4-5``, ``L5-S1``, ``T2-weighted``."""

import re

from apps.dictation.speech import english as en
from apps.dictation.speech.numbers import Number, unit_at
from apps.dictation.speech.tokens import Token, closed

_WRITTEN = re.compile(r"([ctls])(\d{1,2})")


def level_at(tokens: list[Token], at: int) -> tuple[list[Token], int] | None:
    """A level, or two that adjoin, and the place behind; None where none is said."""
    first = _single(tokens, at)
    if first is None:
        return None
    region, number, end = first
    text = f"{region.upper()}{number}"
    if closed(tokens[end - 1]):
        return [Token(text, tokens[end - 1].trail)], end
    second = _single(tokens, end)
    if second and _adjoins(region, number, second[0], second[1]):
        return [
            Token(f"{text}-{second[0].upper()}{second[1]}", tokens[second[2] - 1].trail)
        ], second[2]
    following = _small(tokens, end)
    if following == number + 1 and not unit_at(tokens, Number("", end + 1, plain=False)):
        return [Token(f"{text}-{following}", tokens[end].trail)], end + 1
    if region == "t" and end < len(tokens) and tokens[end].word == en.WEIGHTED:
        return [Token(f"{text}-{en.WEIGHTED}", tokens[end].trail)], end + 1
    return [Token(text)], end


def _single(tokens: list[Token], at: int) -> tuple[str, int, int] | None:
    """Region, number and the place behind, said as ``L four`` or written as ``L4``."""
    if at >= len(tokens):
        return None
    word = tokens[at].word
    written = _WRITTEN.fullmatch(word)
    if written:
        region, number, end = written[1], int(written[2]), at + 1
    elif word in en.LAST_LEVEL and not closed(tokens[at]):
        region, number, end = word, _small(tokens, at + 1), at + 2
    else:
        return None
    return (region, number, end) if 0 < number <= en.LAST_LEVEL[region] else None


def _small(tokens: list[Token], at: int) -> int:
    """A number said in one word or written in digits; 0 where none is."""
    if at >= len(tokens):
        return 0
    word = tokens[at].word
    return int(word) if re.fullmatch(r"\d{1,2}", word) else en.ONES.get(word, 0)


def _adjoins(region: str, number: int, below: str, next_number: int) -> bool:
    if region == below:
        return next_number == number + 1
    return en.NEXT_REGION.get(region) == (below, number) and next_number == 1
