"""Which prior a radiologist wants to see first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.worklist.anatomy import WORDS, closeness, regions
from apps.worklist.relevance import Picture, prior_relevance, side_of

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def picture(modality: str, description: str, *, days: int = 0, body_part: str = "") -> Picture:
    return Picture(
        modalities=frozenset({modality}),
        body_part=body_part,
        description=description,
        study_at=AT - timedelta(days=days),
    )


CASES = [
    (
        picture("CT", "CT head without contrast", body_part="HEAD"),
        [
            picture("CT", "CT Brain wo contrast", days=400, body_part="BRAIN"),
            picture("MR", "MR Brain with contrast", days=400),
            picture("CT", "CT cervical spine", days=10, body_part="CSPINE"),
            picture("CT", "CT abdomen", days=10, body_part="ABDOMEN"),
            picture("CR", "CR foot left", days=1, body_part="FOOT"),
        ],
    ),
    (
        picture("DX", "XR Knee right 2 views", body_part="KNEE"),
        [
            picture("CR", "Knee right", days=700, body_part="KNEE"),
            picture("CR", "Knee left", days=700, body_part="KNEE"),
            picture("CR", "Hand right", days=2, body_part="HAND"),
        ],
    ),
    (
        picture("CT", "CT chest abdomen pelvis with contrast", body_part="CHEST"),
        [
            picture("CT", "CT thorax/abdomen mit KM", days=90),
            picture("PT", "PET whole body", days=90),
            picture("CR", "Chest PA", days=30, body_part="CHEST"),
            picture("US", "US thyroid", days=5, body_part="THYROID"),
            picture("MR", "MR knee", days=1, body_part="KNEE"),
        ],
    ),
    (
        picture("MR", "MRT LWS nativ"),
        [
            picture("MR", "MR lumbar spine without contrast", days=500),
            picture("MR", "MRT BWS", days=500),
            picture("MR", "MRT Schulter rechts", days=3),
        ],
    ),
]


@pytest.mark.parametrize(("current", "in_order"), CASES)
def test_priors_stand_in_the_order_a_radiologist_wants(
    current: Picture, in_order: list[Picture]
) -> None:
    scores = [prior_relevance(current, prior) for prior in in_order]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores), scores


@pytest.mark.parametrize(
    ("body_part", "description", "expected"),
    [
        ("HEAD", "", {"head"}),
        ("", "CT Thorax/Abdomen", {"chest", "abdomen"}),
        ("SPINE", "MR thoracic spine", {"thoracic spine"}),
        ("LSPINE", "", {"lumbar spine"}),
        ("", "MRT Schädel", {"head"}),
        ("", "Röntgen Fuß links", {"foot"}),
        ("", "Follow-up", set()),
        ("EXTREMITY", "Study", set()),
    ],
)
def test_words_name_a_place(body_part: str, description: str, expected: set[str]) -> None:
    assert regions(body_part, description) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Knee right", "R"),
        ("KNEE LT AP/LAT", "L"),
        ("Knie bds.", "B"),
        ("Hand re.", "R"),
        ("Left and right hands", "B"),
        ("Chest", ""),
    ],
)
def test_words_name_a_side(description: str, expected: str) -> None:
    assert side_of(Picture(description=description)) == expected


def test_the_header_knows_the_side_best() -> None:
    assert side_of(Picture(description="Knee right", laterality="L")) == "L"


MODALITIES = st.frozensets(st.sampled_from(["CT", "MR", "CR", "DX", "US", "PT", "SR"]), max_size=2)
PLACES = st.sampled_from(["head", "chest", "abdomen", "knee", "foot", "hand", "lumbar spine"])
TIMES = st.none() | st.integers(-4000, 4000).map(lambda days: AT + timedelta(days=days))
PICTURES = st.builds(
    Picture,
    modalities=MODALITIES,
    body_part=st.sampled_from(["", "HEAD", "FOOT", "CHEST"]) | st.text(max_size=8),
    description=st.text(max_size=30) | PLACES,
    laterality=st.sampled_from(["", "R", "L", "B"]),
    study_at=TIMES,
)


@given(PICTURES, PICTURES)
def test_it_is_a_hundred_at_most_and_the_same_both_ways(one: Picture, other: Picture) -> None:
    assert 0 <= prior_relevance(one, other) <= 100
    assert prior_relevance(one, other) == prior_relevance(other, one)


@given(PICTURES, PICTURES)
def test_nothing_is_closer_than_the_study_itself(one: Picture, other: Picture) -> None:
    assert prior_relevance(one, one) >= prior_relevance(one, other)


@given(PLACES, PICTURES, PICTURES)
def test_the_same_place_stands_above_another_whatever_else(
    place: str, one: Picture, other: Picture
) -> None:
    current = replace(one, body_part="", description=place)
    near = replace(other, body_part="", description=place)
    for elsewhere in set(WORDS) - {"spine", "whole body"}:
        if closeness(regions("", place), regions("", elsewhere)) == 0:
            far = replace(current, description=elsewhere)
            assert prior_relevance(current, near) > prior_relevance(current, far)


@given(PICTURES, PICTURES, st.integers(1, 3000))
def test_of_equals_the_more_recent_stands_first(one: Picture, other: Picture, days: int) -> None:
    current = replace(one, study_at=AT)
    newer = replace(other, study_at=AT - timedelta(days=days))
    older = replace(other, study_at=AT - timedelta(days=2 * days))
    assert prior_relevance(current, newer) >= prior_relevance(current, older)
