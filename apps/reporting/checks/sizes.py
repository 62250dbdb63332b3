"""The same finding with another size or degree in the impression than in the findings."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.mentions import Mention
from apps.reporting.checks.report import ReportText, result
from apps.reporting.checks.text import SectionText

_LENGTH = re.compile(
    r"(?<![\d.,/-])(\d{1,3}(?:[.,]\d{1,2})?)((?: ?(?:x|by) ?\d{1,3}(?:[.,]\d{1,2})?){0,2})[ -]?(mm|cm)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:previous\w*|prior|was|were|formerly|recommend\w*|follow-?up|less than|greater than|up to|threshold|criteria|growth|increase\w*|decrease\w*|from)\b|[<>]"
)


def other_size(report: ReportText) -> Iterator[Result]:
    """At most one result. A size counts as another where no number of the findings comes near it."""
    known = sorted(size for _, _, size in lengths(report.findings, 0, len(report.findings.text)))
    for one in report.concluded:
        same = [other for other in report.found if other.concept == one.concept and other.asserted]
        if not (same and one.asserted) or one.scope.past:
            continue
        found = _length(report, one, same, known) or _degree(report, one, same)
        if found:
            yield found
            return


def lengths(section: SectionText, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """(start, end, millimetres) of every length in that part of the section, each axis by itself."""
    for found in _LENGTH.finditer(section.text, start, end):
        factor = 10.0 if found.group(3) == "cm" else 1.0
        for number in [found.group(1), *re.findall(r"[\d.,]+", found.group(2))]:
            yield found.start(), found.end(), float(number.replace(",", ".").rstrip(".")) * factor


def _length(
    report: ReportText, one: Mention, same: list[Mention], known: list[float]
) -> Result | None:
    section = report.impression
    words = section.text[one.sentence.start : min(one.sentence.end, one.sentence.start + 400)]
    if _NOT_NOW.search(words) or not any(_has_length(report.findings, other) for other in same):
        return None
    start, end = max(one.sentence.start, one.start - 40), min(one.sentence.end, one.end + 50)
    for begin, stop, size in lengths(section, start, end):
        words = section.text[begin:stop]
        rounded = 5.0 if words.endswith("cm") and "." not in words and "," not in words else 0.6
        if known and not _is_near(size, known, rounded):
            return result(
                "contradiction",
                section,
                begin,
                stop,
                f"The impression says “{section.original[begin:stop]}”, a size that the findings do not give.",
            )
    return None


def _is_near(size: float, known: list[float], rounded: float) -> bool:
    """Whether one of the sorted sizes lies within ``rounded`` millimetres or five percent of itself."""
    least = min(size - rounded, size / 1.05)
    place = bisect_left(known, least)
    return place < len(known) and known[place] <= max(size + rounded, size / 0.95)


def _has_length(section: SectionText, one: Mention) -> bool:
    start = one.sentence.start
    return section.has(_LENGTH, start, min(one.sentence.end, start + 600))


def _degree(report: ReportText, one: Mention, same: list[Mention]) -> Result | None:
    others = {other.size for other in same if other.size}
    if not one.size or len(others) != 1 or abs(one.size - next(iter(others))) < 2:
        return None
    if any(other.levels or other.sides != one.sides for other in same):
        return None
    section = report.impression
    start = max(one.sentence.start, one.start - 20)
    return result(
        "contradiction",
        section,
        start,
        one.end,
        f"The impression gives “{section.original[start : one.end].strip()}” another degree than the findings.",
    )
