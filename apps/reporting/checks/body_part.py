"""Whether the report is about the part of the body that was ordered and imaged."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from apps.reporting.checks.facts import Result
from apps.reporting.checks.places import Places
from apps.reporting.checks.report import ReportText, result, says
from apps.reporting.checks.sites import (
    EVERYWHERE,
    SITE_REGION,
    level_words,
    regions_named,
)
from apps.reporting.checks.text import SectionText
from apps.worklist.anatomy import closeness

CODE = "body_part_mismatch"
_SPINES = frozenset({"cervical spine", "thoracic spine", "lumbar spine"})
# Beside each other, yet a technique that names only the one is not the other's.
_TOLD_APART = (
    "chest abdomen",
    "head cervical_spine",
    "cervical_spine thoracic_spine",
    "thoracic_spine lumbar_spine",
)
_APART = frozenset(
    frozenset(word.replace("_", " ") for word in pair.split()) for pair in _TOLD_APART
)
_EXAM = re.compile(
    r"\b(?:ct|mri?|cta|mra|ultraso\w+|sonogra\w+|radiogra\w+|x-?rays?|views?|tomogra\w+|imag\w+|mammogra\w+|pet|study"
    r"|acquisition|duplex|doppler|scan\w*|sequences)\b"
)
_OTHER_EXAM = re.compile(
    r"\b(?:compar\w+|prior|previous|earlier|dated|recommend\w*|correlat\w*|skull base to)\b"
)


def body_part(report: ReportText) -> Iterator[Result]:
    """At most one result: where the technique names another part, else where the text is all about another."""
    facts = report.facts
    expected = [
        regions
        for regions in (
            regions_named(facts.body_part, facts.procedure),
            regions_named(facts.study_body_part, ""),
        )
        if regions
    ]
    if not expected or any("whole body" in regions for regions in expected):
        return
    for regions in expected:
        found = _technique(report.technique, regions) or _content(report, regions)
        if found:
            yield found
            return


def _technique(section: SectionText, expected: frozenset[str]) -> Result | None:
    if not _EXAM.search(section.text):
        return None
    named: set[str] = set()
    place: tuple[int, int] | None = None
    for sentence in section.sentences:
        words = section.words_of(sentence)
        if _OTHER_EXAM.search(words):
            return None
        for found in re.finditer(r"[a-z]+(?: spine)?", words):
            here = _regions_of_word(found.group())
            named |= here
            if here and place is None and _is_other(here, expected):
                place = sentence.start + found.start(), sentence.start + found.end()
    if "whole body" in named or not place or not _is_other(frozenset(named), expected):
        return None
    return _told(section, place, expected)


@lru_cache(maxsize=4096)
def _regions_of_word(word: str) -> frozenset[str]:
    return regions_named("", word) if len(word) > 3 else frozenset()


def _is_other(named: frozenset[str], expected: frozenset[str]) -> bool:
    """Whether none of what is named is, or lies beside, anything expected."""
    close = closeness(named, expected)
    if close == 1:
        return False
    if close == 0:
        return True
    pairs = [
        frozenset((a, b))
        for a in named
        for b in expected
        if closeness(frozenset({a}), frozenset({b}))
    ]
    return all(pair in _APART for pair in pairs)


def _content(report: ReportText, expected: frozenset[str]) -> Result | None:
    own, foreign = Counter[str](), {}
    for section in (report.findings, report.impression):
        inside, outside = _organs(section, report.places[section.name], expected)
        own[section.name] = inside
        foreign[section.name] = outside
    for section in (report.findings, report.impression):
        outside = foreign[section.name]
        needed = 2 if section is report.findings else 1
        if (
            not outside
            or own[section.name]
            or len({section.text[start:end] for start, end, _ in outside}) < needed
        ):
            continue
        if section is report.impression and _is_incidental(report, outside):
            continue
        start, end, _ = outside[0]
        return _told(section, (start, end), expected)
    return None


def _is_incidental(report: ReportText, outside: list[tuple[int, int, str]]) -> bool:
    """An impression may end on something seen at the edge, if the findings described it."""
    described = {site for _, _, site in report.places["findings"].organs}
    return bool(described & {site for _, _, site in outside})


def _organs(
    section: SectionText, places: Places, expected: frozenset[str]
) -> tuple[int, list[tuple[int, int, str]]]:
    """How many words of the expected regions and their neighbours, and which of regions far from them."""
    inside, outside = 0, []
    near_regions = {
        region for region in set(SITE_REGION.values()) if closeness(frozenset({region}), expected)
    }
    for start, end, site in places.organs:
        if SITE_REGION[site] in near_regions:
            inside += 1
        elif site not in EVERYWHERE:
            outside.append((start, end, site))
    if expected & _SPINES:
        inside += _levels_inside(section, expected)
        wrong = [
            (start, end, region)
            for start, end, region in level_words(section.text)
            if region not in expected
        ]
        near = _levels_inside(section, expected)
        if len(wrong) >= 2 and not near:
            return 0, wrong + [(s, e, f"{n}{s}") for s, e, n in wrong]
    return inside, outside


def _levels_inside(section: SectionText, expected: frozenset[str]) -> int:
    return sum(region in expected for _, _, region in level_words(section.text))


def _told(section: SectionText, place: tuple[int, int], expected: frozenset[str]) -> Result:
    said = section.original[place[0] : place[1]]
    return result(
        CODE,
        section,
        *place,
        f"The study is of the {', '.join(sorted(expected))}, but {says(section)} “{said}”.",
    )
