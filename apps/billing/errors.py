"""Refusals of billing, each with what to do next."""

from apps.common.errors import Conflict, Unprocessable


class PriceListPublished(Conflict):
    code = "rate_card_published"
    title = "A published price list is not changed"


class PriceListIncomplete(Unprocessable):
    code = "rate_card_empty"
    title = "The price list has no prices"


class LinesClash(Unprocessable):
    code = "rate_lines_clash"
    title = "Two lines name the same of the same"


class UnknownReference(Unprocessable):
    code = "unknown_reference"
    title = "Something named here does not exist"


class FileRefused(Unprocessable):
    """``rows`` says for each row what is wrong; nothing was taken over."""

    code = "file_refused"
    title = "The file cannot be taken over"


class NothingUnpriced(Conflict):
    code = "not_unpriced"
    title = "This is priced already"


class ConfirmationNotAsked(Conflict):
    code = "confirmation_not_asked"
    title = "The practice does not ask you for the study type"


class StudyTypeSettled(Conflict):
    code = "study_type_settled"
    title = "Somebody after you has said what it was"


class Unpriced(Conflict):
    """``events`` are the first of ``count``."""

    code = "unpriced_events"
    title = "Something in the period has no price"


class PeriodNotOver(Conflict):
    code = "period_not_over"
    title = "The period is not over"


class PeriodOpen(Conflict):
    code = "period_open"
    title = "Close the period first"


class PeriodClosed(Conflict):
    code = "period_closed"
    title = "The period is closed"


class NothingToCredit(Conflict):
    code = "nothing_to_credit"
    title = "These lines are credited or reversed already"


class DisputeOpen(Conflict):
    code = "dispute_open"
    title = "This line is disputed already"


class ReasonNeeded(Unprocessable):
    code = "reason_required"
    title = "Say why"
