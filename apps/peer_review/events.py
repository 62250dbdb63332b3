"""What peer review tells the apps above it. A review's id alone: who reviews whom is nobody's to carry about."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("peer_review.review_changed")
@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """A review was assigned, scored, decided, answered and so on: ``state`` is where it stands now."""

    review_id: UUID
    state: str


@event("peer_review.learning_case_published")
@dataclass(frozen=True, slots=True)
class LearningCasePublished:
    case_id: UUID
