"""Groups, ages and expected work as a person in the field would say them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.engine.age_groups import AGE_GROUPS, age_group, age_in_years
from apps.worklist.engine.procedure_groups import PROCEDURE_GROUPS, procedure_group
from apps.worklist.engine.work import expected_work

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("modality", "body_part", "description", "expected"),
    [
        ("CT", "HEAD", "", "neuro"),
        ("CT", "CHEST", "CT coronary angiography", "cardiac"),
        ("CT", "", "Schädel-CT nativ", "neuro"),
        ("MR", "", "IRM du rachis lombaire", "neuro"),
        ("CT", "", "TAC craneal sin contraste", "neuro"),
        ("DX", "LSPINE", "", "msk"),
        ("DX", "PELVIS", "", "msk"),
        ("CT", "PELVIS", "", "abdomen"),
        ("CT", "ABDOMEN", "CTA aorta", "vascular"),
        ("CT", "HEAD", "CTA head and neck", "neuro"),
        ("CT", "", "Angioscanner thoracique, embolie ?", "chest"),
        ("US", "", "Oberbauchsonographie", "abdomen"),
        ("DX", "", "Rx tórax PA y lateral", "chest"),
        ("DX", "", "Radiographie du genou gauche", "msk"),
        ("MR", "", "MRT Kniegelenk rechts", "msk"),
        ("US", "", "Venous doppler leg", "vascular"),
        ("MG", "", "", "breast"),
        ("MR", "", "Brust-MRT", "breast"),
        ("PT", "", "PET/CT FDG", "nuclear"),
        ("NM", "", "Skelettszintigraphie", "nuclear"),
        ("CT", "", "petrous bone", "neuro"),
        ("CT", "", "Polytrauma", "general"),
        ("CT", "", "", "general"),
    ],
)
def test_group(modality: str, body_part: str, description: str, expected: str) -> None:
    assert procedure_group({modality}, body_part, description) == expected


def test_a_report_sent_along_changes_nothing() -> None:
    assert procedure_group({"DX", "SR"}, "LSPINE", "") == "msk"


@given(st.frozensets(st.text(max_size=4), max_size=3), st.text(), st.text())
def test_any_text_has_a_group(modalities: frozenset[str], part: str, words: str) -> None:
    assert procedure_group(modalities, part, words) in PROCEDURE_GROUPS


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2026, 11, 21), "neonate"),
        (date(2026, 10, 25), "neonate"),
        (date(2026, 10, 24), "infant"),
        (date(2024, 11, 22), "infant"),
        (date(2024, 11, 21), "child"),
        (date(2014, 11, 22), "child"),
        (date(2014, 11, 21), "adolescent"),
        (date(2008, 11, 22), "adolescent"),
        (date(2008, 11, 21), "adult"),
        (date(2026, 11, 22), "unknown"),
        (None, "unknown"),
    ],
)
def test_age_group(born: date | None, expected: str) -> None:
    assert age_group(born, AT) == expected


@given(st.dates(), st.dates(), st.dates())
def test_nobody_grows_younger(born: date, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    if born <= earlier:
        groups = [AGE_GROUPS.index(age_group(born, day)) for day in (earlier, later)]
        assert groups == sorted(groups)
        assert (age_in_years(born, earlier) or 0) <= (age_in_years(born, later) or 0)


def test_age_in_years() -> None:
    assert age_in_years(date(1960, 11, 22), AT) == 65
    assert age_in_years(date(2026, 5, 22), AT) == pytest.approx(0.5, abs=0.01)
    assert age_in_years(None, AT) is None
    assert age_in_years(date(2026, 12, 1), AT) is None


def test_more_images_take_longer_within_bounds() -> None:
    minutes = [expected_work({"CT"}, "neuro", count).minutes for count in (1, 150, 1000, 100_000)]
    assert minutes == sorted(minutes) and minutes[1] == 7 and minutes[-1] == 14
    assert expected_work({"CT"}, "neuro", 0).minutes == 7


def test_work_of_several_modalities_is_that_of_the_longest() -> None:
    assert expected_work({"PT", "CT"}, "nuclear", 0) == expected_work({"PT"}, "nuclear", 0)
    assert expected_work({"CT", "SR"}, "neuro", 0) == expected_work({"CT"}, "neuro", 0)
    assert expected_work(set(), "", 0).minutes > 0


@given(
    st.frozensets(st.text(max_size=4), max_size=3),
    st.sampled_from(PROCEDURE_GROUPS),
    st.integers(-5, 10**7),
)
def test_work_is_always_a_sensible_amount(
    modalities: frozenset[str], group: str, images: int
) -> None:
    work = expected_work(modalities, group, images)
    assert 1 <= work.minutes <= 60 and 0.1 <= work.rvu <= 4
