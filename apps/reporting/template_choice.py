"""Which template a report starts from: the table of `docs/templates.md`. Pure: no Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from apps.worklist.engine.text import folded, spaced

# Values of Body Part Examined (PS3.16 Annex L) that modalities use for one and the same region.
REGIONS = {"BRAIN": "HEAD", "SKULL": "HEAD", "THORAX": "CHEST", "LUNG": "CHEST"}
OLDEST = 150


class TemplateLevel(StrEnum):
    """Whose template it is: everybody's in the practice, one site's studies', one reader's."""

    TENANT = "tenant"
    SITE = "site"
    PERSONAL = "personal"

    @classmethod
    def values(cls) -> list[str]:
        return [level.value for level in cls]


NEARNESS = {TemplateLevel.TENANT: 0, TemplateLevel.SITE: 1, TemplateLevel.PERSONAL: 2}


class Candidate(Protocol):
    """Anything with a template's name and what it is for; what is empty or None fits every study.

    ``procedure_words`` are phrases, whose words may stand anywhere; ``age_from`` and ``age_to`` are years of life that
    are completed, both included.
    """

    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def site_id(self) -> UUID | None: ...
    @property
    def owner_id(self) -> UUID | None: ...
    @property
    def modality(self) -> str: ...
    @property
    def body_part(self) -> str: ...
    @property
    def procedure_codes(self) -> Sequence[str]: ...
    @property
    def procedure_words(self) -> Sequence[str]: ...
    @property
    def sex(self) -> str: ...
    @property
    def age_from(self) -> int | None: ...
    @property
    def age_to(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What is known of a study, and who reads it. ``sex`` is M, F or anything else; ``age`` is in completed years."""

    modalities: tuple[str, ...] = ()
    body_part: str = ""
    description: str = ""
    procedure_codes: tuple[str, ...] = ()
    sex: str = ""
    age: int | None = None
    site_id: UUID | None = None
    reader_id: UUID | None = None


class Closeness(NamedTuple):
    """How closely a template fits, the weightiest first; more is closer."""

    code: bool
    words: int
    modality: bool
    body_part: bool
    sex: bool
    age: int


C = TypeVar("C", bound=Candidate)


def fit(candidate: Candidate, facts: StudyFacts) -> Closeness | None:
    """None where the template is for something or somebody else. What is not known of a study fits no condition."""
    if not _is_for(candidate, facts):
        return None
    code = bool(set(map(folded, candidate.procedure_codes)) & _codes(facts.procedure_codes))
    words = _words_said(candidate.procedure_words, facts.description)
    if (candidate.procedure_codes or candidate.procedure_words) and not (code or words):
        return None
    return Closeness(
        code=code,
        words=words,
        modality=bool(candidate.modality),
        body_part=bool(candidate.body_part),
        sex=bool(candidate.sex),
        age=_narrowness(candidate.age_from, candidate.age_to),
    )


def best_template(candidates: Iterable[C], facts: StudyFacts) -> C | None:
    """The closest; at equal closeness the reader's own before the site's before the practice's; then by name."""
    ranked = ranked_templates(candidates, facts)
    return ranked[0] if ranked else None


def ranked_templates(candidates: Iterable[C], facts: StudyFacts) -> list[C]:
    """The templates that fit, the best first; in one order, whatever the order of ``candidates``."""
    fitting = [
        (found, NEARNESS[TemplateLevel(candidate.level)], candidate)
        for candidate in candidates
        if (found := fit(candidate, facts)) is not None
    ]
    # Within a level that fits one study and reader a name stands once, so nothing is left to chance.
    fitting.sort(key=lambda one: one[2].name)
    fitting.sort(key=lambda one: one[:2], reverse=True)
    return [candidate for _, _, candidate in fitting]


def age_on(day: date | None, born: date | None) -> int | None:
    """Completed years of life; None where either date is missing, or the birth is the later one."""
    if day is None or born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _is_for(candidate: Candidate, facts: StudyFacts) -> bool:
    if candidate.level == TemplateLevel.SITE and candidate.site_id != facts.site_id:
        return False
    if candidate.level == TemplateLevel.PERSONAL and candidate.owner_id != facts.reader_id:
        return False
    if candidate.modality and candidate.modality.upper() not in _upper(facts.modalities):
        return False
    if candidate.body_part and region_of(candidate.body_part) != region_of(facts.body_part):
        return False
    if candidate.sex and candidate.sex != facts.sex:
        return False
    return _is_of_age(candidate, facts.age)


def _is_of_age(candidate: Candidate, age: int | None) -> bool:
    if candidate.age_from is None and candidate.age_to is None:
        return True
    if age is None:
        return False
    return (
        (candidate.age_from or 0)
        <= age
        <= (OLDEST if candidate.age_to is None else candidate.age_to)
    )


def _narrowness(age_from: int | None, age_to: int | None) -> int:
    if age_from is None and age_to is None:
        return 0
    return 1 + OLDEST - ((OLDEST if age_to is None else age_to) - (age_from or 0))


def _words_said(phrases: Sequence[str], description: str) -> int:
    """How many words the longest phrase has of which every word is in the description; 0 where there is none."""
    text = _spaced(description)
    most = 0
    for phrase in phrases:
        words = _spaced(phrase).split()
        if words and all(_is_said(word, text) for word in words):
            most = max(most, len(words))
    return most


def _is_said(word: str, text: str) -> bool:
    """A word stands for all that begin with it; scripts that write without spaces have no beginnings."""
    return f" {word}" in text or (not _has_spaces(word) and word in text)


def _has_spaces(word: str) -> bool:
    """Not so from Hiragana on: kana, Han, Hangul (Unicode blocks from U+3040), and not in Thai, Lao, Khmer."""
    return not any(
        letter >= "\u3040" or "\u0e00" <= letter <= "\u0eff" or "\u1780" <= letter <= "\u17ff"
        for letter in word
    )


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    return spaced(text)


@lru_cache(maxsize=4096)
def _codes(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, codes))


@lru_cache(maxsize=1024)
def _upper(modalities: tuple[str, ...]) -> frozenset[str]:
    return frozenset(modality.upper() for modality in modalities)


@lru_cache(maxsize=1024)
def region_of(body_part: str) -> str:
    """Body Part Examined (0018,0015) is written ``CSPINE``, ``C-SPINE``, ``C SPINE``."""
    squeezed = "".join(character for character in body_part.upper() if character.isalnum())
    return REGIONS.get(squeezed, squeezed)
