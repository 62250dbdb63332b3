"""How much another study of the patient helps to read this one. Pure: no Django.

The same part of the body comes first, whatever else; then the same kind of picture, the same side, what the
procedures have in common, and how recent it is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from apps.worklist.anatomy import closeness, regions
from apps.worklist.engine.modalities import image_modalities
from apps.worklist.engine.text import says, spaced

DAYS_OF_FULL_RECENCY = 365
PLACE, PICTURE, SIDE, WORDS, RECENCY = 45, 20, 10, 10, 15
# How much of the rest counts by how close the place is: the wrong place stays below the right one.
REST_BESIDE, REST_UNKNOWN, REST_ELSEWHERE = 0.6, 0.5, 0.4
_FAMILIES = (
    frozenset({"CR", "DX", "RG"}),
    frozenset({"RF", "XA"}),
    frozenset({"NM", "PT"}),
    frozenset({"US", "IVUS"}),
)
_SECTIONS = frozenset({"CT", "MR", "PT"})
_RIGHT = (" right ", " rt ", " r ", " re ", " rechts ", " droit", " derech")
_LEFT = (" left ", " lt ", " l ", " li ", " links ", " gauche", " izquierd")
_BOTH = (" bilat", " both ", " beidseit", " bds ")
_WITHOUT = (
    *(" without contrast", " wo contrast", " w o contrast", " non contrast", " noncontrast"),
    *(" plain ", " nativ", " wo ", " w o ", " sans ", " ohne km", " sin contrast", " unenhanced"),
)
_WITH = (" contrast", " with iv", " enhanced", " gadolin", " c plus", " mit km", " angio", " cta ")
_COMMON = frozenset(
    "of the and with without w wo o for und mit ohne de la le et con sin y a".split()
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What of a study decides how it compares: modalities, body part, description, side (R, L, B or ""), time."""

    modalities: frozenset[str] = frozenset()
    body_part: str = ""
    description: str = ""
    laterality: str = ""
    study_at: datetime | None = None


def prior_relevance(current: Picture, prior: Picture) -> int:
    """0 to 100. A prior of the same place always stands above one of a place that does not even touch it."""
    here = regions(current.body_part, current.description)
    there = regions(prior.body_part, prior.description)
    rest = (
        PICTURE * _same_picture(current.modalities, prior.modalities)
        + SIDE * _same_side(side_of(current), side_of(prior))
        + WORDS * _same_words(current.description, prior.description)
        + RECENCY * _recency(current.study_at, prior.study_at)
    )
    if not here or not there:
        alike = current.body_part and current.body_part.upper() == prior.body_part.upper()
        return round(PLACE + rest) if alike else round(PLACE / 5 + REST_UNKNOWN * rest)
    close = closeness(here, there)
    if close == 1:
        return round(PLACE + rest)
    return round(PLACE * close + (REST_BESIDE if close else REST_ELSEWHERE) * rest)


def side_of(picture: Picture) -> str:
    """R, L, B or "" by the header, else by the description's words."""
    if picture.laterality in ("R", "L", "B"):
        return picture.laterality
    return _side_in(picture.description)


@lru_cache(maxsize=4096)
def _side_in(description: str) -> str:
    words = spaced(description) + " "
    right, left = (any(says(words, one) for one in side) for side in (_RIGHT, _LEFT))
    if (right and left) or any(says(words, one) for one in _BOTH):
        return "B"
    return "R" if right else "L" if left else ""


def _same_side(one: str, other: str) -> float:
    """The other side is a comparison still, but the least of them; no side said is neither."""
    if not one or not other:
        return 0.5
    if one == other:
        return 1.0
    return 0.8 if "B" in (one, other) else 0.0


def _same_picture(one: Collection[str], other: Collection[str]) -> float:
    here, there = image_modalities(one), image_modalities(other)
    if not here or not there:
        return 0.25
    if here & there:
        return 1.0
    if any(here & family and there & family for family in _FAMILIES):
        return 0.9
    return 0.6 if here & _SECTIONS and there & _SECTIONS else 0.2


@lru_cache(maxsize=4096)
def _spoken(description: str) -> tuple[frozenset[str], str]:
    words = spaced(description) + " "
    contrast = ""
    if any(says(words, one) for one in _WITHOUT):
        contrast = "without"
    elif any(says(words, one) for one in _WITH):
        contrast = "with"
    return frozenset(words.split()) - _COMMON, contrast


def _same_words(one: str, other: str) -> float:
    """Half the words in common, half whether both were made with or without contrast."""
    (here, with_here), (there, with_there) = _spoken(one), _spoken(other)
    shared = len(here & there) / len(here | there) if here and there else 0.0
    contrast = 1.0 if with_here == with_there else 0.5 if not (with_here and with_there) else 0.0
    return (shared + contrast) / 2


def _recency(one: datetime | None, other: datetime | None) -> float:
    if one is None or other is None:
        return 0.0
    days = abs((one - other).days)
    return DAYS_OF_FULL_RECENCY / (DAYS_OF_FULL_RECENCY + days)
