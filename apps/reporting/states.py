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
