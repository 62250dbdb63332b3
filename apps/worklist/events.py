"""What the worklist tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.outbox import event


@event("worklist.task_created")
@dataclass(frozen=True, slots=True)
class TaskCreated:
    task_id: UUID
    study_id: UUID


@event("worklist.linking_asked")
@dataclass(frozen=True, slots=True)
class LinkingAsked:
    """The rules want the task read together with the patient's others, and have not wanted it before."""

    task_id: UUID
    study_id: UUID


@event("worklist.study_confirmation_changed")
@dataclass(frozen=True, slots=True)
class StudyConfirmationChanged:
    """A study waits for its site's word, what is known of it changed, or it waits no longer."""

    confirmation_id: UUID
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


@event("worklist.task_split")
@dataclass(frozen=True, slots=True)
class TaskSplit:
    """The task is read in parts now; each part was announced by ``TaskCreated``."""

    task_id: UUID
    study_id: UUID


@event("worklist.task_rejoined")
@dataclass(frozen=True, slots=True)
class TaskRejoined:
    """Every part of the split task is completed."""

    task_id: UUID
    study_id: UUID


@event("worklist.task_completed")
@dataclass(frozen=True, slots=True)
class TaskCompleted:
    task_id: UUID
    study_id: UUID


@event("worklist.task_held")
@dataclass(frozen=True, slots=True)
class TaskHeld:
    """The task waits for its site, out of everybody's load; ``code`` is one of ``models.clocks.HOLD_CODES``."""

    task_id: UUID
    study_id: UUID
    site_id: UUID
    code: str


@event("worklist.task_resumed")
@dataclass(frozen=True, slots=True)
class TaskResumed:
    """The task is back on the list."""

    task_id: UUID
    study_id: UUID
    site_id: UUID


@event("worklist.escalation_step_fired")
@dataclass(frozen=True, slots=True)
class EscalationStepFired:
    """A step of the ladder was taken; its pages, if any, are rows by now."""

    step_id: UUID
    task_id: UUID
    study_id: UUID
    kind: str


@event("worklist.page_acknowledged")
@dataclass(frozen=True, slots=True)
class PageAcknowledged:
    page_id: UUID
    task_id: UUID


@event("worklist.clock_breached")
@dataclass(frozen=True, slots=True)
class ClockBreached:
    """A promise was broken. Told once per clock, while it runs or as it stops."""

    breach_id: UUID
    task_id: UUID
    study_id: UUID


@event("worklist.breach_explained")
@dataclass(frozen=True, slots=True)
class BreachExplained:
    """A person said why a promise was broken, or whether the site is credited; or it was kept after all."""

    breach_id: UUID
    task_id: UUID
    study_id: UUID


@event("worklist.service_calendar_changed")
@dataclass(frozen=True, slots=True)
class ServiceCalendarChanged:
    calendar_id: UUID


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
