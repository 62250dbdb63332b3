"""What the tracker of follow-ups tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("followup.follow_up_opened")
@dataclass(frozen=True, slots=True)
class FollowUpOpened:
    """A signed report recommends it."""

    follow_up_id: UUID
    study_id: UUID


@event("followup.follow_up_step_reached")
@dataclass(frozen=True, slots=True)
class FollowUpStepReached:
    """Its time is near, has come or has passed (``kind``, one of ``timetable.KINDS``); exactly once each."""

    step_id: UUID
    follow_up_id: UUID
    study_id: UUID
    kind: str


@event("followup.answer_proposed")
@dataclass(frozen=True, slots=True)
class AnswerProposed:
    """A later study may be what was recommended; somebody has to say."""

    match_id: UUID
    follow_up_id: UUID
    study_id: UUID


@event("followup.follow_up_changed")
@dataclass(frozen=True, slots=True)
class FollowUpChanged:
    """It was scheduled, done, declined, reopened and so on: ``state`` is where it stands now."""

    follow_up_id: UUID
    study_id: UUID
    state: str
