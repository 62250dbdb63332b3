"""The lives of an order, of a request for priors, and of what is known of a study's priors."""

from enum import StrEnum

from apps.common.states import TransitionTable


class OrderState(StrEnum):
    """``unmatched``: images are there that may be the order's, and a person has to say."""

    PLACED = "placed"
    UNMATCHED = "unmatched"
    MATCHED = "matched"
    CANCELLED = "cancelled"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


ORDER_TRANSITIONS: TransitionTable = {
    (OrderState.PLACED, "match"): OrderState.MATCHED,
    (OrderState.PLACED, "doubt"): OrderState.UNMATCHED,
    (OrderState.PLACED, "cancel"): OrderState.CANCELLED,
    (OrderState.UNMATCHED, "match"): OrderState.MATCHED,
    (OrderState.UNMATCHED, "doubt"): OrderState.UNMATCHED,
    (OrderState.UNMATCHED, "clear"): OrderState.PLACED,
    (OrderState.UNMATCHED, "cancel"): OrderState.CANCELLED,
    (OrderState.MATCHED, "match"): OrderState.MATCHED,
    (OrderState.MATCHED, "unlink"): OrderState.UNMATCHED,
    (OrderState.CANCELLED, "reopen"): OrderState.PLACED,
}


class RequestState(StrEnum):
    """``sent``: the site says that the priors are on their way; ``arrived``: one is here."""

    OPEN = "open"
    SENT = "sent"
    ARRIVED = "arrived"
    NONE_EXIST = "none_exist"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


REQUEST_TRANSITIONS: TransitionTable = {
    (RequestState.OPEN, "sent"): RequestState.SENT,
    (RequestState.OPEN, "none_exist"): RequestState.NONE_EXIST,
    (RequestState.OPEN, "cannot_send"): RequestState.REFUSED,
    (RequestState.OPEN, "arrive"): RequestState.ARRIVED,
    (RequestState.OPEN, "withdraw"): RequestState.WITHDRAWN,
    (RequestState.SENT, "arrive"): RequestState.ARRIVED,
    (RequestState.SENT, "cannot_send"): RequestState.REFUSED,
    (RequestState.SENT, "withdraw"): RequestState.WITHDRAWN,
    (RequestState.ARRIVED, "arrive"): RequestState.ARRIVED,
}


class PriorState(StrEnum):
    """What is known of earlier studies elsewhere; ``unknown`` is what nobody has said anything about."""

    UNKNOWN = "unknown"
    NONE_EXIST = "none_exist"
    EXIST_NOT_SENT = "exist_not_sent"
    REQUESTED = "requested"
    ARRIVED = "arrived"
    REFUSED = "refused"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


# What may be said from where. A request stays the last word until the site answers it or images come.
PRIOR_TRANSITIONS: TransitionTable = {
    **{
        (state, action): target
        for state in (
            PriorState.UNKNOWN,
            PriorState.NONE_EXIST,
            PriorState.EXIST_NOT_SENT,
            PriorState.REFUSED,
        )
        for action, target in (
            ("attest_none", PriorState.NONE_EXIST),
            ("say_exist", PriorState.EXIST_NOT_SENT),
            ("forget", PriorState.UNKNOWN),
        )
    },
    **{(state, "request"): PriorState.REQUESTED for state in PriorState},
    **{(state, "arrive"): PriorState.ARRIVED for state in PriorState},
    (PriorState.REQUESTED, "none_exist"): PriorState.NONE_EXIST,
    (PriorState.REQUESTED, "sent"): PriorState.REQUESTED,
    (PriorState.REQUESTED, "cannot_send"): PriorState.REFUSED,
    (PriorState.REQUESTED, "withdraw"): PriorState.UNKNOWN,
}
