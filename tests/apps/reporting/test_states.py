"""Every state × action of a report and of a discrepancy."""

from itertools import product

import pytest

from apps.common.states import IllegalTransition, next_state
from apps.reporting.states import (
    DISCREPANCY_TRANSITIONS,
    REPORT_TRANSITIONS,
    DiscrepancyState,
    ReportState,
)

ACTIONS = (
    *("edit", "wet_read", "sign_preliminary", "sign_final", "submit"),
    *("return_to_draft", "return_to_wet_read", "return_to_preliminary"),
    *("add", "correct", "withdraw"),
)
NO = None
TABLE = {
    "draft": (
        *("draft", "wet_read", "preliminary", "final", "pending_sign"),
        *(NO, NO, NO, NO, NO, NO),
    ),
    "wet_read": (
        *("wet_read", "wet_read", "preliminary", "final", "pending_sign"),
        *(NO, NO, NO, NO, NO, "withdrawn"),
    ),
    "preliminary": (
        *("preliminary", NO, "preliminary", "final", "pending_sign"),
        *(NO, NO, NO, NO, NO, "withdrawn"),
    ),
    "pending_sign": (
        *("pending_sign", NO, NO, "final", NO),
        *("draft", "wet_read", "preliminary", NO, NO, NO),
    ),
    "final": (NO, NO, NO, NO, NO, NO, NO, NO, "addended", "corrected", "withdrawn"),
    "addended": (NO, NO, NO, NO, NO, NO, NO, NO, "addended", "corrected", "withdrawn"),
    "corrected": (NO, NO, NO, NO, NO, NO, NO, NO, "addended", "corrected", "withdrawn"),
    "withdrawn": (NO,) * len(ACTIONS),
}
DISCREPANCY_ACTIONS = ("communicate", "acknowledge", "cancel")
DISCREPANCY_TABLE = {
    "noted": ("communicated", "acknowledged", "canceled"),
    "communicated": (NO, "acknowledged", "canceled"),
    "acknowledged": (NO, NO, NO),
    "canceled": (NO, NO, NO),
}


@pytest.mark.parametrize(
    ("state", "place"), list(product(ReportState.values(), range(len(ACTIONS))))
)
def test_every_state_and_action_of_a_report(state: str, place: int) -> None:
    expected = TABLE[state][place]
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            next_state(REPORT_TRANSITIONS, state, ACTIONS[place])
        assert refused.value.status == 409
    else:
        assert next_state(REPORT_TRANSITIONS, state, ACTIONS[place]) == expected


@pytest.mark.parametrize(("state", "place"), list(product(DiscrepancyState.values(), range(3))))
def test_every_state_and_action_of_a_discrepancy(state: str, place: int) -> None:
    expected = DISCREPANCY_TABLE[state][place]
    if expected is None:
        with pytest.raises(IllegalTransition):
            next_state(DISCREPANCY_TRANSITIONS, state, DISCREPANCY_ACTIONS[place])
    else:
        assert next_state(DISCREPANCY_TRANSITIONS, state, DISCREPANCY_ACTIONS[place]) == expected


def test_the_tables_know_no_other_action() -> None:
    assert {action for _, action in REPORT_TRANSITIONS} == set(ACTIONS)
    assert {action for _, action in DISCREPANCY_TRANSITIONS} == set(DISCREPANCY_ACTIONS)
