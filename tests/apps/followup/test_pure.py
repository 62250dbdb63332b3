"""States, days and fitting: every cell, and what must hold for any."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.common.states import IllegalTransition, next_state
from apps.followup.fitting import Made, Wanted, fit
from apps.followup.next_steps import next_step
from apps.followup.states import FOLLOW_UP_TRANSITIONS, FollowUpState
from apps.followup.timetable import missed_step, steps
from apps.reporting.recommending.intervals import Interval, window
from tests.apps.reporting.recommending.test_intervals import intervals

ACTIONS = (
    *("fall_due", "fall_overdue", "schedule", "answer", "decline", "dismiss"),
    *("supersede", "cancel", "reopen", "unschedule"),
)
TO_THE_END = ("scheduled", "done", "declined", "not_needed", "superseded", "canceled", None)
TABLE: dict[str, tuple[str | None, ...]] = {
    "open": ("due", "overdue", *TO_THE_END, None),
    "due": (None, "overdue", *TO_THE_END, None),
    "overdue": (None, None, *TO_THE_END, None),
    "scheduled": (None, "overdue", *TO_THE_END, "open"),
    **dict.fromkeys(("done", "declined", "not_needed"), (*((None,) * 8), "open", None)),
    **dict.fromkeys(("superseded", "canceled"), (None,) * 10),
}


@pytest.mark.parametrize(
    ("state", "place"), list(product(FollowUpState.values(), range(len(ACTIONS))))
)
def test_each_cell(state: str, place: int) -> None:
    expected = TABLE[state][place]
    if expected is None:
        with pytest.raises(IllegalTransition):
            next_state(FOLLOW_UP_TRANSITIONS, state, ACTIONS[place])
    else:
        assert next_state(FOLLOW_UP_TRANSITIONS, state, ACTIONS[place]) == expected


def test_the_table_has_no_other_cell() -> None:
    assert {action for _, action in FOLLOW_UP_TRANSITIONS} == set(ACTIONS)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), intervals(), st.integers(0, 4000))
def test_reminders_come_in_order_and_what_has_passed_is_told_once(
    examined_on: date, said: Interval, after: int
) -> None:
    days = window(examined_on, said)
    since = examined_on + timedelta(days=after)
    laid = steps(days, since=since, zone="Europe/Berlin")
    assert [step.fire_at for step in laid] == sorted(step.fire_at for step in laid)
    assert len({step.kind for step in laid}) == len(laid)
    assert sum(step.fire_at.date() <= since for step in laid) == (since >= days.not_before)
    if since > days.late_after:
        assert [step.kind for step in laid] == ["overdue"]
    assert "overdue" in {step.kind for step in laid}


def test_a_morning_is_the_sites() -> None:
    step = missed_step(date(2026, 3, 22), "America/New_York")
    assert step.fire_at.isoformat() == "2026-03-29T07:00:00-04:00"


SPRING = date(2026, 5, 30)
WANTED = Wanted(date(2025, 12, 29), "CT", "chest", "", SPRING)
MADE = Made(date(2026, 6, 20), frozenset({"CT"}), "CHEST", "CT Thorax")


@pytest.mark.parametrize(
    ("wanted", "made", "certainty"),
    [
        ({}, {}, "certain"),
        ({}, {"made_on": date(2027, 6, 1)}, "certain"),
        ({}, {"modalities": frozenset({"CT", "SR"})}, "certain"),
        ({}, {"body_part": "", "description": "CT Thorax-Abdomen"}, "certain"),
        ({"modality": "DX"}, {"modalities": frozenset({"CR"})}, "certain"),
        ({}, {"made_on": date(2026, 5, 1)}, "possible"),
        ({}, {"same_patient": False}, "possible"),
        ({}, {"body_part": "", "description": ""}, "possible"),
        ({}, {"body_part": "ABDOMEN", "description": ""}, "possible"),
        ({}, {"modalities": frozenset({"MR"})}, "possible"),
        ({"modality": ""}, {}, "possible"),
        ({"not_before": None}, {}, "possible"),
        ({"laterality": "L"}, {}, "possible"),
        ({"laterality": "L"}, {"description": "CT left"}, "certain"),
        ({"laterality": "L"}, {"laterality": "R"}, "none"),
        ({}, {"body_part": "KNEE", "description": ""}, "none"),
        ({}, {"modalities": frozenset({"US"})}, "none"),
        ({}, {"made_on": date(2025, 12, 29)}, "none"),
        ({}, {"made_on": None}, "none"),
    ],
)
def test_how_a_later_study_fits(
    wanted: dict[str, object], made: dict[str, object], certainty: str
) -> None:
    found = fit(replace(WANTED, **wanted), replace(MADE, **made))  # type: ignore[arg-type] # each case gives what differs
    assert found.certainty == certainty
    assert (certainty == "certain") == (set(found.reasons.values()) == {"passed"})


@pytest.mark.parametrize(
    ("state", "dated", "proposed", "scheduled", "expected"),
    [
        ("open", True, False, False, "wait"),
        ("open", False, False, False, "agree_time"),
        ("due", True, False, False, "make_appointment"),
        ("overdue", True, False, False, "call_site"),
        ("scheduled", True, False, True, "await_images"),
        ("overdue", True, True, False, "decide_match"),
        ("done", True, True, False, "none"),
    ],
)
def test_one_thing_to_do(
    state: str, dated: bool, proposed: bool, scheduled: bool, expected: str
) -> None:
    found = next_step(
        state=state,
        not_before=SPRING if dated else None,
        has_proposal=proposed,
        scheduled_on=SPRING if scheduled else None,
    )
    assert found == expected
