import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from apps.archive.dicom.identity import (
    age_in_years,
    display_name,
    identity_key,
    normalise_identifier,
    normalise_sex,
    parse_age_in_days,
)
from tests.apps.archive.dicom.samples import sample

CT = parse_headers(sample("CT_small.dcm"))


def headers(**changes: str) -> ParsedHeaders:
    return dataclasses.replace(CT, **changes)  # type: ignore[arg-type]  # only text fields are changed


def test_the_issuer_defaults_to_the_sites() -> None:
    assert identity_key(headers(patient_id="123"), default_issuer="north").issuer == "north"
    named = headers(patient_id="123", issuer_of_patient_id=" HOSP ")
    assert identity_key(named, default_issuer="north").issuer == "HOSP"


def test_the_same_id_at_two_sites_is_two_patients() -> None:
    same = headers(patient_id="123")
    north = identity_key(same, default_issuer="north")
    assert north != identity_key(same, default_issuer="south")


@pytest.mark.parametrize("patient_id", ["", "  ", "ANON", "unknown"])
def test_anonymous_studies_are_never_merged(patient_id: str) -> None:
    first = identity_key(
        headers(patient_id=patient_id, study_instance_uid="1.2.1"), default_issuer="north"
    )
    second = identity_key(
        headers(patient_id=patient_id, study_instance_uid="1.2.2"), default_issuer="north"
    )
    assert first.is_anonymous
    assert first != second


def test_an_id_that_looks_like_a_uid_is_not_an_anonymous_study() -> None:
    named = identity_key(headers(patient_id="1.2.1"), default_issuer="north")
    anonymous = identity_key(
        headers(patient_id="", study_instance_uid="1.2.1"), default_issuer="north"
    )
    assert named != anonymous


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Doe^Jane^Q^Dr^MD", "Doe, Dr Jane Q, MD"),
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田, 太郎)"),
        ("=山田^太郎", "山田, 太郎"),
        ("Doe", "Doe"),
        ("^Jane", "Jane"),
        ("", ""),
        ("Doe^Jane^^^^^extra", "Doe, Jane"),
    ],
)
def test_names_for_people(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(st.text(max_size=80))
def test_normalising_is_idempotent_and_total(text: str) -> None:
    once = normalise_identifier(text)
    assert normalise_identifier(once) == once
    assert display_name(text) is not None


def test_inner_characters_of_an_identifier_count() -> None:
    assert normalise_identifier(" 007 \x00") == "007"
    assert normalise_identifier("a1") != normalise_identifier("A1")


@pytest.mark.parametrize(
    ("text", "sex"), [("m", "M"), ("F ", "F"), ("O", "O"), ("U", ""), ("", "")]
)
def test_sex(text: str, sex: str) -> None:
    assert normalise_sex(text) == sex


def test_age() -> None:
    assert parse_age_in_days("002W") == 14
    assert parse_age_in_days("-01Y") is None
    assert age_in_years(date(1980, 5, 20), date(2026, 5, 19)) == 45
    assert age_in_years(date(1980, 5, 20), date(2026, 5, 20)) == 46
    assert age_in_years(None, date(2026, 5, 20)) is None
