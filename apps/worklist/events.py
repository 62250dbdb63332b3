"""What the worklist tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("worklist.task_created")
@dataclass(frozen=True, slots=True)
class TaskCreated:
    task_id: UUID
    study_id: UUID


@event("worklist.task_claimed")
@dataclass(frozen=True, slots=True)
class TaskClaimed:
    task_id: UUID
    study_id: UUID
    claim_id: UUID


@event("worklist.task_assigned")
@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """A task was offered to a reader."""

    task_id: UUID
    study_id: UUID
    assignment_id: UUID


@event("worklist.claim_ended")
@dataclass(frozen=True, slots=True)
class ClaimEnded:
    """The task is back on the list: released, handed back or expired."""

    task_id: UUID
    study_id: UUID
    claim_id: UUID
    reason: str


@event("worklist.task_completed")
@dataclass(frozen=True, slots=True)
class TaskCompleted:
    task_id: UUID
    study_id: UUID


@event("worklist.study_message_written")
@dataclass(frozen=True, slots=True)
class StudyMessageWritten:
    study_id: UUID
    message_id: UUID


@event("worklist.rule_set_published")
@dataclass(frozen=True, slots=True)
class RuleSetPublished:
    """From now on tasks are routed by this version."""

    number: int
