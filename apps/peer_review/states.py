"""The life of a review: drawn, given to a reviewer, scored, decided."""

from enum import StrEnum

from apps.common.states import TransitionTable


class ReviewState(StrEnum):
    """``waiting``: nobody could be given it yet. ``arbitration``: the score waits for the committee, and counts for
    nothing before its word. ``canceled``: what it was about is gone.
    """

    WAITING = "waiting"
    ASSIGNED = "assigned"
    ARBITRATION = "arbitration"
    CLOSED = "closed"
    CANCELED = "canceled"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


S = ReviewState
OPEN = (S.WAITING, S.ASSIGNED, S.ARBITRATION)

REVIEW_TRANSITIONS: TransitionTable = {
    (S.WAITING, "assign"): S.ASSIGNED,
    (S.ASSIGNED, "recuse"): S.WAITING,
    (S.ASSIGNED, "expire"): S.WAITING,
    # A score that stands by itself, or what there is to learn.
    (S.ASSIGNED, "close"): S.CLOSED,
    (S.ASSIGNED, "dispute"): S.ARBITRATION,
    (S.ARBITRATION, "vote"): S.ARBITRATION,
    (S.ARBITRATION, "decide"): S.CLOSED,
    (S.WAITING, "cancel"): S.CANCELED,
    (S.ASSIGNED, "cancel"): S.CANCELED,
    (S.ARBITRATION, "cancel"): S.CANCELED,
}


class CaseState(StrEnum):
    """Of a case in the teaching library."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


CASE_TRANSITIONS: TransitionTable = {
    (CaseState.DRAFT, "edit"): CaseState.DRAFT,
    (CaseState.DRAFT, "publish"): CaseState.PUBLISHED,
    (CaseState.DRAFT, "retire"): CaseState.RETIRED,
    (CaseState.PUBLISHED, "retire"): CaseState.RETIRED,
}
