"""The lives of a price list, a billing period, a run of invoices, a dispute."""

from enum import StrEnum

from apps.common.states import TransitionTable


class RateCardState(StrEnum):
    """What is published is never changed; a later version takes its place from a day on."""

    DRAFT = "draft"
    PUBLISHED = "published"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


RATE_CARD_TRANSITIONS: TransitionTable = {
    (RateCardState.DRAFT, "edit"): RateCardState.DRAFT,
    (RateCardState.DRAFT, "publish"): RateCardState.PUBLISHED,
}


class PeriodState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


# Nothing opens a closed period again: what is found later goes into the next one.
PERIOD_TRANSITIONS: TransitionTable = {(PeriodState.OPEN, "close"): PeriodState.CLOSED}


class InvoiceRunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


# A worker that died leaves a run running; the next one goes on where it stopped.
INVOICE_RUN_TRANSITIONS: TransitionTable = {
    (InvoiceRunState.WAITING, "start"): InvoiceRunState.RUNNING,
    (InvoiceRunState.RUNNING, "start"): InvoiceRunState.RUNNING,
    (InvoiceRunState.RUNNING, "finish"): InvoiceRunState.DONE,
}


class DisputeState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


DISPUTE_TRANSITIONS: TransitionTable = {
    (DisputeState.OPEN, "accept"): DisputeState.ACCEPTED,
    (DisputeState.OPEN, "refuse"): DisputeState.REFUSED,
    (DisputeState.OPEN, "withdraw"): DisputeState.WITHDRAWN,
}
