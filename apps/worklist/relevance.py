"""How much an earlier study helps to read this one. Pure: no Django."""

from collections.abc import Collection
from datetime import datetime

DAYS_OF_FULL_RECENCY = 365


def prior_relevance(
    *,
    modalities: Collection[str],
    body_part: str,
    study_at: datetime | None,
    prior_modalities: Collection[str],
    prior_body_part: str,
    prior_study_at: datetime | None,
) -> int:
    """0 to 100: the same body part counts most, then the same modality, then how recent it is."""
    score = 0
    if body_part and body_part.upper() == prior_body_part.upper():
        score += 50
    if set(modalities) & set(prior_modalities):
        score += 30
    if study_at and prior_study_at:
        days = abs((study_at - prior_study_at).days)
        score += round(20 * DAYS_OF_FULL_RECENCY / (DAYS_OF_FULL_RECENCY + days))
    return score
