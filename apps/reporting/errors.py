"""Refusals around a report, each with what to do next."""

from apps.common.errors import Conflict, Unprocessable


class ClaimRequired(Conflict):
    code = "claim_required"
    title = "You do not hold this reading task"


class DraftConflict(Conflict):
    """``draft`` holds the server's text, who saved it and when; nothing was overwritten."""

    code = "draft_conflict"
    title = "The draft was changed elsewhere"


class ReportSigned(Conflict):
    code = "report_signed"
    title = "The report is final"


class StudyMismatch(Conflict):
    code = "study_mismatch"
    title = "The images shown are not those of this report"


class EmptyImpression(Unprocessable):
    code = "empty_impression"
    title = "The impression is empty"


class KindMismatch(Conflict):
    """The task's read type does not allow a report of this kind."""

    code = "kind_mismatch"
    title = "This read ends with another kind of report"
