"""The coverage map's arithmetic against looking at every minute."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.coverage import (
    HOUR,
    covered_stretches,
    fewest_per_hour,
    for_planning,
)
from apps.worklist.engine.eligibility import class_verdict
from apps.worklist.engine.facts import (
    Credential,
    PrivilegeFacts,
    ReaderFacts,
    ShiftFacts,
    WorkClass,
)
from tests.apps.worklist.engine.people import AT, BEFORE, SITE, reader, work
from tests.apps.worklist.engine.strategies import readers, works

TEN = timedelta(minutes=10)
offsets = st.integers(-12, 48).map(lambda tens: AT + tens * TEN)
stretches = st.tuples(offsets, offsets)


@given(st.lists(stretches, max_size=8), st.integers(1, 6))
def test_the_fewest_of_an_hour_is_the_fewest_of_its_minutes(
    held: list[tuple[datetime, datetime]], hours: int
) -> None:
    counted = [
        min(
            sum(begins <= AT + hour * HOUR + tens * TEN < ends for begins, ends in held)
            for tens in range(6)
        )
        for hour in range(hours)
    ]
    assert fewest_per_hour(held, AT, hours) == counted


@given(st.lists(readers, max_size=4), works)
def test_a_covered_instant_has_an_eligible_reader_on_duty(
    people: list[ReaderFacts], asked: WorkClass
) -> None:
    end = AT + 6 * HOUR
    for person in people:
        found = covered_stretches({0: asked}, person, AT, end).get(0, [])
        for tens in range(36):
            moment = AT + tens * TEN
            on_duty = any(
                shift.role == "reading" and shift.starts_at <= moment < shift.ends_at
                for shift in person.shifts
            )
            eligible = class_verdict(asked, person, moment).eligible
            assert any(b <= moment < e for b, e in found) == (on_duty and eligible)


def test_overlapping_shifts_count_a_reader_once() -> None:
    person = reader(
        shifts=(ShiftFacts(AT, AT + 2 * HOUR), ShiftFacts(AT + HOUR, AT + 3 * HOUR)),
    )
    found = covered_stretches({0: work()}, person, AT, AT + 4 * HOUR)[0]
    assert fewest_per_hour(found, AT, 4) == [1, 1, 1, 0]


def test_a_licence_that_ends_within_the_hour_leaves_a_gap_in_it() -> None:
    ending = (Credential("DE-BE", BEFORE), Credential("FR", BEFORE, AT + HOUR + TEN))
    found = covered_stretches({0: work()}, reader(licences=ending), AT, AT + 3 * HOUR)[0]
    assert found == [(AT, AT + HOUR + TEN)]
    assert fewest_per_hour(found, AT, 3) == [1, 0, 0]


def test_only_what_is_asked_for_is_held_against_a_reader() -> None:
    limited = reader(
        location_ends_at=AT,
        privileges=(
            PrivilegeFacts(
                SITE,
                BEFORE,
                modalities=frozenset({"MR"}),
                procedure_groups=frozenset({"neuro"}),
            ),
        ),
    )

    def covers(modality: str, group: str) -> bool:
        planned = for_planning(limited, location="DE-BE", modality=modality, procedure_group=group)
        asked = work(modalities=frozenset({modality} if modality else ()), procedure_group=group)
        return class_verdict(asked, planned, AT).eligible

    assert covers("", "")
    assert covers("MR", "")
    assert covers("", "neuro")
    assert covers("MR", "neuro")
    assert not covers("CT", "")
    assert not covers("", "chest")
    assert not covers("MR", "chest")
