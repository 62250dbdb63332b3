import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from apps.archive.dicom.frames import PixelLayout, read_frame
from apps.archive.dicom.headers import ParsedHeaders, parse_headers
from apps.archive.dicom.presentation import Window, to_display
from apps.archive.dicom.render import encode_picture, thumbnail
from apps.archive.dicom.transcode import DecodedFrame, decode_frame
from tests.apps.archive.dicom.samples import sample
from tests.apps.archive.dicom.test_frames import native_layout
from tests.apps.archive.dicom.test_transcode import WITH_PIXELS


def display(path: Path, window: Window | None = None) -> NDArray[np.uint8]:
    headers = parse_headers(path)
    layout = PixelLayout.of(headers)
    assert layout is not None
    with path.open("rb") as file:
        decoded = decode_frame(read_frame(file, layout, 1), layout)
    return to_display(
        decoded,
        layout,
        headers.dicom_json,
        window=window,
        read_bulk=lambda uri: bulk(path, headers, uri),
    )


def bulk(path: Path, headers: ParsedHeaders, uri: str) -> bytes:
    place = headers.bulk_data[uri.removeprefix("bulkdata/")]
    return path.read_bytes()[place.offset : place.offset + place.length]


@pytest.mark.parametrize("path", WITH_PIXELS, ids=lambda path: path.name)
def test_every_object_has_a_picture_and_a_thumbnail(path: Path) -> None:
    shown = display(path)
    picture = Image.open(io.BytesIO(encode_picture(shown, "image/png")))
    assert picture.size == (shown.shape[1], shown.shape[0])
    small = Image.open(io.BytesIO(thumbnail(shown, 64)))
    assert max(small.size) <= 64


def test_a_window_maps_its_edges_to_black_and_white() -> None:
    cells = np.array([[0, 50, 100]], np.int16)
    decoded = DecodedFrame(cells, "MONOCHROME2")
    layout = native_layout(6, number_of_frames=1, rows=1, columns=3, bits_allocated=16)
    shown = to_display(decoded, layout, {}, window=Window(50, 100, "LINEAR_EXACT"))
    assert shown.tolist() == [[0, 128, 255]]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (None, [[0, 129, 255]]),
        ("LINEAR", [[0, 129, 255]]),
        ("LINEAR_EXACT", [[0, 128, 255]]),
        ("SIGMOID", [[30, 128, 225]]),
    ],
)
def test_a_chosen_window_goes_with_the_objects_own_function(
    function: str | None, expected: list[list[int]]
) -> None:
    """PS3.3 C.11.2.1.2 and C.11.2.1.3; another one counts only where it is named."""
    cells = np.array([[0, 50, 100]], np.int16)
    decoded = DecodedFrame(cells, "MONOCHROME2")
    layout = native_layout(6, number_of_frames=1, rows=1, columns=3, bits_allocated=16)
    own: dict[str, Any] = {"00281056": {"vr": "CS", "Value": [function]}} if function else {}
    shown = to_display(decoded, layout, own, window=Window(50, 100))
    assert shown.tolist() == expected
    named = to_display(decoded, layout, own, window=Window(50, 100, "LINEAR_EXACT"))
    assert named.tolist() == [[0, 128, 255]]


def test_monochrome1_is_inverted_and_rescale_is_applied() -> None:
    path = sample("CT_small.dcm")
    soft_tissue = display(path, Window(40, 400))
    headers = parse_headers(path)
    layout = PixelLayout.of(headers)
    assert layout is not None
    inverted_layout = PixelLayout.from_json(
        layout.to_json() | {"photometric_interpretation": "MONOCHROME1"}
    )
    with path.open("rb") as file:
        decoded = decode_frame(read_frame(file, layout, 1), layout)
    inverted = to_display(decoded, inverted_layout, headers.dicom_json, window=Window(40, 400))
    assert (soft_tissue.astype(int) + inverted == 255).all()
    hounsfield = decoded.pixels[0, 0] - 1024
    expected = np.clip((hounsfield - 39.5) / 399 + 0.5, 0, 1) * 255
    assert abs(int(soft_tissue[0, 0]) - expected) <= 1


def test_a_palette_gives_colour() -> None:
    shown = display(sample("examples_palette.dcm"))
    assert shown.shape[-1] == 3
    assert (shown[..., 0] != shown[..., 2]).any()
