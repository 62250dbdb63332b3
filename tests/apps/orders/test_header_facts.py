"""What headers say of a request, whatever they hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.orders.header_facts import RequestFacts, patient_class_of, request_facts


def element(*values: Any, vr: str = "LO") -> dict[str, Any]:
    return {"vr": vr, "Value": list(values)}


def code(meaning: str = "", value: str = "") -> dict[str, Any]:
    item = {}
    if meaning:
        item["00080104"] = element(meaning)
    if value:
        item["00080100"] = element(value)
    return item


def test_the_reason_in_the_request_comes_before_the_admitting_diagnosis() -> None:
    headers = {
        "00081080": element("Pneumonia"),
        "00400275": element({"00401002": element("Cough,  fever\x00")}, vr="SQ"),
    }
    assert request_facts(headers).indication == "Cough, fever"
    del headers["00400275"]
    assert request_facts(headers).indication == "Pneumonia"


def test_coded_reasons_are_read_by_their_meaning() -> None:
    reasons = element(code("Headache"), code(value="R51"), code(), vr="SQ")
    assert request_facts({"0040100A": reasons}).indication == "Headache, R51"


def test_the_first_headers_are_trusted_most() -> None:
    first, second = {"00321060": element("CT head")}, {"00321060": element("Brain")}
    assert request_facts(first, second).procedure == "CT head"
    assert request_facts({}, second).procedure == "Brain"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("ER", "emergency"),
        ("A&E", "emergency"),
        ("Zentrale Notaufnahme", "emergency"),
        ("Emergency Dept bed 4", "emergency"),
        ("Ward 7B", "inpatient"),
        ("ICU", "inpatient"),
        ("Station 3", "inpatient"),
        ("Outpatients", "outpatient"),
        ("Ambulanz", "outpatient"),
        ("Sherbrooke", ""),
        ("Federal building", ""),
        ("", ""),
    ],
)
def test_a_place_gives_the_patient_class_away(place: str, expected: str) -> None:
    assert patient_class_of(place) == expected


def test_an_admitted_patient_without_a_place_is_an_inpatient() -> None:
    assert request_facts({"00380010": element("A1")}).patient_class == "inpatient"
    assert (
        request_facts({"00380010": element("A1"), "00380300": element("ED")}).patient_class
        == "emergency"
    )


@pytest.mark.parametrize(
    ("text", "side"), [("L", "L"), ("r", "R"), ("B", "B"), ("U", ""), ("", "")]
)
def test_a_side_is_one_of_three_or_none(text: str, side: str) -> None:
    assert request_facts({"00200060": element(text)}).laterality == side


TAGS = st.sampled_from(
    ["00401002", "0040100A", "00081080", "00400275", "00321060", "00380300", "00380010", "00200060"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TAGS | st.sampled_from(["Value", "vr", "00080104"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.lists(st.dictionaries(TAGS, ANYTHING, max_size=6), max_size=3))
def test_no_header_can_break_it(headers: list[dict[str, Any]]) -> None:
    facts = request_facts(*headers)
    assert isinstance(facts, RequestFacts)
    assert len(facts.indication) <= 4000
    assert "\x00" not in facts.indication
    assert facts.patient_class in ("", "emergency", "inpatient", "outpatient")
    assert facts.laterality in ("", "R", "L", "B")
