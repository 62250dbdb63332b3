import contextlib
import struct
import zlib
from pathlib import Path
from typing import Any

import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian

from apps.archive.dicom import json_model
from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.transfer_syntaxes import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
)
from tests.apps.archive.dicom.samples import (
    CHARACTER_SET_FILES,
    CUT_OFF_FILES,
    PYDICOM_FILES,
    READABLE_FILES,
    sample,
)

PIXEL_DATA = 0x7FE00010


def read_with_pydicom(path: Path) -> Dataset:
    return pydicom.dcmread(path, force=True)


def names_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", READABLE_FILES, ids=names_of)
@pytest.mark.filterwarnings("ignore")
def test_says_what_pydicom_says(path: Path) -> None:
    dataset = read_with_pydicom(path)
    headers = parse_headers(path)
    tags = list(dataset.keys())
    expected = {f"{tag:08X}" for tag in tags if tag.element and tag != PIXEL_DATA}
    assert set(headers.dicom_json) == expected - {"FFFCFFFC"}
    if "00080018" in headers.dicom_json:
        assert headers.sop_instance_uid == str(dataset.SOPInstanceUID)
    if "PatientID" in dataset:
        assert headers.patient_id == (dataset.PatientID or "").strip()
    if "Rows" in dataset:
        assert (headers.rows, headers.columns) == (dataset.Rows, dataset.Columns)
    assert headers.number_of_frames == int(dataset.get("NumberOfFrames") or 1)
    compare(dataset, headers.dicom_json)


def compare(dataset: Dataset, found: dict[str, Any]) -> None:
    """Numbers, codes and sequences as pydicom has them; text has its own tests below."""
    for element in dataset:
        entry = found.get(f"{element.tag:08X}")
        if entry is None or "BulkDataURI" in entry:
            continue
        if element.VR == "SQ":
            items = entry.get("Value", [])
            assert len(items) == len(element.value), element.tag
            for inner, item in zip(element.value, items, strict=True):
                compare(inner, item)
        elif element.VR in {"US", "SS", "UL", "SL", "IS", "DS", "FD", "UI", "CS", "DA", "LO"}:
            assert entry.get("Value", []) == plain(element), element.tag


def plain(element: DataElement) -> list[Any]:
    if element.is_empty:
        return []
    values = list(element.value) if element.VM > 1 else [element.value]
    if element.VR in {"IS", "DS"}:
        return [None if value in (None, "") else float(value) for value in values]
    if element.VR in {"UI", "CS", "DA", "LO"}:
        return [str(value).strip() or None for value in values]
    return values


@pytest.mark.parametrize("path", CHARACTER_SET_FILES, ids=names_of)
@pytest.mark.filterwarnings("ignore")
def test_names_decode_in_every_character_set(path: Path) -> None:
    dataset = read_with_pydicom(path)
    headers = parse_headers(path)
    assert headers.patient_name == str(dataset.get("PatientName", ""))
    assert "\ufffd" not in headers.patient_name


@pytest.mark.parametrize(
    ("term", "codec", "name"),
    [
        ("ISO_IR 192", "utf-8", "Grøß^Łukasz"),
        ("GB18030", "gb18030", "Wang^XiaoDong=王^小东誠"),
        ("ISO_IR 144", "iso8859_5", "Люксембург"),
        ("ISO_IR 100", "latin-1", "Buc^Jérôme"),
    ],
)
def test_single_character_sets(term: str, codec: str, name: str) -> None:
    raw = explicit(0x0008, 0x0005, b"CS", term.encode())
    raw += explicit(0x0010, 0x0010, b"PN", name.encode(codec))
    headers = parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert headers.patient_name == name


def test_a_trailing_byte_that_looks_like_a_backslash_does_not_split_chinese_text() -> None:
    text = "誠\\乗"
    encoded = text.encode("gb18030")
    raw = explicit(0x0008, 0x0005, b"CS", b"GB18030")
    raw += explicit(0x0008, 0x1030, b"LO", encoded)
    headers = parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert headers.dicom_json["00081030"] == {"vr": "LO", "Value": ["誠", "乗"]}


def test_a_nul_never_reaches_the_database() -> None:
    raw = explicit(0x0008, 0x0016, b"UI", b"1.2\x00") + explicit(0x0010, 0x0020, b"LO", b"A\x00B ")
    headers = parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert headers.sop_class_uid == "1.2"
    assert headers.patient_id == "A\ufffdB"


def test_illegal_numbers_stay_text_and_infinities_are_spelt() -> None:
    raw = explicit(0x0018, 0x0050, b"DS", b"5.0\\x\\1e999 ")
    raw += explicit(0x0018, 0x9073, b"FD", struct.pack("<d", float("nan")))
    raw += explicit(0x0020, 0x0013, b"IS", b"1.5 ")
    headers = parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert headers.dicom_json["00180050"] == {"vr": "DS", "Value": [5.0, "x", "1e999"]}
    assert headers.dicom_json["00189073"] == {"vr": "FD", "Value": ["NaN"]}
    assert headers.instance_number is None


def test_bulk_data_is_left_where_it_lies() -> None:
    blob = bytes(range(256)) * 16
    raw = explicit(0x0008, 0x0018, b"UI", b"1.2.3\x00") + explicit_long(0x0042, 0x0011, b"OB", blob)
    headers = parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert headers.dicom_json["00420011"] == {"vr": "OB", "BulkDataURI": "bulkdata/00420011"}
    place = headers.bulk_data["00420011"]
    assert raw[place.offset : place.offset + place.length] == blob


