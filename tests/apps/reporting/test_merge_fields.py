"""What is filled in for a merge field."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.merge_fields import MERGE_FIELDS, age_text, date_text, filled, has_merge_fields

VALUES = st.dictionaries(st.sampled_from(MERGE_FIELDS), st.text(max_size=40))
PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"{{{{{name}}}}}" for name in MERGE_FIELDS]),
        st.text(st.characters(exclude_characters="[]{}"), max_size=20),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        (
            "Compared with {{prior_date}}.",
            {"prior_date": "3 Mar 2026"},
            "Compared with 3 Mar 2026.",
        ),
        ("Compared with {{prior_date}}.", {}, "Compared with [prior date]."),
        (
            "{{patient_name}}, {{patient_name}}",
            {"patient_name": "山田 花子"},
            "山田 花子, 山田 花子",
        ),
        ("{{unheard_of}} {{macro:x}}", {}, "{{unheard_of}} {{macro:x}}"),
        ("{{indication}}", {"indication": "[stroke?]\n{{site_name}}"}, "(stroke?) ((site_name))"),
        ("{{measurements}}", {"measurements": "  "}, "[measurements]"),
    ],
)
def test_a_value_or_an_open_field(text: str, values: dict[str, str], expected: str) -> None:
    assert filled(text, values) == expected


@given(PIECES, VALUES)
def test_nothing_is_left_to_fill_and_no_value_reads_as_a_field(
    pieces: list[str], values: dict[str, str]
) -> None:
    text = "".join(pieces)
    whole = filled(text, values)
    assert not has_merge_fields(whole)
    assert filled(whole, values) == whole
    empty = sum(
        text.count(f"{{{{{name}}}}}") for name in MERGE_FIELDS if not values.get(name, "").split()
    )
    assert whole.count("[") == whole.count("]") == empty


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(1972, 2, 2), date(2026, 2, 1), "53 years"),
        (date(1972, 2, 2), date(2026, 2, 2), "54 years"),
        (date(2024, 3, 31), date(2026, 3, 30), "23 months"),
        (date(2024, 3, 31), date(2026, 3, 31), "2 years"),
        (date(2026, 1, 1), date(2026, 1, 2), "1 day"),
        (date(2026, 1, 1), date(2026, 1, 1), "0 days"),
        (None, date(2026, 1, 1), ""),
        (date(2026, 1, 2), date(2026, 1, 1), ""),
    ],
)
def test_an_age_is_said_as_people_say_it(born: date | None, on: date, expected: str) -> None:
    assert age_text(born, on) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_an_age_never_shrinks_within_its_unit(born: date, days: int) -> None:
    today, tomorrow = (
        age_text(born, born + timedelta(days)),
        age_text(born, born + timedelta(days + 1)),
    )
    (number, unit), (later, later_unit) = today.split(), tomorrow.split()
    assert unit.rstrip("s") != later_unit.rstrip("s") or int(number) <= int(later)


def test_a_day_is_written_as_under_comparison() -> None:
    assert (date_text(date(2026, 3, 3)), date_text(None)) == ("3 Mar 2026", "")
