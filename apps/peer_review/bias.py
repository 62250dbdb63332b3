"""Whether reviewers judge by the report in front of them, or by something else (I6). Pure.

Three questions per reviewer, each an exact test on counts; the p-values of all reviewers and questions are adjusted
together, so that asking often finds nothing by itself. A finding is a reason to look, never a judgement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from apps.peer_review.exact import fisher, holm

OUTLIER, DRIFT, RETALIATION = "outlier", "drift", "after_being_scored"
QUESTIONS: Final = (OUTLIER, DRIFT, RETALIATION)
# So long after a reviewer was told of a difference in a report of their own, their scores count as "after".
AFTERWARDS: Final = timedelta(days=30)
FEWEST: Final = 20
LEVEL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Given:
    """One score that a reviewer gave, before any arbitration."""

    at: datetime
    differs: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many of ``reviews`` said that something differs."""

    differences: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Finding:
    """``here`` and ``there``: the two sides that were compared.

    outlier: the reviewer and all others; drift: the later half and the earlier; after_being_scored: in the days after
    the reviewer was told of a difference of their own, and at other times. ``flagged``: the adjusted p is below 5 %.
    """

    reviewer_id: UUID
    question: str
    here: Count
    there: Count
    p: float
    adjusted_p: float

    @property
    def flagged(self) -> bool:
        return self.adjusted_p < LEVEL


def watch(
    given: Mapping[UUID, Sequence[Given]], told: Mapping[UUID, Sequence[datetime]]
) -> list[Finding]:
    """Every question that there is enough for; ``told``: when each was told of a difference in a report of theirs."""
    asked = [
        (reviewer_id, question, here, there)
        for reviewer_id, scores in sorted(given.items())
        for question, here, there in _questions(reviewer_id, scores, given, told)
        if min(here.reviews, there.reviews) >= FEWEST
    ]
    p_values = [
        fisher(
            here.differences,
            here.reviews - here.differences,
            there.differences,
            there.reviews - there.differences,
        )
        for _, _, here, there in asked
    ]
    return [
        Finding(*question, p, adjusted)
        for question, p, adjusted in zip(asked, p_values, holm(p_values), strict=True)
    ]


def _questions(
    reviewer_id: UUID,
    scores: Sequence[Given],
    given: Mapping[UUID, Sequence[Given]],
    told: Mapping[UUID, Sequence[datetime]],
) -> list[tuple[str, Count, Count]]:
    ordered = sorted(scores, key=lambda one: one.at)
    others = [one for other, theirs in given.items() if other != reviewer_id for one in theirs]
    half = len(ordered) // 2
    moments = told.get(reviewer_id, ())
    after = [one for one in ordered if any(at < one.at <= at + AFTERWARDS for at in moments)]
    otherwise = [one for one in ordered if one not in after]
    return [
        (OUTLIER, _count(ordered), _count(others)),
        (DRIFT, _count(ordered[half:]), _count(ordered[:half])),
        (RETALIATION, _count(after), _count(otherwise)),
    ]


def _count(scores: Sequence[Given]) -> Count:
    return Count(sum(one.differs for one in scores), len(scores))
