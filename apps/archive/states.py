"""How a study's arrival proceeds."""

from enum import StrEnum

from apps.common.states import TransitionTable


class StudyState(StrEnum):
    RECEIVING = "receiving"
    COMPLETE = "complete"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


STUDY_TRANSITIONS: TransitionTable = {
    (StudyState.RECEIVING, "complete"): StudyState.COMPLETE,
}
