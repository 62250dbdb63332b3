"""Every state × action of a site's confirmation."""

from itertools import product

import pytest

from apps.common.states import IllegalTransition, next_state
from apps.worklist.states import CONFIRMATION_TRANSITIONS, ConfirmationState

ACTIONS = ["confirm", "withdraw"]
LEGAL = {("waiting", "confirm"): "confirmed", ("waiting", "withdraw"): "withdrawn"}


@pytest.mark.parametrize(("state", "action"), list(product(ConfirmationState.values(), ACTIONS)))
def test_every_state_and_action(state: str, action: str) -> None:
    expected = LEGAL.get((state, action))
    if expected is None:
        with pytest.raises(IllegalTransition) as refused:
            next_state(CONFIRMATION_TRANSITIONS, state, action)
        assert refused.value.status == 409
    else:
        assert next_state(CONFIRMATION_TRANSITIONS, state, action) == expected


def test_the_table_knows_no_other_action() -> None:
    assert {action for _, action in CONFIRMATION_TRANSITIONS} == set(ACTIONS)
