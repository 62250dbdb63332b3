"""Which order asked for which study: sentences, then properties over whatever may arrive."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.orders.matching import Found, Wanted, compare, name_likeness, plain_accession, settle

SPACE = UUID(int=7)
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
BORN = date(1970, 2, 3)


def order(key: str = "order", **values: Any) -> Wanted:
    plain = Wanted(
        id=uuid5(SPACE, key),
        accession_number="A1",
        patient_id="P1",
        name="DOE^JANE",
        birth_date=BORN,
        sex="F",
        modality="CT",
        body_part="CHEST",
        requested_at=AT,
    )
    return replace(plain, **values)


def study(key: str = "study", **values: Any) -> Found:
    plain = Found(
        id=uuid5(SPACE, key),
        accession_number="A1",
        patient_id="P1",
        name="DOE^JANE",
        birth_date=BORN,
        sex="F",
        modalities=frozenset({"CT"}),
        body_part="CHEST",
        study_at=AT + timedelta(minutes=20),
    )
    return replace(plain, **values)


def only_link(orders: list[Wanted], studies: list[Found]) -> tuple[str, int] | None:
    settled = settle(orders, studies)
    if not settled.links:
        return None
    (link,) = settled.links
    return link.method, link.score


def test_one_accession_number_and_one_patient_settle_it() -> None:
    assert only_link([order()], [study()]) == ("accession", 100)
    assert only_link([order(accession_number=" a1 ")], [study()]) == ("accession", 100)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"birth_date": date(1970, 3, 2)}, "birth_date_differs"),
        ({"sex": "M"}, "sex_differs"),
        ({"patient_id": "P2", "name": "DOE^JOHN"}, "patient_id_differs"),
        ({"patient_id": "", "name": "ROE^RICHARD"}, "name_differs"),
        ({"modalities": frozenset({"MR"})}, "modality_differs"),
    ],
)
def test_the_same_number_on_somebody_else_is_for_a_person(
    values: dict[str, Any], reason: str
) -> None:
    settled = settle([order()], [study(**values)])
    assert settled.links == ()
    (doubt,) = settled.doubts.values()
    assert doubt.reason == reason
    assert doubt.study_ids == (study().id,)


@pytest.mark.parametrize(
    "values",
    [
        {"name": "SMITH^JANE"},
        {"patient_id": "OTHER-17"},
        {"name": "Dôe^Jané^M"},
        {"name": "JANE^DOE"},
        {"birth_date": None, "sex": ""},
        {"patient_id": "", "modalities": frozenset()},
        {"sex": "O"},
        {"study_at": AT - timedelta(days=900)},
    ],
    ids=["married", "another number", "accents", "swapped", "unknown", "bare", "other", "old"],
)
def test_what_one_person_may_be_called_does_not_stand_in_the_way(values: dict[str, Any]) -> None:
    link = only_link([order()], [study(**values)])
    assert link is not None
    assert link[0] == "accession"


def test_two_studies_with_the_number_are_for_a_person() -> None:
    settled = settle([order()], [study("one"), study("two")])
    assert settled.links == ()
    assert settled.doubts[order().id].reason == "ambiguous"
    assert len(settled.doubts[order().id].study_ids) == 2


def test_of_two_studies_with_the_number_the_one_of_the_patient_is_taken() -> None:
    stranger = study("two", birth_date=date(1999, 1, 1), patient_id="P9")
    settled = settle([order()], [study("one"), stranger])
    assert [link.study_id for link in settled.links] == [study("one").id]


def test_without_a_number_the_rest_decides() -> None:
    assert only_link([order(accession_number="")], [study()]) == ("score", 100)
    assert only_link([order()], [study(accession_number="")]) == ("score", 100)
    nameless = study(accession_number="", name="", body_part="")
    assert only_link([order()], [nameless]) == ("score", 75)


def test_what_fits_without_a_patient_number_is_not_certain() -> None:
    without = order(accession_number="", patient_id="")
    settled = settle([without], [study()])
    assert settled.links == ()
    assert settled.doubts[without.id].reason == "not_certain"
    stranger = study(name="ROE^RICHARD", birth_date=None)
    assert settle([without], [stranger]).doubts == {}


def test_without_a_number_what_was_made_long_ago_is_not_meant() -> None:
    old = study(study_at=AT - timedelta(days=900))
    assert settle([order(accession_number="")], [old]) == settle([], [])


def test_two_numbers_are_two_requests_however_alike() -> None:
    settled = settle([order(accession_number="A2")], [study()])
    assert settled.links == ()
    assert settled.doubts == {}


def test_two_that_fit_about_as_well_are_for_a_person() -> None:
    twice = [order("one", accession_number=""), order("two", accession_number="")]
    settled = settle(twice, [study()])
    assert settled.links == ()
    assert {doubt.reason for doubt in settled.doubts.values()} == {"ambiguous"}


def test_a_clear_best_is_taken() -> None:
    chest = order("one", accession_number="")
    other = order("two", accession_number="", patient_id="", name="DOE", body_part="HEAD")
    (link,) = settle([chest, other], [study()]).links
    assert link.order_id == chest.id


def test_what_a_person_took_apart_stays_apart() -> None:
    settled = settle([order()], [study()], parted={(order().id, study().id)})
    assert settled.links == ()
    assert settled.doubts == {}


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("DOE^JANE", "doe^jane", 1, 1),
        ("Müller^Ä", "MULLER^ANNA", 1, 1),
        ("DOE^JANE", "DOE^JOHN", 0.4, 0.6),
        ("DOE", "DOE^JANE", 0.4, 0.6),
        ("DOE^JANE", "ROE^RICHARD", 0, 0),
        ("", "DOE", 0, 0),
        ("Yamada^Tarou=山田^太郎", "YAMADA^TAROU", 1, 1),
        ("=山田^太郎", "山田^太郎", 1, 1),
    ],
)
def test_names_are_alike_by_their_words(one: str, other: str, least: float, most: float) -> None:
    assert least <= name_likeness(one, other) <= most


SHORT = st.sampled_from(["", "A1", "A2", " a1"])
PEOPLE = st.sampled_from(["", "DOE^JANE", "DOE^JOHN", "DOE", "ROE^RICHARD", "J^D"])
BIRTHS = st.sampled_from([None, BORN, date(1970, 3, 2)])
TIMES = st.sampled_from([None, AT, AT + timedelta(hours=3), AT + timedelta(days=90)])
SEXES = st.sampled_from(["", "F", "M", "O"])
ORDERS = st.lists(
    st.builds(
        Wanted,
        id=st.uuids(),
        accession_number=SHORT,
        patient_id=st.sampled_from(["", "P1", "P2"]),
        name=PEOPLE,
        birth_date=BIRTHS,
        sex=SEXES,
        modality=st.sampled_from(["", "CT", "MR", "DX"]),
        body_part=st.sampled_from(["", "CHEST"]),
        requested_at=TIMES,
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)
STUDIES = st.lists(
    st.builds(
        Found,
        id=st.uuids(),
        accession_number=SHORT,
        patient_id=st.sampled_from(["", "P1", "P2"]),
        name=PEOPLE,
        birth_date=BIRTHS,
        sex=SEXES,
        modalities=st.frozensets(st.sampled_from(["CT", "MR", "CR"]), max_size=2),
        body_part=st.sampled_from(["", "CHEST"]),
        study_at=TIMES,
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)


@given(ORDERS, STUDIES)
@settings(max_examples=400)
def test_nothing_is_linked_twice_nor_against_a_contradiction(
    orders: list[Wanted], studies: list[Found]
) -> None:
    settled = settle(orders, studies)
    assert len({link.order_id for link in settled.links}) == len(settled.links)
    assert len({link.study_id for link in settled.links}) == len(settled.links)
    assert not {link.order_id for link in settled.links} & set(settled.doubts)
    wanted, found = {one.id: one for one in orders}, {one.id: one for one in studies}
    for link in settled.links:
        one, other = wanted[link.order_id], found[link.study_id]
        late = {"date_differs"} if link.method == "accession" else set()
        assert set(compare(one, other).contradictions) <= late
        numbers = {plain_accession(one.accession_number), plain_accession(other.accession_number)}
        assert len(numbers - {""}) <= 1
        assert link.method == "score" or len(numbers) == 1
    for doubt in settled.doubts.values():
        assert doubt.study_ids


@given(ORDERS, STUDIES)
def test_the_sequence_does_not_matter(orders: list[Wanted], studies: list[Found]) -> None:
    expected = settle(orders, studies)
    for shuffled in permutations(orders[:3]):
        again = settle([*shuffled, *orders[3:]], studies[::-1])
        assert (again.links, again.doubts) == (expected.links, expected.doubts)


@given(ORDERS, STUDIES)
def test_what_is_parted_is_never_linked_again(orders: list[Wanted], studies: list[Found]) -> None:
    first = settle(orders, studies)
    parted = {(link.order_id, link.study_id) for link in first.links}
    second = settle(orders, studies, parted=parted)
    assert not {(link.order_id, link.study_id) for link in second.links} & parted


@given(st.text(), st.text())
def test_a_name_is_as_like_another_as_the_other_is_to_it(one: str, other: str) -> None:
    assert 0 <= name_likeness(one, other) == name_likeness(other, one) <= 1
