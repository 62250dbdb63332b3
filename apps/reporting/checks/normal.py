"""What is denied without being named: `the appendix is normal`, `no acute cardiopulmonary abnormality`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.reporting.checks.mentions import Mention, lobes_of
from apps.reporting.checks.places import Places, organs_of_label
from apps.reporting.checks.text import SectionText, Sentence

# organ → what a normal one cannot have, beside anything placed in it
_RULED_OUT = {
    "lung": {"consolidation", "pneumonia", "nodule", "mass", "pulmonary oedema"},
    "appendix": {"appendicitis"},
    "gallbladder": {"cholecystitis", "stone"},
    "pancreas": {"pancreatitis", "mass"},
    "kidney": {"hydronephrosis", "stone", "mass"},
    "liver": {"mass", "lesion", "metastasis", "cirrhosis", "steatosis"},
    "bowel": {"obstruction", "colitis", "diverticulitis"},
    "heart": {"cardiomegaly"},
    "thoracic aorta": {"aneurysm", "dissection"},
    "aorta": {"aneurysm", "dissection"},
    "ovary": {"cyst", "mass", "torsion"},
    "testis": {"torsion", "mass"},
    "spleen": {"splenomegaly"},
}
_LIGAMENTS = frozenset(
    "acl pcl mcl lcl meniscus supraspinatus infraspinatus subscapularis labrum achilles".split()
) | {"medial meniscus", "lateral meniscus", "rotator cuff"}
_NORMAL = re.compile(
    r"\b(?:normal|unremarkable|intact|within normal limits|clear)\b(?! (?:variant|in (?:position|course|echo\w+|attenuation|contour)))"
)
_ONLY_SIZE = re.compile(r"^(?: in)? (?:size|calib\w+)")
_LEAVES_ROOM = re.compile(
    r"\b(?:otherwise|except|but|however|remain\w+|remainder|rest|other|limited|not|apart|aside|no longer|visuali[sz]ed (?:portions?|parts?))\b"
)
_SWEEPING = re.compile(
    r"\b(?:no (?:evidence of )?(?:an? )?(?:acute|significant)(?: (?P<of>intracranial|cardiopulmonary|cardiothoracic|osseous|bony"
    r"|abdominal(?: or pelvic)?|intra-?abdominal|thoracic|traumatic))?(?: \w+)? ?(?:abnormalit(?:y|ies)|process|findings?|pathology|injury|disease)"
    r"|^ *(?:\d[.)] *)?(?:normal|unremarkable|negative)(?: \w+){0,4} ?(?:study|exam\w*|ct|mri?|radiographs?|ultrasound|scan|chest|head|brain|abdomen)"
    r"(?: of the [a-z ]{3,30})?)",
    re.MULTILINE,
)
_EVERYTHING = frozenset({"chest", "intracranial", "bone", "abdomen", "veins"})
_OF = {
    "intracranial": {"intracranial"},
    "cardiopulmonary": {"chest"},
    "cardiothoracic": {"chest"},
    "thoracic": {"chest"},
    "osseous": {"bone"},
    "bony": {"bone"},
    "traumatic": {"bone", "chest", "intracranial"},
}
_SIZES_OF = frozenset({"cardiomegaly", "aneurysm", "splenomegaly"})


@dataclass(frozen=True, slots=True)
class NormalOrgans:
    """Organs that a sentence calls normal; ``size``: it speaks of their size, and so rules out no more than that.

    ``sides`` and ``lobes`` empty: it says so of all of them.
    """

    sites: frozenset[str]
    size: bool
    sides: frozenset[str]
    lobes: frozenset[str]
    sentence: Sentence


def normal_organs(section: SectionText, places: Places) -> list[NormalOrgans]:
    """What the section calls normal, each combination of organs where it first does."""
    seen: dict[tuple[object, ...], NormalOrgans] = {}
    for found in _NORMAL.finditer(section.text):
        sentence = section.sentence_at(found.start())
        begin = max(sentence.start, found.start() - 160)
        end = min(sentence.end, found.end() + 160)
        sites = organs_of_label(sentence.label).union(places.organs_between(begin, end))
        if not sites or section.has(_LEAVES_ROOM, begin, end):
            continue
        size = bool(
            _ONLY_SIZE.match(section.text[found.end() : found.end() + 20])
            or " size" in section.text[begin:end]
        )
        sides = frozenset(s for word in places.sides_between(begin, end) for s in word.sides)
        lobes = lobes_of(section.text[begin:end])
        seen.setdefault(
            (sites, size, sides, lobes), NormalOrgans(sites, size, sides, lobes, sentence)
        )
    return list(seen.values())


def denied_as_normal(section: SectionText, normal: list[NormalOrgans], claim: Mention) -> str:
    """The sentence of ``section`` that calls the organ of ``claim`` normal; "" for none."""
    for one in normal:
        if one.size and claim.concept.name not in _SIZES_OF:
            continue
        if _apart(one.sides, claim.sides) or _apart(one.lobes, claim.lobes):
            continue
        if any(_rules_out(site, claim) for site in one.sites):
            return section.original[one.sentence.start : one.sentence.end].strip()[:120]
    return ""


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both are said, and nothing of them is the same."""
    return bool(one and other) and not one & other


def _rules_out(site: str, claim: Mention) -> bool:
    if site in _LIGAMENTS:
        return claim.concept.name == "tear" and site in claim.sites
    named = claim.concept.name in _RULED_OUT.get(site, ())
    return named and (not claim.concept.placed or site in claim.sites)


def sweeping_denials(section: SectionText) -> Iterator[tuple[int, int, frozenset[str]]]:
    """(start, end, domains) of every statement that nothing is wrong."""
    for found in _SWEEPING.finditer(section.text):
        sentence = section.sentence_at(found.start())
        if not re.search(
            r"\b(?:other|otherwise|additional|further|new)\b", section.words_of(sentence)[:300]
        ):
            of = found.group("of") or ""
            domains = {"abdomen"} if "abdominal" in of else _OF.get(of, _EVERYTHING)
            yield found.start(), found.end(), frozenset(domains)
