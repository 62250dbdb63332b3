"""The picture of a key image: proportions, turns, marks in their place, grey that stays grey."""

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from apps.archive.dicom.orientation import Edges, edges_of, pixel_aspect
from apps.reporting.key_images.picture import LARGEST_SIDE, SMALLEST_SIDE, draw_key_image
from tests.apps.reporting.outputs.sources import key_image


def drawn(pixels: Any, aspect: float = 1.0, **said: Any) -> Image.Image:
    return Image.open(io.BytesIO(draw_key_image(pixels, key_image(**said), aspect=aspect)))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 2500),
    st.integers(1, 2500),
    st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0]),
    st.sampled_from([0, 90, 180, 270]),
)
def test_it_is_true_in_its_proportions_and_bounded(
    rows: int, columns: int, aspect: float, rotation: int
) -> None:
    made = drawn(np.zeros((rows, columns), np.uint8), aspect, rotation=rotation)
    assert SMALLEST_SIDE - 1 <= max(made.size) <= LARGEST_SIDE
    width, height = made.size if rotation % 180 == 0 else made.size[::-1]
    # One pixel is the smallest side there is.
    if min(width, height) > 20:
        assert width / height == pytest.approx(columns / (rows * aspect), rel=0.05)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("flipped", [False, True])
def test_marks_turn_with_the_frame(rotation: int, flipped: bool) -> None:
    """A line drawn along a bright line of the frame covers it, however both are turned."""
    pixels = np.zeros((60, 100), np.uint8)
    pixels[12:14, 10:40] = 255
    mark = {"kind": "length", "points": [[10.0, 13.0], [40.0, 13.0]], "text": ""}
    said = {"rotation": rotation, "flipped": flipped}
    bare = np.asarray(drawn(pixels, **said).convert("L"), int)
    marked = np.asarray(drawn(pixels, marks=[mark], **said), int)
    yellow = (marked[..., 0] > 180) & (marked[..., 2] < 150)
    assert yellow.sum() > 500
    rows, columns = np.nonzero(yellow)
    bright_rows, bright_columns = np.nonzero(bare > 200)
    assert abs(rows.mean() - bright_rows.mean()) < 3
    assert abs(columns.mean() - bright_columns.mean()) < 3


def test_grey_stays_grey_and_the_same_bytes() -> None:
    pixels = np.arange(64, dtype=np.uint8).reshape(8, 8) * 4
    assert drawn(pixels).mode == "L"
    assert draw_key_image(pixels, key_image()) == draw_key_image(pixels, key_image())
    light = np.asarray(drawn(pixels, inverted=True), int)
    assert light[5, 5] > 240 > 15 > np.asarray(drawn(pixels), int)[5, 5]
    assert drawn(np.zeros((8, 8, 3), np.uint8)).mode == "RGB"


def test_letters_follow_the_turn() -> None:
    edges = Edges("A", "L", "P", "R")
    assert edges.turned(90, flipped=False) == Edges("R", "A", "L", "P")
    assert edges.turned(180, flipped=True) == Edges("P", "L", "A", "R")
    assert edges.turned(0, flipped=True) == Edges("A", "R", "P", "L")


def element(*values: Any) -> dict[str, Any]:
    return {"Value": list(values)}


ACROSS = element(1, 0, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("attributes", "aspect", "edges"),
    [
        ({}, 1.0, Edges()),
        ({"00280030": element(0.5, 0.25), "00200037": ACROSS}, 2.0, Edges("A", "L", "P", "R")),
        ({"00280034": element(3, 4)}, 0.75, Edges()),
        (
            {"00280030": element(0, -1), "00200020": element("P", "F")},
            1.0,
            Edges("H", "P", "F", "A"),
        ),
        ({"00280030": element(1000, 1)}, 1.0, Edges()),
        ({"00200020": element("?", "x")}, 1.0, Edges()),
        ({"00200037": element(1, 0, 0)}, 1.0, Edges()),
        (
            {
                "52009230": element(
                    {"00289110": element({"00280030": element(3.0, 1.0)})},
                ),
                "52009229": element({"00209116": element({"00200037": ACROSS})}),
            },
            3.0,
            Edges("A", "L", "P", "R"),
        ),
        (
            {
                "00186011": element(
                    {
                        "00186012": element(1),
                        "00186024": element(3),
                        "00186026": element(3),
                        "0018602C": element(0.02),
                        "0018602E": element(-0.04),
                    }
                )
            },
            2.0,
            Edges(),
        ),
    ],
    ids=str,
)
def test_the_object_says_how_its_pixels_lie(
    attributes: dict[str, Any], aspect: float, edges: Edges
) -> None:
    assert pixel_aspect(attributes) == pytest.approx(aspect)
    assert edges_of(attributes) == edges
