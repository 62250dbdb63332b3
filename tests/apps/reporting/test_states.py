"""Every state × action of a report."""

from itertools import product

import pytest

from apps.common.states import IllegalTransition, next_state
from apps.reporting.states import REPORT_TRANSITIONS, ReportState

ACTIONS = ["edit", "sign_preliminary", "sign_final"]
LEGAL = {
    ("draft", "edit"): "draft",
    ("draft", "sign_preliminary"): "preliminary",
    ("draft", "sign_final"): "final",
    ("preliminary", "edit"): "preliminary",
    ("preliminary", "sign_preliminary"): "preliminary",
    ("preliminary", "sign_final"): "final",
}


@pytest.mark.parametrize(("state", "action"), list(product(ReportState.values(), ACTIONS)))
def test_every_state_and_action(state: str, action: str) -> None:
    expected = LEGAL.get((state, action))
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            next_state(REPORT_TRANSITIONS, state, action)
        assert refused.value.status == 409
    else:
        assert next_state(REPORT_TRANSITIONS, state, action) == expected


def test_the_table_knows_no_other_action() -> None:
    assert {action for _, action in REPORT_TRANSITIONS} == set(ACTIONS)
