"""Which template a report starts from. Pure: no Django."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

# Values of Body Part Examined (PS3.16 Annex L) that modalities use for one and the same region.
REGIONS = {"BRAIN": "HEAD", "SKULL": "HEAD", "THORAX": "CHEST", "LUNG": "CHEST"}


class Candidate(Protocol):
    """Anything with a template's name and what it is for."""

    @property
    def name(self) -> str: ...
    @property
    def modality(self) -> str: ...
    @property
    def body_part(self) -> str: ...


C = TypeVar("C", bound=Candidate)


def fit(candidate: Candidate, *, modalities: Sequence[str], body_part: str) -> int | None:
    """How closely a template fits, more being closer; None where it is for something else.

    A template that names nothing fits every study; one that names a modality and a body part needs both.
    """
    if candidate.modality and candidate.modality.upper() not in _folded(modalities):
        return None
    if candidate.body_part and _region(candidate.body_part) != _region(body_part):
        return None
    return 2 * bool(candidate.modality) + bool(candidate.body_part)


def best_template(
    candidates: Iterable[C], *, modalities: Sequence[str], body_part: str
) -> C | None:
    """Modality and body part before modality alone, before body part alone, before general; then by name."""
    ranked = ranked_templates(candidates, modalities=modalities, body_part=body_part)
    return ranked[0] if ranked else None


def ranked_templates(
    candidates: Iterable[C], *, modalities: Sequence[str], body_part: str
) -> list[C]:
    """The templates that fit, the closest first."""
    fitting = [
        (-score, candidate.name, candidate)
        for candidate in candidates
        if (score := fit(candidate, modalities=modalities, body_part=body_part)) is not None
    ]
    return [candidate for _, _, candidate in sorted(fitting, key=lambda found: found[:2])]


def _folded(modalities: Sequence[str]) -> set[str]:
    return {modality.upper() for modality in modalities}


def _region(body_part: str) -> str:
    """Body Part Examined (0018,0015) is written ``CSPINE``, ``C-SPINE``, ``C SPINE``."""
    squeezed = "".join(character for character in body_part.upper() if character.isalnum())
    return REGIONS.get(squeezed, squeezed)
