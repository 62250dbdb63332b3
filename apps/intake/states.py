"""What can become of a quarantined object."""

from enum import StrEnum

from apps.common.states import TransitionTable


class QuarantineState(StrEnum):
    OPEN = "open"
    RELEASED = "released"
    DISCARDED = "discarded"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


QUARANTINE_TRANSITIONS: TransitionTable = {
    (QuarantineState.OPEN, "release"): QuarantineState.RELEASED,
    (QuarantineState.OPEN, "discard"): QuarantineState.DISCARDED,
    (QuarantineState.DISCARDED, "reopen"): QuarantineState.OPEN,
}