def test_private_attributes_are_kept() -> None:
    headers = parse_headers(sample("nested_priv_SQ.dcm"))
    sequence = headers.dicom_json["00010001"]
    assert isinstance(sequence, dict)
    assert sequence["vr"] == "SQ"


@pytest.mark.parametrize("name", sorted(CUT_OFF_FILES))
def test_a_cut_off_object_is_truncated(name: str) -> None:
    with pytest.raises(UnreadableObject) as caught:
        parse_headers(sample(name))
    assert caught.value.code == "truncated"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b"GIF89a" * 40, "not_dicom"),
        (b"\0" * 128 + b"DICM", "empty"),
        (b"MSH|^~\\&|" * 40, "not_dicom"),
    ],
)
def test_what_is_not_dicom_says_so(raw: bytes, code: str) -> None:
    with pytest.raises(UnreadableObject) as caught:
        parse_headers(raw)
    assert caught.value.code == code


def test_deep_nesting_is_refused() -> None:
    raw = explicit(0x0008, 0x0018, b"UI", b"1.2.3\x00")
    item = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    sequence = struct.pack("<HH2sHL", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF)
    raw += (sequence + item) * 5000
    with pytest.raises(UnreadableObject) as caught:
        parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert caught.value.code == "nested_too_deep"


def test_an_endless_sequence_of_empty_items_is_refused() -> None:
    item = struct.pack("<HHL", 0xFFFE, 0xE000, 0)
    count = json_model._MOST_ELEMENTS + 1
    raw = explicit_long(0x0040, 0xA730, b"SQ", item * count)
    with pytest.raises(UnreadableObject) as caught:
        parse_headers(raw, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert caught.value.code == "too_many_elements"


def test_a_deflate_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.archive.dicom.container.MOST_INFLATED_BYTES", 8 * 1024 * 1024)
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = explicit(0x0008, 0x0018, b"UI", b"1.2.3\x00")
    bomb = deflater.compress(head + b"\0" * 9 * 1024 * 1024) + deflater.flush()
    assert len(bomb) < 20_000
    with pytest.raises(UnreadableObject) as caught:
        parse_headers(bomb, transfer_syntax_uid=DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
    assert caught.value.code == "inflates_too_large"


def test_unknown_transfer_syntax_is_refused() -> None:
    with pytest.raises(UnreadableObject) as caught:
        parse_headers(explicit(8, 0x18, b"UI", b"1.2\x00"), transfer_syntax_uid="1.2.3")
    assert caught.value.code == "unsupported_transfer_syntax"


def test_big_pixel_data_is_not_read(tmp_path: Path) -> None:
    """A sparse file of 3 GiB, more than an explicit length of 32 bits leaves room to copy."""
    length = 3 * 1024**3
    path = tmp_path / "big.dcm"
    with path.open("wb") as file:
        file.write(explicit(0x0008, 0x0018, b"UI", b"1.2.3\x00"))
        file.write(struct.pack("<HH2sHL", 0x7FE0, 0x0010, b"OW", 0, length))
        file.truncate(file.tell() + length)
    headers = parse_headers(path, transfer_syntax_uid=EXPLICIT_VR_LITTLE_ENDIAN)
    assert headers.pixels is not None
    assert headers.pixels.length == length
    assert headers.pixels.offset == path.stat().st_size - length


def mutations() -> st.SearchStrategy[bytes]:
    small = [path for path in PYDICOM_FILES if path.stat().st_size < 60_000]
    edits = st.lists(
        st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=8
    )
    return st.builds(
        mutate, st.sampled_from(small), edits, st.one_of(st.none(), st.integers(0, 20_000))
    )


def mutate(path: Path, edits: list[tuple[int, bytes]], cut: int | None) -> bytes:
    raw = bytearray(path.read_bytes())
    for offset, replacement in edits:
        raw[offset : offset + len(replacement)] = replacement
    return bytes(raw[:cut])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutations())
def test_mutated_files_are_parsed_or_unreadable(raw: bytes) -> None:
    with contextlib.suppress(UnreadableObject):
        parse_headers(raw)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            "",
            EXPLICIT_VR_LITTLE_ENDIAN,
            "1.2.840.10008.1.2",
            "1.2.840.10008.1.2.2",
            DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            "1.2.840.10008.1.2.4.90",
        ]
    ),
)
def test_random_bytes_are_parsed_or_unreadable(raw: bytes, syntax: str) -> None:
    with contextlib.suppress(UnreadableObject):
        parse_headers(raw, transfer_syntax_uid=syntax or None)


def explicit(group: int, element: int, vr: bytes, value: bytes) -> bytes:
    value += b" " * (len(value) % 2)
    return struct.pack("<HH2sH", group, element, vr, len(value)) + value


def explicit_long(group: int, element: int, vr: bytes, value: bytes) -> bytes:
    return struct.pack("<HH2sHL", group, element, vr, 0, len(value)) + value


def test_the_syntax_constant_is_the_standards() -> None:
    assert ExplicitVRLittleEndian == EXPLICIT_VR_LITTLE_ENDIAN
