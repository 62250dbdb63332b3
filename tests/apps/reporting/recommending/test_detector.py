"""What is read out of an impression, and whether text and data say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.reporting.recommending.agreement import proposals, standings
from apps.reporting.recommending.detector import detected
from apps.reporting.recommending.intervals import Interval
from apps.reporting.recommending.recommendation import (
    EMPTY,
    LATERALITIES,
    MODALITIES,
    URGENCIES,
    Content,
    Recommendation,
    interval_of,
    sentence,
    with_interval,
)
from tests.apps.reporting.recommending.test_intervals import intervals
from tests.apps.reporting.scenes import text

FINDINGS = (
    "",
    "6 mm nodule in the right upper lobe",
    "renal cyst",
    "肺結節",
    "Verdacht auf Raumforderung",
)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    said = EMPTY.copy()
    said["finding"] = draw(st.sampled_from(FINDINGS))
    said["modality"] = draw(st.sampled_from(MODALITIES))
    said["body_part"] = draw(st.sampled_from(("", "chest", "knee", "abdomen")))
    said["laterality"] = draw(st.sampled_from(("", *LATERALITIES)))
    said["urgency"] = draw(st.sampled_from(URGENCIES))
    said["guideline"] = draw(st.sampled_from(("", "Fleischner 2017", "ACR")))
    return with_interval(said, draw(intervals()))


def recorded(content: Content, key: str = "k") -> Recommendation:
    said = content.copy()
    said["quote"] = said["quote"] or sentence(said)
    return Recommendation(key=key, **said)


@settings(max_examples=40)
@given(contents())
def test_its_own_sentence_is_read_back_as_it_was_meant(said: Content) -> None:
    (read,) = detected(f"No acute finding.\n{sentence(said)}")
    assert read["modality"] == said["modality"]
    assert interval_of(read) == interval_of(said)
    assert read["urgency"] == said["urgency"]


@settings(max_examples=40)
@given(contents(), contents())
def test_text_made_of_other_data_never_passes_for_these(said: Content, other: Content) -> None:
    agrees = standings([recorded(said)], text(f"Findings as above. {sentence(other)}"))[0]
    same = (said["modality"], interval_of(said)) == (other["modality"], interval_of(other))
    assert (agrees.standing == "said") == same


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(words: str) -> None:
    for read in detected(words):
        assert interval_of(read) is None or read["last"]
    standings([recorded({**EMPTY, "modality": "CT"})], text(words))


@pytest.mark.parametrize(
    ("impression", "expected"),
    [
        ("Recommend follow-up CT of the chest in 6-12 months.", [("CT", "chest", 6, 12, "months")]),
        ("1. Follow-up ultrasound in 6 weeks.", [("US", "", 6, 6, "weeks")]),
        ("Recommend chest CT in 3 months and renal ultrasound within 2 weeks.",
         [("CT", "chest", 3, 3, "months"), ("US", "abdomen", 0, 2, "weeks")]),
        ("CT-Kontrolle des Thorax in 6 Monaten empfohlen.", [("CT", "chest", 6, 6, "months")]),
        ("６ヶ月後の胸部CTを推奨します。", [("CT", "", 6, 6, "months")]),
        ("Further evaluation with MRI of the left knee is recommended.",
         [("MR", "knee", None, None, "")]),
        ("Short-interval follow-up imaging in 6 months is advised.", [("", "", 6, 6, "months")]),
        ("Repeat chest radiograph after 6 weeks.", [("DX", "chest", 6, 6, "weeks")]),
        ("No follow-up imaging is recommended.", []),
        ("No follow-up needed.", []),
        ("Recommend CT if symptoms persist.", []),
        ("Stable nodule at 6-month follow-up CT.", []),
        ("Follow-up CT after 6 months shows no change.", []),
        ("Recommend clinical correlation.", []),
        ("Unchanged for 2 years, benign.", []),
        ("CT was recommended in the prior report; not needed.", []),
    ],
)  # fmt: skip
def test_what_is_proposed(impression: str, expected: list[tuple[object, ...]]) -> None:
    names = ("modality", "body_part", "first", "last", "unit")
    assert [tuple(one[name] for name in names) for one in detected(impression)] == expected  # type: ignore[literal-required] # the names are keys


def test_the_finding_and_the_guideline_come_with_it() -> None:
    (read,) = detected("6 mm right upper lobe nodule. Recommend CT in 12 months (Fleischner 2017).")
    assert read["finding"] == "6 mm right upper lobe nodule"
    assert read["guideline"] == "Fleischner 2017"
    assert read["quote"] == "Recommend CT in 12 months (Fleischner 2017)."


CT_IN_SIX = recorded(with_interval({**EMPTY, "modality": "CT"}, Interval(6, 6, "months")))


@pytest.mark.parametrize(
    ("impression", "standing"),
    [
        ("Nodule. Recommend follow-up CT in 6 months.", "said"),
        ("I advise a CT in 6 months.", "said"),
        ("Recommend follow-up CT in 3 months.", "differs"),
        ("Recommend MRI in 6 months.", "unsaid"),
        ("No further imaging is needed.", "unsaid"),
        ("", "unsaid"),
    ],
)
def test_how_data_stand_to_a_text(impression: str, standing: str) -> None:
    assert standings([CT_IN_SIX], text(impression))[0].standing == standing


def test_words_that_were_reworded_in_place_are_held_against_the_data() -> None:
    kept = CT_IN_SIX.copy()
    kept["quote"] = "Kontrolle mittels CT in 3 Monaten."
    assert standings([kept], text(kept["quote"]))[0].standing == "differs"


def test_what_is_recorded_is_not_proposed_again() -> None:
    said = text("Recommend follow-up CT in 6 months. Recommend MRI in 2 weeks.")
    assert [one["modality"] for one in proposals([CT_IN_SIX], said)] == ["MR"]
    assert proposals([CT_IN_SIX], text("I advise a CT in 6 months.")) == []
