"""Which subspecialty a study belongs to, from what the modality and the order say of it.

The answer is one of ``PROCEDURE_GROUPS``, the same codes as readers' skills. It is a starting point:
a practice's rules can decide otherwise.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache

from apps.worklist.engine.modalities import image_modalities
from apps.worklist.engine.procedure_words import BODY_PARTS, DEFINITE, LIKELY, VESSELS
from apps.worklist.engine.text import says, spaced

PROCEDURE_GROUPS = (
    "neuro",
    "chest",
    "abdomen",
    "msk",
    "breast",
    "cardiac",
    "vascular",
    "nuclear",
    "general",
)
_BY_MODALITY = {
    "NM": "nuclear",
    "PT": "nuclear",
    "MG": "breast",
    "ECG": "cardiac",
    "IVUS": "cardiac",
}
_BONES_ON_PLAIN_FILM = {"spine": "neuro", "pelvis": "abdomen"}
_PLAIN_FILM = frozenset({"CR", "DX", "RF", "RG"})


def procedure_group(modalities: Collection[str], body_part: str, description: str) -> str:
    """The group for a study of ``modalities``, its Body Part Examined (0018,0015) and its description in words.

    In order: the modality where it settles the matter, definite words (heart, breast), vessels outside the
    head and chest, the body part (DICOM PS3.16 Annex L), likely words of the description; else ``general``.
    A spine is neuro and a pelvis abdomen, but both are msk on a plain film.
    """
    return _group(image_modalities(modalities), body_part, description)


@lru_cache(maxsize=4096)
def _group(modalities: frozenset[str], body_part: str, description: str) -> str:
    for modality in sorted(modalities):
        if modality in _BY_MODALITY:
            return _BY_MODALITY[modality]
    words, part_words = (spaced(text) + " " for text in (description, body_part))
    place = _by_body_part(body_part) or _by_words(words, LIKELY) or _by_words(part_words, LIKELY)
    found = _by_words(words, DEFINITE) or _vessels(words, place) or place
    if found in _BONES_ON_PLAIN_FILM:
        plain = bool(modalities) and modalities <= _PLAIN_FILM
        return "msk" if plain else _BONES_ON_PLAIN_FILM[found]
    return found or "general"


def _by_body_part(body_part: str) -> str:
    return BODY_PARTS.get("".join(spaced(body_part).split()), "")


def _by_words(words: str, table: Mapping[str, tuple[str, ...]]) -> str:
    """The group whose word comes first in the text; the longer word where two begin together."""
    found = [
        (words.index(begin), -len(begin), group)
        for group, begins in table.items()
        for begin in begins
        if says(words, begin)
    ]
    return min(found)[2] if found else ""


def _vessels(words: str, place: str) -> str:
    """Arteries and veins of the head are read with it, and the lung's with the chest."""
    return "" if place in ("neuro", "chest", "cardiac") else _by_words(words, VESSELS)
