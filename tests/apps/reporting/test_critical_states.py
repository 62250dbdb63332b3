"""State × action of a critical finding: every cell, through the table that the services use."""

from itertools import product

import pytest

from apps.common.states import IllegalTransition, next_state
from apps.reporting.states import FINDING_TRANSITIONS, FindingState

ACTIONS = ("hand_over", "return", "communicate", "acknowledge", "close", "cancel")
TABLE = {
    "open": ("with_desk", None, "communicated", "acknowledged", None, "canceled"),
    "with_desk": (None, "returned", "communicated", "acknowledged", None, "canceled"),
    "returned": ("with_desk", None, "communicated", "acknowledged", None, "canceled"),
    "acknowledged": (None, None, "communicated", None, "closed", None),
    "communicated": (None, None, None, "acknowledged", "closed", None),
    "closed": (None,) * 6,
    "canceled": (None,) * 6,
}


@pytest.mark.parametrize(("state", "place"), list(product(FindingState.values(), range(6))))
def test_each_cell(state: str, place: int) -> None:
    expected = TABLE[state][place]
    if expected is None:
        with pytest.raises(IllegalTransition):
            next_state(FINDING_TRANSITIONS, state, ACTIONS[place])
    else:
        assert next_state(FINDING_TRANSITIONS, state, ACTIONS[place]) == expected
