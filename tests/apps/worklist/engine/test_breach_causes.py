"""What is suggested for a broken promise."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from apps.worklist.engine.breach_causes import BreachFacts, suggested_cause

MINUTE = timedelta(minutes=1)
SLOW_READER = BreachFacts(
    allowed=60 * MINUTE,
    unclaimed=20 * MINUTE,
    excluded=0 * MINUTE,
    over=12 * MINUTE,
    readable=True,
    prior_status="none_exist",
)


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({}, "reader"),
        ({"unclaimed": 31 * MINUTE}, "queue"),
        ({"excluded": 16 * MINUTE}, "on_hold_excluded"),
        ({"excluded": 14 * MINUTE}, "reader"),
        ({"excluded": 16 * MINUTE, "over": 17 * MINUTE}, "reader"),
        ({"prior_status": "requested", "unclaimed": 50 * MINUTE}, "waited_for_priors"),
        ({"readable": False, "prior_status": "requested"}, "no_eligible_reader"),
    ],
)
def test_the_first_that_holds_is_suggested(change: dict[str, Any], cause: str) -> None:
    assert suggested_cause(replace(SLOW_READER, **change)) == cause
