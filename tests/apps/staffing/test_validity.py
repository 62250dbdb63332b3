"""Status × time, successors, and which warning is due."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.staffing.validity import days_left, due_warning, holds_all, state_at, takes_over

T0 = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
WARN = (90, 60, 30, 7)


@dataclass
class Term:
    starts_at: datetime
    ends_at: datetime | None


@pytest.mark.parametrize(
    ("status", "offset", "state"),
    [
        ("active", timedelta(seconds=-1), "future"),
        ("active", timedelta(0), "valid"),
        ("active", 10 * DAY - timedelta(seconds=1), "valid"),
        ("active", 10 * DAY, "expired"),
        ("suspended", DAY, "suspended"),
        ("suspended", 11 * DAY, "suspended"),
        ("revoked", DAY, "revoked"),
        ("revoked", -DAY, "revoked"),
    ],
)
def test_the_state_at_a_moment(status: str, offset: timedelta, state: str) -> None:
    assert state_at(status, Term(T0, T0 + 10 * DAY), T0 + offset) == state


def test_without_an_end_it_stays_valid() -> None:
    assert state_at("active", Term(T0, None), T0 + 10_000 * DAY) == "valid"
    assert days_left(None, T0) is None


def test_whole_days_are_left() -> None:
    assert days_left(T0 + 89 * DAY + timedelta(hours=5), T0) == 89
    assert days_left(T0 - DAY, T0) == 0


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [(-5, 20, True), (10, 20, True), (11, 20, False), (-5, 10, False), (10, None, True)],
)
def test_a_successor_is_valid_when_the_other_ends(
    starts: int, ends: int | None, expected: bool
) -> None:
    successor = Term(T0 + starts * DAY, None if ends is None else T0 + ends * DAY)
    assert takes_over(successor, Term(T0, T0 + 10 * DAY)) is expected


def test_nothing_takes_over_from_what_never_ends() -> None:
    assert not takes_over(Term(T0, None), Term(T0, None))


@pytest.mark.parametrize(
    ("wider", "narrower", "expected"),
    [
        ([], [], True),
        ([], ["CT"], True),
        (["CT"], [], False),
        (["CT", "MR"], ["CT"], True),
        (["CT"], ["CT", "MR"], False),
    ],
)
def test_an_empty_list_is_everything(wider: list[str], narrower: list[str], expected: bool) -> None:
    assert holds_all(wider, narrower) is expected


@pytest.mark.parametrize(
    ("left", "warning"),
    [
        (91 * DAY, None),
        (90 * DAY, 90),
        (89 * DAY, 90),
        (60 * DAY, 60),
        (20 * DAY, 30),
        (7 * DAY, 7),
        (timedelta(seconds=1), 7),
        (timedelta(0), None),
        (-DAY, None),
    ],
)
def test_the_warning_that_is_due(left: timedelta, warning: int | None) -> None:
    assert due_warning(T0 + left, T0, WARN) == warning


@given(st.integers(1, 200), st.integers(1, 48))
def test_seen_often_enough_every_warning_comes_once_in_order(days: int, every_hours: int) -> None:
    end = T0 + days * DAY
    seen = []
    at = T0
    while at < end:
        warning = due_warning(end, at, WARN)
        if warning is not None and warning not in seen:
            seen.append(warning)
        at += timedelta(hours=every_hours)
    expected = [number for number in WARN if number < days]
    first = due_warning(end, T0, WARN)
    assert seen == sorted({*expected, *([first] if first else [])}, reverse=True)
