"""Right and left: against the order, and the impression against the findings."""

import re
from collections.abc import Iterator

from apps.reporting.checks.facts import Result
from apps.reporting.checks.mentions import Mention
from apps.reporting.checks.places import Places
from apps.reporting.checks.report import ReportText, result, says
from apps.reporting.checks.sides import NAMES, OTHER, SideWord, side_of_order
from apps.reporting.checks.sites import SITE_REGION, regions_named
from apps.reporting.checks.text import SectionText

CODE = "laterality_mismatch"
_LIMBS = frozenset("hip thigh knee leg ankle foot shoulder elbow forearm wrist hand".split()) | {
    "upper arm"
}
_AROUND = 60
# The other side is named for comparison, from the past, or as normal: no slip.
_MEANT = re.compile(
    r"\b(?:contralateral|compar\w+|asymptomatic|opposite|uninvolved|unaffected|history of|status[- ]post|s/p|prior"
    r"|previous\w*|old|known|remote|normal|unremarkable|patent|compressible|recommend\w*|consider|follow-?up"
    r"|symmetric\w*|as opposed|relative to|versus|than|unchanged|arthroplasty|replacement|prosthes[ie]s|hardware|no|not|without|negative|incidental\w*|partially (?:imaged"
    r"|visuali[sz]ed)|included|mild degenerative)\b"
)
# Said of an organ, it has nothing that the impression could have taken up.
_AS_IT_SHOULD_BE = re.compile(
    r"\b(?:normal|unremarkable|intact|patent|no|without"
    r"|not (?:\w+ly )?(?:examined|imaged|evaluated|assessed|included|scanned|seen|visuali[sz]ed))\b"
)
_NOUN = re.compile(
    r"^[ -]+((?!(?:and|or|of|the|is|are|in|on|to|with|at|for)\b)[a-z]{3,}(?:[ -][a-z]{3,}){0,2})"
)
_OUTSIDE_LIMB = re.compile(
    r"\b(?:lung|kidney|renal|hemithorax|heart|pleura\w*|apex|apical|lobe|rib|ribs|iliac|sacroiliac"
    r"|hemipelvis|paracentral|foramin\w+|dominant|disc|neural)\b"
)


def laterality(report: ReportText) -> Iterator[Result]:
    """At most one result per section: the first slip in it."""
    facts = report.facts
    side = side_of_order(facts.laterality, facts.procedure, facts.body_part)
    found = list(_against_order(report, side)) if side else []
    yield from found
    if not any(one["section"] == "impression" for one in found):
        yield from _against_findings(report)


def _against_order(report: ReportText, side: str) -> Iterator[Result]:
    ordered = regions_named(report.facts.body_part, report.facts.procedure)
    sections = [report.technique, report.findings, report.impression]
    same = any(
        word.sides == {side} for section in sections for word in report.places[section.name].sides
    )
    for section in sections:
        places = report.places[section.name]
        for word in places.sides:
            if word.sides == {OTHER[side]} and _is_of_order(section, places, word, ordered, same):
                end = _end_of_noun(section, word)
                yield result(
                    CODE,
                    section,
                    word.start,
                    end,
                    f"The order is for the {NAMES[side]} side, but {says(section)} "
                    f"“{section.original[word.start : end]}”.",
                )
                break


def _is_of_order(
    section: SectionText, places: Places, word: SideWord, ordered: frozenset[str], same: bool
) -> bool:
    sentence = section.sentence_at(word.start)
    start = max(sentence.start, word.start - _AROUND)
    end = min(sentence.end, word.end + _AROUND)
    if section.has(_MEANT, start, end):
        around = section.text[start:end]
        return section.name == "technique" and not same and not _compares(around)
    if ordered & _LIMBS:
        return not _OUTSIDE_LIMB.search(section.text[word.end : min(end, word.end + 30)])
    near = frozenset(SITE_REGION[site] for site in places.organs_between(start, end))
    return bool(near & ordered) or (not ordered and not same)


def _compares(around: str) -> bool:
    return bool(re.search(r"compar|contralateral|asymptomatic|opposite", around))


def _end_of_noun(section: SectionText, word: SideWord) -> int:
    found = _NOUN.match(section.text[word.end : word.end + 40])
    return word.end + found.end() if found else word.end


def _against_findings(report: ReportText) -> Iterator[Result]:
    for one in report.concluded:
        if (
            len(one.sides) == 1
            and one.asserted
            and not one.scope.past
            and _is_elsewhere(one, report.found)
        ):
            yield _conflict(report, one.side_start, one.side_end, next(iter(one.sides)))
            return
    yield from _organ_elsewhere(report)


def _is_elsewhere(one: Mention, found: list[Mention]) -> bool:
    """Whether the findings have it on the other side only."""
    seen = [
        other
        for other in found
        if other.names & one.names
        and other.sides
        and not other.scope.denied
        and _same_place(one, other)
    ]
    return bool(seen) and all(not other.sides & one.sides for other in seen)


def _same_place(one: Mention, other: Mention) -> bool:
    return not (one.concept.placed and one.sites and other.sites) or bool(one.sites & other.sites)


def _organ_elsewhere(report: ReportText) -> Iterator[Result]:
    """An organ that the impression gives a side the findings never give it."""
    in_findings = _organ_sides(report.findings, report.places["findings"])
    in_impression = _organ_sides(report.impression, report.places["impression"])
    for organ, words in in_impression.items():
        sides = {side for word in in_findings.get(organ, []) for side in word.sides}
        for word in words:
            if len(word.sides) == 1 and sides and not sides & word.sides:
                yield _conflict(report, word.start, word.end, next(iter(word.sides)))
                return


def _organ_sides(section: SectionText, places: Places) -> dict[str, list[SideWord]]:
    found: dict[str, list[SideWord]] = {}
    unsaid = _MEANT if section.name == "impression" else _AS_IT_SHOULD_BE
    for word in places.sides:
        sentence = section.sentence_at(word.start)
        begin = max(sentence.start, word.start - _AROUND)
        if section.has(unsaid, begin, min(sentence.end, begin + 200)):
            continue
        for organ in places.organs_between(word.end, min(sentence.end, word.end + 30)):
            found.setdefault(organ, []).append(word)
            break
    return found


def _conflict(report: ReportText, start: int, end: int, side: str) -> Result:
    said = report.impression.original[start:end]
    return result(
        CODE,
        report.impression,
        start,
        end,
        f"The impression says “{said}”, but the findings describe this on the {NAMES[OTHER[side]]} side only.",
    )
