"""Measurements that no body and no scanner can give."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.limits import LARGEST, LESIONS, VALUES
from apps.reporting.checks.report import ReportText, result
from apps.reporting.checks.text import SectionText

CODE = "impossible_measurement"
MOST = 20
ANYTHING_MM = 600.0
_NUMBER = r"(?P<minus>(?<![\w)\d] )(?<![\w)])-)?(?<![\d.,])(?P<value>\d{1,6}(?:[.,]\d{1,3})?)"
_NEVER_TOO_LARGE = min(most for _, _, most in LARGEST)
_LENGTH = re.compile(
    _NUMBER + r"(?P<more>(?: ?(?:mm|cm)? ?(?:x|by) ?\d{1,6}(?:[.,]\d{1,3})?){0,2})[ -]?"
    r"(?P<unit>mm|cm|km|met(?:er|re)s?|m|inch(?:es)?|feet|ft|miles?|millimet(?:er|re)s?|centimet(?:er|re)s?)\b(?![/2³²]|\^| ?/)"
)
_FACTOR = {
    "mm": 1.0,
    "mi": 1.0,
    "cm": 10.0,
    "ce": 10.0,
    "m": 1000.0,
    "me": 1000.0,
    "km": 1e6,
    "in": 25.4,
    "fe": 304.8,
    "ft": 304.8,
}
_TYPO = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)?[ -]?(?:mmm+|cmm+|ccm+(?=\b)|mcm)\b")
_WRONG_UNIT = (
    r"(?:kg|kilograms?|lbs?|pounds?|tons?|kv|kvp|hz|mhz|bpm|mmhg|hours?|seconds?|minutes?|volts?|mg|watts?|psi"
    r"|degrees? (?:celsius|c|f)|°c|km|miles?|lit(?:er|re)s?|mol|mmol|decibels?|db|joules?|newtons?|amps?|pixels?/s)"
)
_WRONG = re.compile(
    rf"(?P<value>\d{{1,6}}(?:[.,]\d+)?)(?: ?x ?\d+(?:[.,]\d+)?){{0,2}}[ -]?{_WRONG_UNIT}\b(?: [a-z-]+){{0,3}} (?:{LESIONS})\b"
    rf"|\b(?:{LESIONS})\b[^.;\n]{{0,40}}?\b(?:measur\w+|of|is|diameter|size|spans?|up to)(?: (?:approximately|up to|about|at))? "
    rf"(?P<value2>\d{{1,6}}(?:[.,]\d+)?)(?: ?x ?\d+(?:[.,]\d+)?){{0,2}}[ -]?{_WRONG_UNIT}\b"
)
_VOLUME_FOR_LENGTH = re.compile(
    r"(?<![\w.,])\d{1,6}(?:[.,]\d+)? ?(?:ml|cc|millilit(?:er|re)s?|lit(?:er|re)s?) "
    r"(?:long|wide|thick|deep|tall|in (?:length|width|thickness|diameter|depth))\b"
)
_WRONG_WORDS = (
    (_TYPO, "there is no such unit"),
    (_WRONG, "the unit does not fit what is measured"),
    (_VOLUME_FOR_LENGTH, "a length is no volume"),
)
_LONG_THINGS = re.compile(
    r"\b(?:leg length|limb|height|catheter|from the (?:incisors|skin)|distance|standing|guidewire|stent graft|length of bowel"
    r"|tube length|afi|amniotic fluid index|wire|segment of (?:small )?bowel|field of view|fov|per second|apart|away|deliver\w*)\b"
)
_BELOW_NOTHING = re.compile(
    r"\b(?:measur\w+|size|diameter|thick\w*|nodule|mass|cyst|lesion|stone|calculus|width|length)\b"
)
_SIGNED = re.compile(r"\b(?:variance|offset|shift|version|difference|change|listhesis)\b")
_LEVEL = re.compile(
    r"\b(?:l(?:[789]|[1-9]\d)|c(?:9|[1-9]\d)|t(?:1[4-9]|[2-9]\d)|s(?:[6-9]|[1-9]\d))\b(?=[^.\n]{0,60}\b(?:disc|disk|vertebra\w*"
    r"|fracture|compression|level|stenosis|protrusion|herniation|endplate|body)\b)"
)


def impossible_measurement(report: ReportText) -> Iterator[Result]:
    """Every such measurement, the first ``MOST`` of the report; the same words once."""
    count, seen = 0, set[tuple[int, int, str]]()
    for section in (report.findings, report.impression, report.technique):
        for start, end, why in sorted(_places(section)):
            said = section.original[start:end]
            if any(a < end and start < b for a, b, where in seen if where == section.name):
                continue
            seen.add((start, end, section.name))
            yield result(CODE, section, start, end, f"“{said.strip()}” cannot be: {why}.")
            count += 1
            if count == MOST:
                return


def _places(section: SectionText) -> Iterator[tuple[int, int, str]]:
    text = section.text
    for found in _LENGTH.finditer(text):
        why = _wrong_length(section, found)
        if why:
            yield found.start(), found.end(), why
    for pattern, why in _WRONG_WORDS:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), why
    for value in VALUES:
        for found in value.pattern.finditer(text):
            number = float(found.group("v").replace(",", "."))
            if not value.least <= number <= value.most:
                yield found.start(), found.end(), value.why
    if section.name != "technique":
        for found in _LEVEL.finditer(text):
            yield found.start(), found.end(), "there is no such vertebra"


def _wrong_length(section: SectionText, found: re.Match[str]) -> str:
    sentence = section.sentence_at(found.start())
    before = section.text[max(sentence.start, found.start() - 90) : found.start()]
    after = section.text[found.end() : min(sentence.end, found.end() + 45)]
    around = before + after
    unit = found.group("unit")
    if unit == "m" and not re.search(LESIONS, around):
        return ""
    if found.group("minus"):
        negative = _BELOW_NOTHING.search(around) and not _SIGNED.search(around)
        return "a length is not below zero" if negative else ""
    numbers = [found.group("value"), *re.findall(r"\d+(?:[.,]\d+)?", found.group("more"))]
    largest = max(float(number.replace(",", ".")) for number in numbers)
    size = largest * _FACTOR.get(unit[:2], 1.0)
    if section.has(_LONG_THINGS, found.start() - len(before), found.end() + len(after)):
        return ""
    if size > ANYTHING_MM:
        return "nothing in the body that is measured here is so large"
    if size <= _NEVER_TOO_LARGE:
        return ""
    limit = _limit(section, found.start() - len(before), found.start(), found.end(), len(after))
    return (
        f"a {limit[0]} is never more than {limit[1] / 10:g} cm" if limit and size > limit[1] else ""
    )


def _limit(
    section: SectionText, begin: int, start: int, end: int, ahead: int
) -> tuple[str, float] | None:
    """The largest size of the structure that stands closest to the number, before or after it."""
    best: tuple[int, tuple[str, float]] | None = None
    for name, pattern, most in LARGEST:
        for _, stop in section.spans(pattern, begin, start):
            if best is None or start - stop <= best[0]:
                best = start - stop, (name, most)
        following = next(section.spans(pattern, end, end + min(ahead, 30)), None)
        if following and (best is None or following[0] - end < best[0]):
            best = following[0] - end, (name, most)
    return best[1] if best else None
