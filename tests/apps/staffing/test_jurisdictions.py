"""Where a licence holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.staffing.jurisdictions import LICENSED_IN_PARTS, covering, covers
from apps.tenancy.jurisdictions import jurisdictions

PLACES = st.sampled_from(list(jurisdictions()))


@pytest.mark.parametrize(
    ("licence", "place", "holds"),
    [
        ("DE", "DE-BE", True),
        ("DE-BE", "DE", False),
        ("DE-BE", "DE-BB", False),
        ("DE", "DK-84", False),
        ("US", "US-TX", False),
        ("US-TX", "US", False),
        ("US", "US", True),
        ("US-TX", "US-TX", True),
        ("CH", "CH-ZH", False),
        ("FR", "FR-75C", True),
    ],
)
def test_where_a_licence_holds(licence: str, place: str, holds: bool) -> None:
    assert covers(licence, place) == holds


@given(PLACES, PLACES)
def test_a_licence_holds_at_its_own_place_and_in_parts_of_its_own_country_alone(
    licence: str, place: str
) -> None:
    assert covers(licence, licence)
    in_parts = place.startswith(f"{licence}-") and licence not in LICENSED_IN_PARTS
    assert covers(licence, place) == (licence == place or in_parts)


@given(PLACES)
def test_every_covering_code_is_known_and_told_once(place: str) -> None:
    codes = covering(place)
    assert codes[0] == place and len(set(codes)) == len(codes)
    assert set(codes) <= jurisdictions().keys()


def test_countries_that_license_in_parts_have_parts() -> None:
    for country in LICENSED_IN_PARTS:
        assert any(code.startswith(f"{country}-") for code in jurisdictions())
