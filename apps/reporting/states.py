"""The life of a report."""

from enum import StrEnum

from apps.common.states import TransitionTable


class ReportState(StrEnum):
    DRAFT = "draft"
    PRELIMINARY = "preliminary"
    FINAL = "final"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


REPORT_TRANSITIONS: TransitionTable = {
    (ReportState.DRAFT, "edit"): ReportState.DRAFT,
    (ReportState.DRAFT, "sign_preliminary"): ReportState.PRELIMINARY,
    (ReportState.DRAFT, "sign_final"): ReportState.FINAL,
    (ReportState.PRELIMINARY, "edit"): ReportState.PRELIMINARY,
    (ReportState.PRELIMINARY, "sign_preliminary"): ReportState.PRELIMINARY,
    (ReportState.PRELIMINARY, "sign_final"): ReportState.FINAL,
}


class FindingState(StrEnum):
    """Where a critical finding stands.

    ``acknowledged``: the site has confirmed it in writing, and still owes the read-back that its category asks for.
    ``communicated``: the site was told without a read-back, which its category allows, and has not confirmed it yet.
    """

    OPEN = "open"
    WITH_DESK = "with_desk"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    COMMUNICATED = "communicated"
    CLOSED = "closed"
    CANCELED = "canceled"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


UNTOLD = (FindingState.OPEN, FindingState.WITH_DESK, FindingState.RETURNED)

FINDING_TRANSITIONS: TransitionTable = {
    (FindingState.OPEN, "hand_over"): FindingState.WITH_DESK,
    (FindingState.RETURNED, "hand_over"): FindingState.WITH_DESK,
    (FindingState.WITH_DESK, "return"): FindingState.RETURNED,
    **{(state, "communicate"): FindingState.COMMUNICATED for state in UNTOLD},
    **{(state, "acknowledge"): FindingState.ACKNOWLEDGED for state in UNTOLD},
    **{(state, "cancel"): FindingState.CANCELED for state in UNTOLD},
    (FindingState.ACKNOWLEDGED, "communicate"): FindingState.COMMUNICATED,
    (FindingState.ACKNOWLEDGED, "close"): FindingState.CLOSED,
    (FindingState.COMMUNICATED, "acknowledge"): FindingState.ACKNOWLEDGED,
    (FindingState.COMMUNICATED, "close"): FindingState.CLOSED,
}
