import io
from pathlib import Path

import pydicom
import pytest

from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.part10 import (
    IMPLEMENTATION_CLASS_UID,
    FileMetaInformation,
    content_hash,
    dataset_chunks,
    encode_file_meta,
    write_part10,
)
from apps.archive.dicom.uids import uid_problem
from tests.apps.archive.dicom.samples import sample

CT = sample("CT_small.dcm")


def meta_of(path: Path, source: str = "MODALITY") -> FileMetaInformation:
    headers = parse_headers(path)
    return FileMetaInformation(
        headers.sop_class_uid, headers.sop_instance_uid, headers.transfer_syntax_uid, source
    )


@pytest.mark.parametrize("name", ["CT_small.dcm", "image_dfl.dcm", "ExplVR_BigEnd.dcm"])
def test_the_data_set_is_written_as_received(name: str) -> None:
    path = sample(name)
    file = io.BytesIO()
    written = write_part10(file, meta_of(path), dataset_chunks(path))
    raw = file.getvalue()
    assert raw[written.dataset_offset :] == b"".join(dataset_chunks(path))
    assert len(raw) == written.size
    assert parse_headers(raw).dicom_json == parse_headers(path).dicom_json


def test_pydicom_reads_our_file_meta() -> None:
    raw = encode_file_meta(meta_of(CT)) + b"".join(dataset_chunks(CT))
    dataset = pydicom.dcmread(io.BytesIO(raw))
    assert dataset.file_meta.ImplementationClassUID == IMPLEMENTATION_CLASS_UID
    assert dataset.file_meta.SourceApplicationEntityTitle == "MODALITY"
    assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
    assert dataset == pydicom.dcmread(CT)
    assert parse_headers(raw).source_application_entity_title == "MODALITY"


def test_the_way_an_object_took_does_not_change_its_hash() -> None:
    chunks = list(dataset_chunks(CT))
    first = write_part10(io.BytesIO(), meta_of(CT, "FIRST"), chunks)
    second = write_part10(io.BytesIO(), meta_of(CT, "SECOND_AE"), chunks)
    assert first.content_hash == second.content_hash == content_hash(CT)


def test_one_changed_byte_changes_the_hash() -> None:
    raw = bytearray(CT.read_bytes())
    raw[-1] ^= 1
    assert content_hash(bytes(raw)) != content_hash(CT)


def test_our_implementation_class_uid_is_legal() -> None:
    assert uid_problem(IMPLEMENTATION_CLASS_UID) is None
