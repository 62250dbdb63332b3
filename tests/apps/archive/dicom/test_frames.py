import io
import json
import struct

import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate, encapsulate_extended, generate_frames

from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.frames import PixelLayout, read_frame
from apps.archive.dicom.headers import parse_headers
from tests.apps.archive.dicom.samples import sample

JPEG_2000 = "1.2.840.10008.1.2.4.90"


def encapsulated(frame_count: int, value: bytes, *, tables: bytes = b"") -> bytes:
    """A minimal raw data set around an encapsulated pixel data value."""
    count = str(frame_count).encode().ljust(2)
    head = struct.pack("<HH2sH", 0x0008, 0x0018, b"UI", 6) + b"1.2.3\0"
    head += struct.pack("<HH2sH", 0x0028, 0x0008, b"IS", len(count)) + count
    pixel = struct.pack("<HH2sHL", 0x7FE0, 0x0010, b"OB", 0, 0xFFFFFFFF)
    return head + tables + pixel + value + b"\xfe\xff\xdd\xe0\0\0\0\0"


def frames_of(raw: bytes) -> list[bytes]:
    layout = PixelLayout.of(parse_headers(raw, transfer_syntax_uid=JPEG_2000))
    assert layout is not None
    file = io.BytesIO(raw)
    return [read_frame(file, layout, n).data for n in range(1, layout.number_of_frames + 1)]


FRAMES = [b"\xff\x4f\xff\x51" + bytes([n]) * (2000 + 2 * n) for n in range(3)]


@pytest.mark.parametrize("has_table", [True, False])
@pytest.mark.parametrize("fragments_per_frame", [1, 3])
def test_frames_are_told_apart_by_table_or_by_codestream(
    has_table: bool, fragments_per_frame: int
) -> None:
    value = encapsulate(FRAMES, fragments_per_frame=fragments_per_frame, has_bot=has_table)
    assert frames_of(encapsulated(3, value)) == FRAMES


def test_the_extended_offset_table_is_used_and_its_lengths_cut_the_padding() -> None:
    odd = [frame + b"!" for frame in FRAMES]
    value, offsets, _ = encapsulate_extended(odd)
    lengths = struct.pack("<3Q", *map(len, odd))
    tables = b"".join(
        struct.pack("<HH2sHL", 0x7FE0, element, b"OV", 0, len(table)) + table
        for element, table in ((1, offsets), (2, lengths))
    )
    assert frames_of(encapsulated(3, value, tables=tables)) == odd


def test_one_frame_in_many_fragments_is_joined() -> None:
    value = encapsulate(FRAMES[:1], fragments_per_frame=4, has_bot=False)
    assert frames_of(encapsulated(1, value)) == FRAMES[:1]


def test_a_table_that_points_nowhere_is_not_believed() -> None:
    value = bytearray(encapsulate(FRAMES, has_bot=True))
    value[12:16] = struct.pack("<L", 77)
    assert frames_of(encapsulated(3, bytes(value))) == FRAMES


def test_frames_that_nothing_tells_apart_are_a_problem_and_not_an_error() -> None:
    value = encapsulate([b"ab" * 10] * 2, fragments_per_frame=5, has_bot=False)
    raw = encapsulated(3, value)
    headers = parse_headers(raw, transfer_syntax_uid=JPEG_2000)
    assert "frames_unresolved" in headers.problems
    layout = PixelLayout.of(headers)
    assert layout is not None
    with pytest.raises(UndecodablePixels) as caught:
        read_frame(io.BytesIO(raw), layout, 1)
    assert caught.value.code == "frames_unresolved"


@pytest.mark.parametrize("name", ["SC_rgb_rle_2frame.dcm", "examples_ybr_color.dcm"])
def test_pydicom_finds_the_same_frames(name: str) -> None:
    dataset = pydicom.dcmread(sample(name))
    expected = list(
        generate_frames(dataset.PixelData, number_of_frames=int(dataset.NumberOfFrames))
    )
    layout = PixelLayout.of(parse_headers(sample(name)))
    assert layout is not None
    with sample(name).open("rb") as file:
        found = [read_frame(file, layout, n + 1).data for n in range(len(expected))]
    assert found == expected


def test_bit_packed_frames_start_on_a_byte() -> None:
    frame_bits = np.random.default_rng(1).integers(0, 2, (3, 5 * 7)).astype(np.uint8)
    packed = np.packbits(frame_bits.ravel(), bitorder="little").tobytes()
    layout = native_layout(len(packed), number_of_frames=3, rows=5, columns=7, bits_allocated=1)
    for index in range(3):
        data = read_frame(io.BytesIO(packed), layout, index + 1).data
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")[: 5 * 7]
        assert (bits == frame_bits[index]).all()


def native_layout(
    length: int, *, number_of_frames: int, rows: int, columns: int, bits_allocated: int
) -> PixelLayout:
    return PixelLayout(
        transfer_syntax_uid="1.2.840.10008.1.2.1",
        dataset_offset=0,
        offset=0,
        length=length,
        tag=0x7FE00010,
        vr="OW",
        encapsulated=False,
        deflated=False,
        frames=(),
        number_of_frames=number_of_frames,
        rows=rows,
        columns=columns,
        samples_per_pixel=1,
        photometric_interpretation="MONOCHROME2",
        planar_configuration=0,
        bits_allocated=bits_allocated,
        bits_stored=bits_allocated,
        pixel_representation=0,
    )


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_frame_that_is_not_there(number: int) -> None:
    layout = PixelLayout.of(parse_headers(sample("CT_small.dcm")))
    assert layout is not None
    with sample("CT_small.dcm").open("rb") as file, pytest.raises(UndecodablePixels) as caught:
        read_frame(file, layout, number)
    assert caught.value.code == "no_such_frame"


def test_a_layout_survives_json() -> None:
    layout = PixelLayout.of(parse_headers(sample("SC_rgb_rle_2frame.dcm")))
    assert layout is not None
    assert PixelLayout.from_json(json.loads(json.dumps(layout.to_json()))) == layout
