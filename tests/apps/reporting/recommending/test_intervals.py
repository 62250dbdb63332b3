"""Intervals on the calendar: month ends, leap years, windows, and the words for them."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.checks.text import folded
from apps.reporting.recommending.interval_words import intervals_said
from apps.reporting.recommending.intervals import MOST, Interval, add, in_words, window

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    unit = draw(st.sampled_from(sorted(MOST)))
    last = draw(st.integers(1, MOST[unit]))
    return Interval(draw(st.integers(0, last)), last, unit)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(
    day: date, months: int, expected: date
) -> None:
    assert add(day, months, "months") == expected


@given(DAYS, st.integers(0, 240))
def test_months_count_months_and_never_spill_into_the_next(day: date, count: int) -> None:
    later = add(day, count, "months")
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@given(DAYS, st.integers(0, 500), st.integers(0, 500), st.sampled_from(sorted(MOST)))
def test_more_is_never_earlier(day: date, one: int, more: int, unit: str) -> None:
    assert add(day, one, unit) <= add(day, one + more, unit)
    if unit != "months":
        assert add(add(day, one, unit), more, unit) == add(day, one + more, unit)


@given(DAYS, intervals())
def test_a_window_is_in_order_and_around_what_was_said(day: date, said: Interval) -> None:
    found = window(day, said)
    assert day <= found.not_before <= found.due_on <= found.late_after
    assert found.due_on == add(day, said.last, said.unit)
    if said.first == said.last:
        assert found.due_on - found.not_before == found.late_after - found.due_on
        assert (found.due_on - day) // 7 <= (found.due_on - found.not_before) + timedelta(days=1)
    else:
        assert found.not_before == add(day, said.first, said.unit)
        assert found.late_after == found.due_on


@given(intervals())
def test_words_are_read_back_as_they_were_meant(said: Interval) -> None:
    assert [interval for _, interval in intervals_said(folded(in_words(said)))] == [said]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in 6-12 months", Interval(6, 12, "months")),
        ("3 to 6 month follow-up", Interval(3, 6, "months")),
        ("a 6-month follow-up", Interval(6, 6, "months")),
        ("within the next two weeks", Interval(0, 2, "weeks")),
        ("in one year", Interval(12, 12, "months")),
        ("within 24 hours", Interval(0, 1, "days")),
        ("annual CT", Interval(12, 12, "months")),
        ("in sechs Wochen", Interval(6, 6, "weeks")),
        ("dans 3 mois", Interval(3, 3, "months")),
        ("en 6 meses", Interval(6, 6, "months")),
        ("６ヶ月後", Interval(6, 6, "months")),
        ("2週間以内に", Interval(0, 2, "weeks")),
        ("a 64-year-old man", None),
        ("unchanged for 2 years", None),
        ("3 months ago", None),
        ("6 mm nodule", None),
        ("since 5 days", None),
        ("in 900 months", None),
        ("64歳", None),
    ],
)
def test_an_appointment_is_told_from_an_age_or_a_history(
    words: str, expected: Interval | None
) -> None:
    assert [one for _, one in intervals_said(folded(words))] == ([expected] if expected else [])
