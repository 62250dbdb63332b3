"""The life of a report, of a discrepancy between two readings, of a critical finding."""

from enum import StrEnum

from apps.common.states import TransitionTable


class ReportState(StrEnum):
    """``wet_read``: a provisional statement is with the site, nothing else is signed. ``pending_sign``: written by one
    reader, waiting for another's signature. The last four follow a final signature and name the latest version.
    """

    DRAFT = "draft"
    WET_READ = "wet_read"
    PRELIMINARY = "preliminary"
    PENDING_SIGN = "pending_sign"
    FINAL = "final"
    ADDENDED = "addended"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


WRITABLE = (
    ReportState.DRAFT,
    ReportState.WET_READ,
    ReportState.PRELIMINARY,
    ReportState.PENDING_SIGN,
)
OF_RECORD = (ReportState.FINAL, ReportState.ADDENDED, ReportState.CORRECTED)
READ_BUT_NOT_SUBMITTED = (ReportState.DRAFT, ReportState.WET_READ, ReportState.PRELIMINARY)

REPORT_TRANSITIONS: TransitionTable = {
    **{(state, "edit"): state for state in WRITABLE},
    (ReportState.DRAFT, "wet_read"): ReportState.WET_READ,
    (ReportState.WET_READ, "wet_read"): ReportState.WET_READ,
    **{(state, "sign_preliminary"): ReportState.PRELIMINARY for state in READ_BUT_NOT_SUBMITTED},
    **{(state, "submit"): ReportState.PENDING_SIGN for state in READ_BUT_NOT_SUBMITTED},
    # What is returned goes back to what the site has of it.
    (ReportState.PENDING_SIGN, "return_to_draft"): ReportState.DRAFT,
    (ReportState.PENDING_SIGN, "return_to_wet_read"): ReportState.WET_READ,
    (ReportState.PENDING_SIGN, "return_to_preliminary"): ReportState.PRELIMINARY,
    **{(state, "sign_final"): ReportState.FINAL for state in WRITABLE},
    **{(state, "add"): ReportState.ADDENDED for state in OF_RECORD},
    **{(state, "correct"): ReportState.CORRECTED for state in OF_RECORD},
    # A draft that nobody outside has seen is not withdrawn, it is written anew.
    **{
        (state, "withdraw"): ReportState.WITHDRAWN
        for state in (ReportState.WET_READ, ReportState.PRELIMINARY, *OF_RECORD)
    },
}


class DiscrepancyState(StrEnum):
    """``communicated``: somebody at the site was told, or the practice answered what the site had reported."""

    NOTED = "noted"
    COMMUNICATED = "communicated"
    ACKNOWLEDGED = "acknowledged"
    CANCELED = "canceled"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


DISCREPANCY_TRANSITIONS: TransitionTable = {
    (DiscrepancyState.NOTED, "communicate"): DiscrepancyState.COMMUNICATED,
    (DiscrepancyState.NOTED, "acknowledge"): DiscrepancyState.ACKNOWLEDGED,
    (DiscrepancyState.NOTED, "cancel"): DiscrepancyState.CANCELED,
    (DiscrepancyState.COMMUNICATED, "acknowledge"): DiscrepancyState.ACKNOWLEDGED,
    (DiscrepancyState.COMMUNICATED, "cancel"): DiscrepancyState.CANCELED,
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
