"""Findings as a section says them: which, where, on which side, how sure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from apps.reporting.checks.concepts import PATTERN, Concept, concept_of
from apps.reporting.checks.places import Places, organs_of_label, sides_of_label
from apps.reporting.checks.scope import Scope, scope_of
from apps.reporting.checks.sites import levels
from apps.reporting.checks.text import SectionText, Sentence

MOST = 200
NEAR = 70
_SIZES = {
    1: r"trace|tiny|minimal|small|mild|slight\w*",
    2: r"moderate\w*",
    3: r"large|severe|marked|massive|extensive|high-grade",
}
_SIZE = re.compile("|".join(rf"\b(?P<z{size}>{words})\b" for size, words in _SIZES.items()))
_JOINT = re.compile(
    r"\b(?:joint|knee|suprapatellar|glenohumeral|tibiotalar|ankle|elbow|hip|shoulder|radiocarpal)\b"
)
_LOBE = re.compile(r"\b(upper|middle|lower) lobe\b|\b[rl]([uml])l\b|\b(lingula)\w*")
_LOBE_OF = {"u": "upper", "m": "middle", "l": "lower"}


@dataclass(frozen=True)
class Mention:
    """``start`` and ``end`` are the section's; ``sides`` empty: none said; ``size`` 0: none said, else 1 to 3."""

    concept: Concept
    start: int
    end: int
    sentence: Sentence
    scope: Scope
    sides: frozenset[str]
    side_start: int
    side_end: int
    sites: frozenset[str]
    levels: frozenset[str]
    lobes: frozenset[str]
    size: int

    @cached_property
    def asserted(self) -> bool:
        return self.scope.asserted

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset((self.concept.name, *self.concept.kinds_of))


def mentions(section: SectionText, places: Places) -> list[Mention]:
    """Every known finding that the section names, in order; the first ``MOST`` of them."""
    found = []
    for one in _mentions(section, places):
        found.append(one)
        if len(found) == MOST:
            break
    return found


def _mentions(section: SectionText, places: Places) -> Iterator[Mention]:
    for found in PATTERN.finditer(section.text):
        sentence = section.sentence_at(found.start())
        begin = max(sentence.start, found.start() - 400)
        words = section.text[begin : min(sentence.end, found.end() + 400)]
        start, end = found.start() - begin, found.end() - begin
        sides, side_start, side_end = _sides_near(places, sentence, found.start(), found.end())
        scope = scope_of(words, start, end)
        concept = concept_of(found.lastgroup)
        clause = f"{sentence.label} {scope.before} {found.group()} {scope.after}"
        yield Mention(
            concept=concept,
            start=found.start(),
            end=found.end(),
            sentence=sentence,
            scope=scope,
            sides=sides,
            side_start=side_start,
            side_end=side_end,
            sites=_sites(
                concept,
                clause,
                organs_of_label(sentence.label).union(
                    places.organs_between(
                        found.start() - len(scope.before), found.end() + len(scope.after)
                    )
                ),
            ),
            levels=levels(clause),
            lobes=lobes_of(clause),
            size=_size(words[max(0, start - 45) : start]),
        )


def _sides_near(
    places: Places, sentence: Sentence, start: int, end: int
) -> tuple[frozenset[str], int, int]:
    """The side said closest to that place in its sentence, before rather than after; else that of the label."""
    best, nearest = 10_000, None
    begin, stop = max(sentence.start, start - 2 * NEAR), min(sentence.end, end + NEAR)
    for word in places.sides_between(begin, stop):
        distance = start - word.end if word.end <= start else 20 + word.start - end
        if distance < best and distance <= NEAR:
            best, nearest = distance, word
    if nearest and nearest.sides:
        return nearest.sides, nearest.start, nearest.end
    return sides_of_label(sentence.label), start, end


def _sites(concept: Concept, clause: str, sites: frozenset[str]) -> frozenset[str]:
    if concept.name != "effusion":
        return sites
    if _JOINT.search(clause):
        return frozenset({"joint"})
    return sites & {"pleura", "pericardium"} or frozenset({"pleura"})


def lobes_of(clause: str) -> frozenset[str]:
    """The lobes that a clause names, without their side."""
    return frozenset(
        _LOBE_OF.get(part.group(2) or "") or part.group(1) or part.group(3)
        for part in _LOBE.finditer(clause)
    )


def _size(before: str) -> int:
    size = 0
    for found in _SIZE.finditer(before):
        size = int((found.lastgroup or "z0")[1:])
    return size
