"""The life of a follow-up: what a signed report recommends, until it is done or nobody wants it any more."""

from enum import StrEnum

from apps.common.states import TransitionTable


class FollowUpState(StrEnum):
    """``open``: its time has not come, or no time was said. ``due``: it can be made now. ``overdue``: its time has
    passed. ``superseded``: a later version of the report recommends something else; ``canceled``: the report was
    withdrawn.
    """

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    SCHEDULED = "scheduled"
    DONE = "done"
    DECLINED = "declined"
    NOT_NEEDED = "not_needed"
    SUPERSEDED = "superseded"
    CANCELED = "canceled"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


S = FollowUpState
RUNNING = (S.OPEN, S.DUE, S.OVERDUE, S.SCHEDULED)
# Ended by somebody who may have been mistaken.
REOPENABLE = (S.DONE, S.DECLINED, S.NOT_NEEDED)
ENDED = (*REOPENABLE, S.SUPERSEDED, S.CANCELED)

FOLLOW_UP_TRANSITIONS: TransitionTable = {
    (S.OPEN, "fall_due"): S.DUE,
    (S.OPEN, "fall_overdue"): S.OVERDUE,
    (S.DUE, "fall_overdue"): S.OVERDUE,
    # The appointment has passed and no images came.
    (S.SCHEDULED, "fall_overdue"): S.OVERDUE,
    # The order that was its appointment is cancelled, or is for something else by now.
    (S.SCHEDULED, "unschedule"): S.OPEN,
    **{(state, "schedule"): S.SCHEDULED for state in RUNNING},
    **{(state, "answer"): S.DONE for state in RUNNING},
    **{(state, "decline"): S.DECLINED for state in RUNNING},
    **{(state, "dismiss"): S.NOT_NEEDED for state in RUNNING},
    **{(state, "supersede"): S.SUPERSEDED for state in RUNNING},
    **{(state, "cancel"): S.CANCELED for state in RUNNING},
    **{(state, "reopen"): S.OPEN for state in REOPENABLE},
}
