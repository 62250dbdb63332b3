"""Every pixel of pydicom's files against pydicom with its own codecs (GDCM, CharLS, Pillow)."""

from collections.abc import Iterator
from pathlib import Path

import imagecodecs
import numpy as np
import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.archive.dicom import transfer_syntaxes as syntaxes
from apps.archive.dicom.errors import UndecodablePixels, UnreadableObject
from apps.archive.dicom.frames import PixelLayout, StoredFrame, read_frame
from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.transcode import (
    DecodedFrame,
    Pixels,
    can_become_htj2k,
    decode_frame,
    encode_htj2k,
    to_rgb,
)
from tests.apps.archive.dicom.samples import PYDICOM_FILES, sample

# No reference: 12-bit JPEG that pydicom's codecs refuse, codestreams and files broken on purpose.
_WITHOUT_REFERENCE = {
    "JPEG-lossy.dcm",
    "JPGExtended.dcm",
    "JPEG2000-embedded-sequence-delimiter.dcm",
    "badVR.dcm",
    "meta_missing_tsyntax.dcm",
    "nested_priv_SQ.dcm",
}
_ROUNDING_OF_COLOUR = 1


def layout_of(path: Path) -> PixelLayout | None:
    try:
        return PixelLayout.of(parse_headers(path))
    except UnreadableObject:
        return None


WITH_PIXELS = [
    path
    for path in PYDICOM_FILES
    if path.name not in _WITHOUT_REFERENCE and layout_of(path) is not None
]


def decoded_frames(path: Path) -> Iterator[tuple[PixelLayout, DecodedFrame]]:
    layout = layout_of(path)
    assert layout is not None
    with path.open("rb") as file:
        for number in range(1, layout.number_of_frames + 1):
            yield layout, decode_frame(read_frame(file, layout, number), layout)


@pytest.mark.parametrize("path", WITH_PIXELS, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore")
def test_decodes_as_pydicom_does(path: Path) -> None:
    expected = pydicom.dcmread(path, force=True).pixel_array
    frames = [to_rgb(decoded) for _, decoded in decoded_frames(path)]
    found = np.stack(frames) if len(frames) > 1 else frames[0]
    assert found.shape == expected.shape
    assert found.dtype == expected.dtype.newbyteorder("=")
    tolerance = _ROUNDING_OF_COLOUR if expected.shape[-1] == 3 else 0
    difference = np.abs(found.astype(np.int64) - expected.astype(np.int64))
    assert difference.max(initial=0) <= tolerance


@pytest.mark.parametrize("name", ["JPEG-lossy.dcm", "JPGExtended.dcm"])
def test_12_bit_jpeg_is_decoded(name: str) -> None:
    (_, decoded), *_ = decoded_frames(sample(name))
    assert decoded.pixels.dtype == np.uint16
    assert decoded.pixels.max() > 255


@pytest.mark.parametrize("path", WITH_PIXELS, ids=lambda path: path.name)
def test_the_htj2k_derivative_is_lossless(path: Path) -> None:
    for layout, decoded in decoded_frames(path):
        if can_become_htj2k(layout):
            encoded = encode_htj2k(decoded.pixels)
            stored = StoredFrame(encoded, syntaxes.HTJ2K_LOSSLESS)
            again = decode_frame(stored, layout)
            assert again.pixels.dtype == decoded.pixels.dtype
            assert np.array_equal(again.pixels, decoded.pixels)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int16])
@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (33, 47), (512, 512), (64, 48, 3)])
def test_every_value_survives_htj2k(dtype: type[np.integer], shape: tuple[int, ...]) -> None:
    limits = np.iinfo(dtype)
    cells = np.random.default_rng(7).integers(limits.min, limits.max, shape, dtype, endpoint=True)
    cells.flat[0] = limits.min
    encoded = encode_htj2k(cells)
    for decode in (imagecodecs.htj2k_decode, openjpeg):
        again = decode(encoded, planar=False)
        assert again.dtype == dtype
        assert np.array_equal(np.squeeze(again), np.squeeze(cells))


def openjpeg(encoded: bytes, *, planar: bool) -> Pixels:
    """A second, independent decoder of HTJ2K."""
    return imagecodecs.jpeg2k_decode(encoded, planar=planar)


def test_the_codestream_says_what_the_browser_needs() -> None:
    encoded = encode_htj2k(np.full((64, 64), -1000, np.int16))
    siz = encoded.index(b"\xff\x51")
    cod = encoded.index(b"\xff\x52")
    assert encoded[siz + 40] == 0x80 | 15, "Ssiz: signed, 16 bits"
    assert encoded[cod + 5] == 2, "RPCL progression"
    assert b"\xff\x55" in encoded[:400], "TLM marker, for decoding a leading range"


def test_colour_is_coded_with_the_transform_that_browsers_interleave() -> None:
    encoded = encode_htj2k(np.zeros((64, 48, 3), np.uint8))
    assert encoded[encoded.index(b"\xff\x52") + 8] == 1


def test_lossy_and_subsampled_objects_get_no_derivative() -> None:
    for name in ("SC_rgb_jpeg_dcmtk.dcm", "SC_ybr_full_422_uncompressed.dcm", "rtdose.dcm"):
        layout = layout_of(sample(name))
        assert layout is not None
        assert not can_become_htj2k(layout)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([path for path in WITH_PIXELS if path.stat().st_size < 200_000]),
    st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=4)), max_size=6),
    st.one_of(st.none(), st.integers(0, 3000)),
)
def test_broken_codestreams_are_undecodable(
    path: Path, edits: list[tuple[int, bytes]], cut: int | None
) -> None:
    layout = layout_of(path)
    assert layout is not None
    with path.open("rb") as file:
        frame = read_frame(file, layout, 1)
    data = bytearray(frame.data)
    for offset, replacement in edits:
        data[offset : offset + len(replacement)] = replacement
    try:
        decoded = decode_frame(StoredFrame(bytes(data[:cut]), frame.transfer_syntax_uid), layout)
    except UndecodablePixels:
        return
    assert decoded.pixels.shape[:2] == (layout.rows, layout.columns)
