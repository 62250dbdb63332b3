"""Whether the words of a report say what its data say, so that the two cannot part at the signature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.reporting.checks.text import folded
from apps.reporting.content import AnySection, impression
from apps.reporting.recommending.detector import codes_said, detected
from apps.reporting.recommending.interval_words import intervals_said
from apps.reporting.recommending.recommendation import (
    Content,
    Recommendation,
    interval_of,
    missing_from,
)

SAID, UNSAID, DIFFERS = "said", "unsaid", "differs"
STANDINGS = (SAID, UNSAID, DIFFERS)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a recommendation stands to a text: ``quote`` is the words that say it or, where they differ, say otherwise;
    ``missing`` what of interval and modality nobody is told.
    """

    key: str
    standing: str
    quote: str
    missing: tuple[str, ...]


def standings(recorded: Iterable[Recommendation], sections: Sequence[AnySection]) -> list[Standing]:
    """Each recommendation against the text.

    Its own words stand there and name no other modality or interval; or else other words recommend the very same.
    """
    text = _plain("\n".join(section["body"] for section in sections))
    proposals = detected(impression(sections))
    return [_standing(one, text, proposals) for one in recorded]


def proposals(recorded: Sequence[Recommendation], sections: Sequence[AnySection]) -> list[Content]:
    """What the impression recommends and no data hold."""
    quotes = [_plain(one["quote"]) for one in recorded]
    return [
        one
        for one in detected(impression(sections))
        if not any(quote and quote in _plain(one["quote"]) for quote in quotes)
        and not any(_same(one, known) for known in recorded)
    ]


def _standing(one: Recommendation, text: str, proposals: Sequence[Content]) -> Standing:
    missing = tuple(missing_from(one))
    if one["quote"] and _plain(one["quote"]) in text:
        standing = DIFFERS if contradicts(one, one["quote"]) else SAID
        return Standing(one["key"], standing, one["quote"], missing)
    for other in proposals:
        if _same(one, other):
            return Standing(one["key"], SAID, other["quote"], missing)
    for other in proposals:
        if one["modality"] and one["modality"] == other["modality"]:
            return Standing(one["key"], DIFFERS, other["quote"], missing)
    return Standing(one["key"], UNSAID, "", missing)


def contradicts(one: Content | Recommendation, words: str) -> bool:
    """Whether words name only other modalities or only other intervals than the data."""
    said = folded(words)
    codes, intervals = codes_said(said), [interval for _, interval in intervals_said(said)]
    interval = interval_of(one)
    if one["modality"] and codes and one["modality"] not in codes:
        return True
    return interval is not None and bool(intervals) and interval not in intervals


def _same(one: Content | Recommendation, other: Content | Recommendation) -> bool:
    """The same modality and the same interval, both said."""
    return bool(
        one["modality"]
        and one["modality"] == other["modality"]
        and interval_of(one) is not None
        and interval_of(one) == interval_of(other)
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
