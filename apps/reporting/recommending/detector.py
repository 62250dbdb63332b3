"""Recommendations that a text makes in words: read out of its impression, for the reader to keep as data.

What is denied, conditional (`if symptoms persist`) or told of the past is left alone: a proposal that is wrong costs
the reader more than one that is missing.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from apps.reporting.checks.concepts import PATTERN
from apps.reporting.checks.modality import kinds_named
from apps.reporting.checks.text import SectionText, Sentence
from apps.reporting.recommending.interval_words import intervals_said
from apps.reporting.recommending.intervals import Interval
from apps.reporting.recommending.recommendation import EMPTY, Content, with_interval
from apps.worklist.anatomy import regions
from apps.worklist.relevance import Picture, side_of

MOST_PROPOSALS = 12
_CODES = {"XR": "DX"}
_ADVISED = re.compile(
    r"\b(?:recommend\w*|advis(?:e|ed|able)|suggest(?:ed)?|warranted|should be (?:performed|obtained|repeated|considered)"
    r"|consider|empf(?:oh|ieh|eh)l\w*|anzuraten|recommand\w*|conseill\w*|preconis\w*|recomiend\w*|recomend\w*"
    r"|aconsej\w*)\b|推奨|勧め|望まし|ください"
)
_AGAIN = re.compile(
    r"^[\s>*•-]*(?:\d{1,2}[.)]\s*)?(?:follow[- ]?up|repeat|surveillance|recheck|short[- ]interval|verlaufskontrolle"
    r"|kontroll\w*|\w+-kontrolle|controle|control)\b|フォロー|経過観察|再検"
)
_IMAGING = re.compile(
    r"\b(?:follow[- ]?up|imaging|surveillance|re-?imag\w*|re-?evaluat\w*|repeat|kontroll\w*|verlaufs\w*|controle"
    r"|control|seguimiento|suivi)\b|フォロー|経過観察|再検"
)
_DENIED = re.compile(
    r"\bno (?:\w+ ){0,3}?(?:follow[- ]?up|surveillance|imaging|recommendations?)\b"
    r"|\bnot (?:\w+ )?(?:recommended|required|needed|necessary|indicated|warranted)\b|\bwithout (?:need|follow)\b"
    r"|\b(?:kein\w*|pas de|sin|no se) (?:\w+ ){0,2}?(?:\w*kontroll\w*|controle|control|recomienda)\b|不要"
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|as clinically|when clinically|in case of|depending on|falls|bei (?:klinisch\w*|bedarf)|si|en cas de)\b"
    r"|場合"
)
_PAST = re.compile(
    r"\b(?:previously|prior|earlier|was|were|had|has been|have been|shows?|showed|demonstrat\w*|compared|unchanged since"
    r"|as recommended)\b"
)
_ADVISED_BEFORE = re.compile(
    r"\b(?:was|were|had been|previously|as) (?:previously )?(?:recommended|advised|suggested)\b"
)
_AND = re.compile(r"\band\b|;|, (?:then|followed by)\b|\bund\b|\bet\b")
_URGENT = re.compile(
    r"\b(?:urgent\w*|immediate\w*|emergent\w*|stat|dringend|notfall\w*)\b|至急|緊急"
)
_PROMPT = re.compile(r"\b(?:prompt\w*|timely|expedit\w*|soon|zeitnah|baldig\w*)\b|早め|早急")
_GUIDELINE = re.compile(
    r"\b(?:fleischner(?: society)?(?: 20\d\d)?|(?:lung|bi|ti|li|pi|o|ni|cad)-?rads(?: v?\d[a-c]?)?|bosniak [iv\d]+f?"
    r"|acr(?: white paper| incidental findings)?)\b"
)
# Of these there are two, and a study is of one; elsewhere a side is the finding's.
PAIRED = frozenset(
    [*"breast hip thigh knee leg ankle foot shoulder elbow forearm wrist hand".split(), "upper arm"]
)
# Scripts that write a modality into the word around it: their letters bound it too.
_OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]")
_SMALL_WORDS = frozenset(
    "the a an of for to this these that with and or in on is are at by as from further evaluate assess exclude confirm"
    " known possible suspected der die das den fur zur zum bei mit".split()
)


def detected(impression: str) -> list[Content]:
    """Every recommendation of imaging that the text makes, in order, with its words as ``quote``."""
    section = SectionText("impression", impression)
    found: list[Content] = []
    for number, sentence in enumerate(section.sentences):
        if _recommends(section.words_of(sentence)):
            before = section.sentences[number - 1] if number else None
            found.extend(_read(section, sentence, before))
    return found[:MOST_PROPOSALS]


def codes_said(folded: str) -> frozenset[str]:
    """The modalities that folded words name, as recommendations name them."""
    return frozenset(_CODES.get(kind, kind) for kind in _kinds(folded))


def _kinds(folded: str) -> list[str]:
    return [kind for _, kind in kinds_named(_OTHER_SCRIPT.sub(" ", folded))]


def _recommends(words: str) -> bool:
    if any(one.search(words) for one in (_DENIED, _CONDITIONAL, _ADVISED_BEFORE)):
        return False
    ahead = any(True for _ in intervals_said(words))
    imaging = bool(_IMAGING.search(words) or _kinds(words))
    if _ADVISED.search(words):
        return imaging
    return bool(_AGAIN.search(words)) and ahead and not _PAST.search(words)


def _read(section: SectionText, sentence: Sentence, before: Sentence | None) -> Iterator[Content]:
    words = section.words_of(sentence)
    quote = " ".join(section.original[sentence.start : sentence.end].split())
    whole = list(intervals_said(words))
    for start, end in _parts(words):
        part = words[start:end]
        own = [interval for _, interval in intervals_said(part)]
        interval: Interval | None = own[0] if own else whole[0][1] if whole else None
        said = EMPTY.copy()
        said["modality"] = _CODES.get(kind := _first_kind(part), kind)
        said["body_part"] = _only(regions("", part)) or _only(regions("", words))
        if said["body_part"] in PAIRED:
            said["laterality"] = side_of(Picture(description=part)) or side_of(
                Picture(description=words)
            )
        said["finding"] = _finding(section, sentence) or (
            _finding(section, before) if before else ""
        )
        said["urgency"] = (
            "urgent" if _URGENT.search(words) else "prompt" if _PROMPT.search(words) else "routine"
        )
        named = _GUIDELINE.search(words)
        if named:
            place = sentence.start + named.start()
            said["guideline"] = section.original[place : place + len(named.group())]
        said["quote"] = quote
        yield with_interval(said, interval)


def _parts(words: str) -> list[tuple[int, int]]:
    """`CT in 3 months and ultrasound in 6`: each part that names a kind of image; else all of it."""
    cuts = [0, *(found.end() for found in _AND.finditer(words)), len(words)]
    spans = list(pairwise(cuts))
    naming = [(start, end) for start, end in spans if _first_kind(words[start:end])]
    different = {_first_kind(words[start:end]) for start, end in naming}
    return naming if len(different) > 1 else [(0, len(words))]


def _first_kind(words: str) -> str:
    return next(iter(_kinds(words)), "")


def _only(names: frozenset[str]) -> str:
    """One region; what names several does not say which is meant."""
    return next(iter(names)) if len(names) == 1 else ""


def _finding(section: SectionText, sentence: Sentence) -> str:
    """The first finding named, with the words before it that describe it."""
    words = section.words_of(sentence)
    found = PATTERN.search(words)
    if found is None:
        return ""
    start = found.start()
    for word in reversed(list(re.finditer(r"[\w.-]+", words[max(0, start - 60) : start]))[-5:]):
        if word.group().strip(".") in _SMALL_WORDS or word.group().endswith("."):
            break
        start = max(0, found.start() - 60) + word.start()
    return section.original[sentence.start + start : sentence.start + found.end()]
