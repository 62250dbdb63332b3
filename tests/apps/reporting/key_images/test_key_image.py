"""What is kept of a key image: numbers a hash can cover, words, and nothing that cannot be."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reporting.content import Act
from apps.reporting.key_images.key_image import LARGEST_NUMBER, kept_number, tidied
from apps.reporting.key_images.words import described, facts_of, key_image_lines
from tests.apps.reporting.outputs.sources import key_image

VIEW: dict[str, Any] = {
    "key": "0190c5a0-0000-7000-8000-000000000001",
    "study_instance_uid": "1.2",
    "series_instance_uid": "1.2.3",
    "sop_instance_uid": "1.2.3.4",
    "frame": 1,
}


@given(st.floats(-LARGEST_NUMBER, LARGEST_NUMBER))
def test_a_number_is_written_the_same_after_it_was_kept(value: float) -> None:
    """A database keeps JSON numbers as decimals and prints them plainly: 1E-7 as 0.0000001, -0.0 as 0.0."""
    written = json.dumps(kept_number(value))
    plain = format(Decimal(written), "f")
    kept = "0.0" if plain == "-0.0" else plain
    assert json.dumps(json.loads(kept)) == written


@pytest.mark.parametrize(
    "wrong",
    [
        {"sop_instance_uid": "1.2/../3"},
        {"series_instance_uid": "1." * 40},
        {"frame": 0},
        {"rotation": 45},
        {"window_center": float("nan"), "window_width": 1.0},
        {"window_center": 40.0, "window_width": 0.0},
        {"caption": "x" * 301},
        {"marks": [{"kind": "arrow", "points": [[0, 0], [1, 1]], "text": ""}]},
        {"marks": [{"kind": "length", "points": [[0, 0]], "text": ""}]},
        {"marks": [{"kind": "length", "points": [[0, 0, 0], [1, 1, 1]], "text": ""}]},
        {"marks": [{"kind": "length", "points": [[0, 0], [1, 1]], "text": "1"}] * 31},
    ],
    ids=str,
)
def test_what_cannot_be_kept_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        tidied({**VIEW, **wrong})


def test_a_caption_is_one_line_of_what_a_page_can_show() -> None:
    kept = tidied({**VIEW, "caption": " Cyst,\nright\x00 kidney\t"})
    assert kept["caption"] == "Cyst, right kidney"
    assert kept["window_center"] is None
    assert kept["marks"] == []


def test_words_say_where_it_stands_and_how_it_is_shown() -> None:
    plain = key_image(caption="Nodule", marks=[{"kind": "length", "points": [], "text": "9 mm"}])
    [one] = described(Act(key_images=[plain]))
    assert one.lines == [
        "Key image 1 of 1: CT, series 3, image 45, W 1500 L -600",
        "Nodule",
        "Measured: 9 mm",
        "SOP Instance UID 1.2.3.4.2, frame 1",
    ]
    turned = key_image(
        frames=30,
        frame=7,
        inverted=True,
        rotation=90,
        flipped=True,
        prior=True,
        study_date="",
        window_center=None,
        window_width=None,
    )
    assert facts_of(turned) == (
        "CT, series 3, image 45, frame 7 of 30, inverted, turned 90° clockwise, mirrored, "
        "prior of an unknown date"
    )
    assert "prior of 2 Mar 2025" in facts_of(key_image(prior=True, study_date="2025-03-02"))
    assert key_image_lines(Act()) == []
