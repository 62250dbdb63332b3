"""Which row of the matrix decides."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.sla import (
    PolicyRow,
    SlaFacts,
    end_milestone,
    matches,
    precedence,
    resolve,
    resolve_all,
)

SITE, OTHER = UUID(int=1), UUID(int=2)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
FACTS = SlaFacts(SITE, "STAT", "stroke", frozenset({"CT", "SR"}), "final")


def row(number: int, minutes: int, **named: Any) -> PolicyRow:
    return PolicyRow(id=UUID(int=number), minutes=minutes, **named)


def decided(rows: list[PolicyRow], facts: SlaFacts = FACTS) -> int | None:
    found = resolve(rows, facts, AT)
    return found.minutes if found else None


def test_three_levels_override_each_other() -> None:
    practice = row(1, 30, priority="STAT")
    site = row(2, 25, priority="STAT", site_id=SITE)
    modality = row(3, 20, priority="STAT", site_id=SITE, modality="CT")
    for order in permutations([practice, site, modality]):
        assert decided(list(order)) == 20
    assert (
        decided([practice, site, modality], SlaFacts(SITE, "STAT", modalities=frozenset({"MR"})))
        == 25
    )
    assert decided([practice, site, modality], SlaFacts(OTHER, "STAT")) == 30
    assert decided([practice, site, modality], SlaFacts(OTHER, "ROUTINE")) is None


def test_among_equals_the_column_further_left_decides() -> None:
    rows = [
        row(1, 1, pathway="stroke"),
        row(2, 2, site_id=SITE),
        row(3, 3, priority="STAT"),
        row(4, 4, modality="CT"),
        row(5, 5, read_type="final"),
        row(6, 6),
    ]
    for first in range(len(rows)):
        assert decided(rows[first:]) == first + 1


def test_the_pathway_stands_above_the_sites_contract() -> None:
    contract = row(1, 60, site_id=SITE, priority="STAT", modality="CT", read_type="final")
    stroke = row(2, 15, pathway="stroke")
    assert decided([contract, stroke]) == 15
    assert decided([contract, stroke, row(3, 12, pathway="stroke", site_id=SITE)]) == 12
    assert decided([contract, stroke], SlaFacts(SITE, "STAT", "stat", frozenset({"CT"}))) == 60


def test_a_row_is_in_force_from_its_first_instant_until_before_its_last() -> None:
    rows = [
        row(1, 60, effective_to=AT),
        row(2, 40, effective_from=AT, effective_to=AT + timedelta(days=1)),
        row(3, 20, effective_from=AT + timedelta(days=1)),
    ]
    for moment, minutes in (
        (AT - timedelta(seconds=1), 60),
        (AT, 40),
        (AT + timedelta(days=1, seconds=-1), 40),
        (AT + timedelta(days=1), 20),
    ):
        found = resolve(rows, FACTS, moment)
        assert found is not None
        assert found.minutes == minutes


def test_of_two_alike_the_later_then_the_newer_decides() -> None:
    older = row(1, 60, effective_from=AT - timedelta(days=2))
    later = row(2, 50, effective_from=AT - timedelta(days=1))
    assert decided([later, older]) == 50
    assert decided([row(8, 8), row(9, 9)]) == 9


def test_each_promised_milestone_has_its_own_row() -> None:
    rows = [
        row(1, 30, priority="STAT"),
        row(2, 15, pathway="stroke", clock_from="exam_end"),
        row(3, 60, clock_from="final", clock_to="acknowledged"),
    ]
    found = resolve_all(rows, FACTS, AT)
    assert {name: one.minutes for name, one in found.items()} == {"final": 15, "acknowledged": 60}


@pytest.mark.parametrize(
    ("clock_to", "read_type", "milestone"),
    [
        ("signed", "final", "final"),
        ("signed", "preliminary", "preliminary"),
        ("signed", "over_read", "final"),
        ("preliminary", "final", "preliminary"),
        ("delivered", "final", "delivered"),
    ],
)
def test_signed_is_the_tasks_own_report(clock_to: str, read_type: str, milestone: str) -> None:
    assert end_milestone(clock_to, read_type) == milestone


column = st.fixed_dictionaries(
    {
        "site_id": st.sampled_from([None, SITE, OTHER]),
        "pathway": st.sampled_from([None, "stroke", "routine"]),
        "priority": st.sampled_from([None, "STAT", "ROUTINE"]),
        "modality": st.sampled_from([None, "CT", "MR"]),
        "read_type": st.sampled_from([None, "final", "preliminary"]),
    }
)
rows = st.lists(column, min_size=1, max_size=12).map(
    lambda columns: [row(number, number + 1, **named) for number, named in enumerate(columns)]
)


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters_and_no_match_beats_the_decision(
    rows: list[PolicyRow], random: Any
) -> None:
    found = resolve(rows, FACTS, AT)
    shuffled = rows[:]
    random.shuffle(shuffled)
    assert resolve(shuffled, FACTS, AT) == found
    matching = [one for one in rows if matches(one, FACTS, AT)]
    assert (found is None) == (not matching)
    if found:
        assert all(precedence(one) <= precedence(found) for one in matching)
        rivals = [one for one in matching if (one.pathway is None) == (found.pathway is None)]
        assert all(sum(one.named) <= sum(found.named) for one in rivals)
