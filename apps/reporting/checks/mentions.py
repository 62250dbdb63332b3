"""Findings as a section says them: which, where, on which side, how sure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.reporting.checks.concepts import PATTERN, Concept, concept_of
from apps.reporting.checks.scope import Scope, scope_of
from apps.reporting.checks.sides import side_words
from apps.reporting.checks.sites import levels, site_words
from apps.reporting.checks.text import SectionText, Sentence

MOST = 400
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


@dataclass(frozen=True, slots=True)
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

    @property
    def asserted(self) -> bool:
        return self.scope.asserted

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.concept.name, *self.concept.kinds_of))


def mentions(section: SectionText) -> list[Mention]:
    """Every known finding that the section names, in order; the first ``MOST`` of them."""
    found = []
    for one in _mentions(section):
        found.append(one)
        if len(found) == MOST:
            break
    return found


def _mentions(section: SectionText) -> Iterator[Mention]:
    for found in PATTERN.finditer(section.text):
        sentence = section.sentence_at(found.start())
        begin = max(sentence.start, found.start() - 400)
        words = section.text[begin : min(sentence.end, found.end() + 400)]
        start, end = found.start() - begin, found.end() - begin
        sides, side_start, side_end = sides_near(words, start, end, sentence.label)
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
            side_start=begin + side_start if side_end else found.start(),
            side_end=begin + side_end if side_end else found.end(),
            sites=_sites(concept, clause),
            levels=levels(clause),
            lobes=_lobes(clause),
            size=_size(words[max(0, start - 45) : start]),
        )


def sides_near(
    words: str, start: int, end: int, label: str = ""
) -> tuple[frozenset[str], int, int]:
    """The side said closest to ``words[start:end]``, before rather than after; else that of the label."""
    best, place = 10_000, (frozenset[str](), 0, 0)
    for word in side_words(words):
        distance = start - word.end if word.end <= start else 20 + word.start - end
        if distance < best and distance <= NEAR:
            best, place = distance, (word.sides, word.start, word.end)
    if place[0]:
        return place
    named = frozenset(side for word in side_words(label) for side in word.sides)
    return named, 0, 0


def _sites(concept: Concept, clause: str) -> frozenset[str]:
    sites = frozenset(site for _, _, site in site_words(clause))
    if concept.name != "effusion":
        return sites
    if _JOINT.search(clause):
        return frozenset({"joint"})
    return sites & {"pleura", "pericardium"} or frozenset({"pleura"})


def _lobes(clause: str) -> frozenset[str]:
    return frozenset(
        _LOBE_OF.get(part.group(2) or "") or part.group(1) or part.group(3)
        for part in _LOBE.finditer(clause)
    )


def _size(before: str) -> int:
    size = 0
    for found in _SIZE.finditer(before):
        size = int((found.lastgroup or "z0")[1:])
    return size
