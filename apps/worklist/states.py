"""The life of a reading task (states of a DICOM unified procedure step, PS3.4 Table CC.1.1-2), of a site's
confirmation, of a dry run, of a re-routing."""

from enum import StrEnum

from apps.common.states import TransitionTable


class TaskState(StrEnum):
    SCHEDULED = "SCHEDULED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    CANCELED = "CANCELED"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


TASK_TRANSITIONS: TransitionTable = {
    (TaskState.SCHEDULED, "claim"): TaskState.IN_PROGRESS,
    (TaskState.IN_PROGRESS, "release"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "hand_back"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "expire"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "override"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "disqualify"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "hold"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "split"): TaskState.SCHEDULED,
    (TaskState.IN_PROGRESS, "complete"): TaskState.COMPLETED,
    (TaskState.SCHEDULED, "rejoin"): TaskState.COMPLETED,
    (TaskState.SCHEDULED, "cancel"): TaskState.CANCELED,
    (TaskState.IN_PROGRESS, "cancel"): TaskState.CANCELED,
    # Its report was withdrawn: nobody may rely on that the study was read.
    (TaskState.COMPLETED, "void"): TaskState.CANCELED,
}


class ConfirmationState(StrEnum):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


# Either way out puts the study on the list: it is withdrawn when its site need not confirm any longer.
CONFIRMATION_TRANSITIONS: TransitionTable = {
    (ConfirmationState.WAITING, "confirm"): ConfirmationState.CONFIRMED,
    (ConfirmationState.WAITING, "withdraw"): ConfirmationState.WITHDRAWN,
}


class DryRunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


# A worker that died leaves a run running; the next one starts it over.
DRY_RUN_TRANSITIONS: TransitionTable = {
    (DryRunState.WAITING, "start"): DryRunState.RUNNING,
    (DryRunState.RUNNING, "start"): DryRunState.RUNNING,
    (DryRunState.RUNNING, "finish"): DryRunState.DONE,
    (DryRunState.RUNNING, "fail"): DryRunState.FAILED,
}


class ReroutingState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SUPERSEDED = "superseded"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


# A pass that was broken off goes on; one that a later change has overtaken leaves the rest to it.
REROUTING_TRANSITIONS: TransitionTable = {
    (ReroutingState.WAITING, "start"): ReroutingState.RUNNING,
    (ReroutingState.RUNNING, "start"): ReroutingState.RUNNING,
    (ReroutingState.RUNNING, "finish"): ReroutingState.DONE,
    (ReroutingState.RUNNING, "supersede"): ReroutingState.SUPERSEDED,
}
