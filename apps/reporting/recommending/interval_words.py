"""Intervals as people write them: English, German, French, Spanish, Japanese."""

import re
from collections.abc import Iterator

from apps.reporting.recommending.intervals import MOST, Interval

_NUMBERS = {
    **dict.fromkeys("a an one ein eine einem einer un une una uno".split(), 1),
    **dict.fromkeys("two zwei deux dos".split(), 2),
    **dict.fromkeys("three drei trois tres".split(), 3),
    **dict.fromkeys("four vier quatre cuatro".split(), 4),
    **dict.fromkeys("five funf cinq cinco".split(), 5),
    **dict.fromkeys("six sechs seis".split(), 6),
    "eight": 8,
    "nine": 9,
    "ten": 10,
    **dict.fromkeys("twelve zwolf douze doce".split(), 12),
    "eighteen": 18,
    "twenty-four": 24,
}
_UNITS = (
    ("hours", r"hours?|hrs?|stunden?|heures?|horas?"),
    ("days", r"days?|tage?n?|jours?|dias?"),
    ("weeks", r"weeks?|wks?|wochen?|semaines?|semanas?"),
    ("months", r"months?|mos?|mths?|monate?n?|mois|mes(?:es)?"),
    ("years", r"years?|yrs?|jahre?n?|ans?|annees?|anos?"),
)
_JAPANESE = (("days", "日"), ("weeks", "週間?"), ("months", "[ヶかカヵケ箇]月"), ("years", "年"))
_NUMBER = r"(?:\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
_SAID = re.compile(
    rf"\b(?P<within>(?:within|less than|no later than|innerhalb(?: von)?|binnen|d'ici|dentro de)"
    rf"(?: the)?(?: next)? )?(?<![\d.,])(?P<first>{_NUMBER})"
    rf"(?:(?: ?- ?| to | or | bis | a | und )(?P<last>{_NUMBER}))?[ -]?(?:{_UNIT})\b"
)
_JAPANESE_SAID = re.compile(
    r"(?P<first>\d{1,3})(?:[~〜-](?P<last>\d{1,3}))?("
    + "|".join(f"(?P<{name}>{words})" for name, words in _JAPANESE)
    + r")(?P<within>以内)?(?![齢前間歳生])"
)
_YEARLY = re.compile(r"\b(?:annual(?:ly)?|yearly|jahrlich\w*|annuel\w*|anual\w*)\b")
# An age, a history or how long something has been the same is no appointment.
_NOT_AHEAD_AFTER = re.compile(
    r"^[- ]?(?:old\b|ago\b|prior\b|earlier\b|history\b|of age\b|duration\b|alt\w*\b)"
)
_NOT_AHEAD_BEFORE = re.compile(
    r"\b(?:for|over|past|last|since|stable|unchanged|than|vor|seit|depuis|il y a|desde|hace)"
    r"(?: the| at least| more than| approximately| about| almost)* $"
)


def intervals_said(text: str) -> Iterator[tuple[int, Interval]]:
    """(place, interval) for each interval ahead that folded ``text`` names, in order."""
    found = [*_SAID.finditer(text), *_JAPANESE_SAID.finditer(text)]
    said = [
        (one.start(), interval)
        for one in found
        if not _NOT_AHEAD_AFTER.match(text[one.end() :])
        and not _NOT_AHEAD_BEFORE.search(text[max(0, one.start() - 40) : one.start()])
        and (interval := _interval(one))
    ]
    said += [(one.start(), Interval(12, 12, "months")) for one in _YEARLY.finditer(text)]
    yield from sorted(said, key=lambda one: one[0])


def _interval(found: re.Match[str]) -> Interval | None:
    unit = next(name for name, _ in _UNITS if found.groupdict().get(name))
    first = _count(found["first"])
    last = _count(found["last"]) if found["last"] else first
    first, last, unit = _counted(first, last, unit)
    if found["within"]:
        first = 0
    return Interval(first, last, unit) if first <= last <= MOST[unit] and last else None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _counted(first: int, last: int, unit: str) -> tuple[int, int, str]:
    """Years in months, hours in days begun."""
    if unit == "years":
        return first * 12, last * 12, "months"
    if unit == "hours":
        return -(-first // 24), -(-last // 24), "days"
    return first, last, unit
