"""Objects as DICOM files (PS3.10 section 7): our file meta information, then the bytes as sent.

**Content hash.** Two arrivals are the same object when the SHA-256 of their *data set bytes* is the
same: what follows the file meta information, exactly as encoded by the sender. The preamble and the
file meta information are left out, because they tell of the way (AE titles, the software that wrote
the file) and not of the object: the same image sent through another AE, or once by C-STORE and once
by STOW-RS, hashes alike. The transfer syntax is part of the encoding, so that an object re-sent in
another transfer syntax is *not* identical; whether it is equivalent is for a person to decide.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from apps.archive.dicom.container import read_file_meta
from apps.archive.dicom.source import Readable, open_source

IMPLEMENTATION_CLASS_UID = "2.25.53534227661903106397042529467182942707"
IMPLEMENTATION_VERSION_NAME = "TELEREAD_1"
NEUTRAL_PREAMBLE = b"\0" * 128

_COPY_STEP = 256 * 1024


new_content_digest = hashlib.sha256
"""The one place that names the algorithm behind every `content_hash`."""


@dataclass(frozen=True, slots=True)
class FileMetaInformation:
    """What PS3.10 Table 7.1-1 lets us say of an object; empty AE titles are left out."""

    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    source_application_entity_title: str = ""
    receiving_application_entity_title: str = ""


@dataclass(frozen=True, slots=True)
class WrittenObject:
    """`size` counts the whole file, `dataset_offset` says where the data set begins in it."""

    size: int
    dataset_offset: int
    content_hash: str


def encode_file_meta(meta: FileMetaInformation) -> bytes:
    """Preamble, prefix and group 0002, in Explicit VR Little Endian as PS3.10 7.1 asks.

    Raises ValueError for text that the default character repertoire cannot hold.
    """
    elements = [
        _encode(0x0001, b"OB", b"\0\1"),
        _encode_uid(0x0002, meta.sop_class_uid),
        _encode_uid(0x0003, meta.sop_instance_uid),
        _encode_uid(0x0010, meta.transfer_syntax_uid),
        _encode_uid(0x0012, IMPLEMENTATION_CLASS_UID),
        _encode(0x0013, b"SH", IMPLEMENTATION_VERSION_NAME.encode("ascii")),
    ]
    if meta.source_application_entity_title:
        title = meta.source_application_entity_title.encode("ascii")
        elements.append(_encode(0x0016, b"AE", title))
    if meta.receiving_application_entity_title:
        title = meta.receiving_application_entity_title.encode("ascii")
        elements.append(_encode(0x0018, b"AE", title))
    group = b"".join(elements)
    return NEUTRAL_PREAMBLE + b"DICM" + _encode(0, b"UL", struct.pack("<L", len(group))) + group


def write_part10(
    into: BinaryIO, meta: FileMetaInformation, chunks: Iterable[bytes]
) -> WrittenObject:
    """Write a data set that comes in chunks, unchanged, as a DICOM file.

    Memory holds one chunk. The caller makes it durable. Raises OSError as `into` does.
    """
    head = encode_file_meta(meta)
    digest = new_content_digest()
    into.write(head)
    size = len(head)
    for chunk in chunks:
        digest.update(chunk)
        into.write(chunk)
        size += len(chunk)
    return WrittenObject(size, len(head), digest.hexdigest())


def content_hash(readable: Readable) -> str:
    """SHA-256 (hexadecimal) of the data set bytes of a DICOM file or raw data set."""
    digest = new_content_digest()
    for chunk in dataset_chunks(readable):
        digest.update(chunk)
    return digest.hexdigest()


def dataset_chunks(readable: Readable) -> Iterator[bytes]:
    """The data set bytes of a DICOM file behind its file meta information, in bounded pieces."""
    with open_source(readable) as source:
        offset = read_file_meta(source).dataset_offset
        while chunk := source.read_at(offset, _COPY_STEP):
            yield chunk
            offset += len(chunk)


def _encode_uid(element: int, uid: str) -> bytes:
    return _encode(element, b"UI", uid.encode("ascii"))


def _encode(element: int, vr: bytes, value: bytes) -> bytes:
    if len(value) % 2:
        value += b"\0" if vr in (b"UI", b"OB") else b" "
    if vr == b"OB":
        return struct.pack("<HH2sHL", 2, element, vr, 0, len(value)) + value
    return struct.pack("<HH2sH", 2, element, vr, len(value)) + value
