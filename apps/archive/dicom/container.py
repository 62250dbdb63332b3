"""The wrapping of a data set: file meta information, deflation (PS3.10 section 7, PS3.5 A.5)."""

import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.source import ByteSource, open_source
from apps.archive.dicom.transfer_syntaxes import (
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
    EXPLICIT_VR_BIG_ENDIAN,
    EXPLICIT_VR_LITTLE_ENDIAN,
    IMPLICIT_VR_LITTLE_ENDIAN,
)
from apps.archive.dicom.values import LONG_LENGTH_VRS, STANDARD_VRS

MOST_INFLATED_BYTES = 512 * 1024 * 1024
_LONGEST_FILE_META = 64 * 1024
_INFLATE_STEP = 256 * 1024
_HIGHEST_FIRST_GROUP = 0x50


@dataclass(frozen=True, slots=True)
class FileMeta:
    """The file meta information as text by tag, and the offset at which the data set begins."""

    elements: dict[int, str]
    dataset_offset: int

    def text(self, tag: int) -> str:
        return self.elements.get(tag, "")


def read_file_meta(source: ByteSource) -> FileMeta:
    """Read PS3.10 file meta information if there is any; a raw data set gives an empty one.

    Raises UnreadableObject `truncated` or `malformed`.
    """
    position = 132 if source.read_at(128, 4) == b"DICM" else 0
    header = source.read_at(position, _LONGEST_FILE_META)
    elements: dict[int, str] = {}
    cursor = 0
    while header[cursor : cursor + 2] == b"\x02\x00":
        if len(header) - cursor < 8:
            raise UnreadableObject("truncated", "file meta information")
        element, vr, length = struct.unpack_from("<H2sH", header, cursor + 2)
        value = cursor + 8
        if vr in LONG_LENGTH_VRS:
            if len(header) - cursor < 12:
                raise UnreadableObject("truncated", "file meta information")
            (length,) = struct.unpack_from("<L", header, cursor + 8)
            value = cursor + 12
        elif not (vr.isalpha() and vr.isupper()):
            (length,) = struct.unpack_from("<L", header, cursor + 4)
        if length > len(header) - value:
            raise UnreadableObject("truncated", f"(0002,{element:04X}) needs {length} bytes")
        if vr not in LONG_LENGTH_VRS:
            raw = header[value : value + length]
            elements[0x00020000 | element] = raw.decode("latin-1").strip(" \0").replace("\0", "")
        cursor = value + length
    return FileMeta(elements, position + cursor)


def guess_transfer_syntax(source: ByteSource, offset: int) -> str:
    """The syntax of a data set that came without its file meta information.

    Raises UnreadableObject `not_dicom` when the first element makes no sense in any of them.
    """
    head = source.read_at(offset, 8)
    if len(head) < 8:
        raise UnreadableObject("empty" if not head else "not_dicom", f"{len(head)} bytes")
    group, _, length = struct.unpack("<HHL", head)
    if head[4:6] in STANDARD_VRS:
        if 0 < group < _HIGHEST_FIRST_GROUP:
            return EXPLICIT_VR_LITTLE_ENDIAN
        if group & 0xFF == 0 and 0 < group >> 8 < _HIGHEST_FIRST_GROUP:
            return EXPLICIT_VR_BIG_ENDIAN
    elif 0 < group < _HIGHEST_FIRST_GROUP and (
        length == 0xFFFFFFFF or length <= source.size - offset - 8
    ):
        return IMPLICIT_VR_LITTLE_ENDIAN
    raise UnreadableObject("not_dicom", "no data element at the start of the data set")


@contextmanager
def inflated(source: ByteSource, offset: int, transfer_syntax_uid: str) -> Iterator[ByteSource]:
    """The data set in the clear; a source of its own on disk if it was deflated.

    Raises UnreadableObject: `inflates_too_large` beyond 512 MiB (memory never holds more than a
    step of it), `truncated`, `malformed`.
    """
    if transfer_syntax_uid != DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN:
        yield source
        return
    with tempfile.TemporaryFile(prefix="teleread-inflated-") as file:
        _inflate(source, offset, cast("BinaryIO", file))
        file.flush()
        with open_source(cast("BinaryIO", file)) as clear:
            yield clear


def _inflate(source: ByteSource, offset: int, into: BinaryIO) -> None:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    written = 0
    pending = b""
    try:
        while not inflater.eof:
            if not pending:
                pending = source.read_at(offset, _INFLATE_STEP)
                offset += len(pending)
                if not pending:
                    raise UnreadableObject("truncated", "deflated data set ends early")
            clear = inflater.decompress(pending, _INFLATE_STEP)
            pending = inflater.unconsumed_tail
            written += len(clear)
            if written > MOST_INFLATED_BYTES:
                raise UnreadableObject("inflates_too_large", f"more than {MOST_INFLATED_BYTES}")
            into.write(clear)
    except zlib.error as error:
        raise UnreadableObject("malformed", "deflate stream is broken") from error
