"""What is denied without being named: `the appendix is normal`, `no acute cardiopulmonary abnormality`."""

import re
from collections.abc import Iterator

from apps.reporting.checks.mentions import Mention
from apps.reporting.checks.sites import site_words
from apps.reporting.checks.text import SectionText

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


def denied_as_normal(section: SectionText, claim: Mention) -> str:
    """The sentence of ``section`` that calls the organ of ``claim`` normal; "" for none."""
    for found in _NORMAL.finditer(section.text):
        sentence = section.sentence_at(found.start())
        words = section.text[
            max(sentence.start, found.start() - 160) : min(sentence.end, found.end() + 160)
        ]
        size = bool(
            _ONLY_SIZE.match(section.text[found.end() : found.end() + 20]) or " size" in words
        )
        if _LEAVES_ROOM.search(words) or (size and claim.concept.name not in _SIZES_OF):
            continue
        sites = {site for _, _, site in site_words(f"{words} {sentence.label}")}
        if any(_rules_out(site, claim) for site in sites):
            return section.original[sentence.start : sentence.end].strip()[:120]
    return ""


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
