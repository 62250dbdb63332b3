"""Which bytes of encapsulated pixel data belong to which frame (PS3.5 A.4, PS3.3 C.7.6.3.1.8)."""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.source import ByteSource

FrameIndex: TypeAlias = tuple[tuple[tuple[int, int], ...], ...]
"""For each frame its fragments as (offset, length), offsets from the start of the source."""

_MOST_FRAGMENTS = 1_000_000
_LONGEST_OFFSET_TABLE = 8 * _MOST_FRAGMENTS
_ITEM = b"\xfe\xff\x00\xe0"
_SEQUENCE_DELIMITER = b"\xfe\xff\xdd\xe0"
_CODESTREAM_STARTS = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\x00\x00\x00\x0cjP  ", b"\xff\x0a")


@dataclass(frozen=True, slots=True)
class Fragments:
    """The items of one encapsulated pixel data value; `end` is the offset after its delimiter."""

    offsets: Sequence[int]
    lengths: Sequence[int]
    basic_offset_table: tuple[int, ...]
    end: int
    closed: bool


def scan_fragments(source: ByteSource, position: int) -> Fragments:
    """Read the item headers from `position`, the start of the value field.

    Raises UnreadableObject: `truncated`, `malformed`, `too_many_fragments`. A missing sequence
    delimiter at the very end is tolerated (`closed` is False).
    """
    offsets, lengths = array("Q"), array("Q")
    size = source.size
    while position < size:
        header = source.read_at(position, 8)
        if len(header) < 8:
            raise UnreadableObject("truncated", f"fragment header at {position}")
        (length,) = struct.unpack_from("<L", header, 4)
        position += 8
        if header[:4] == _SEQUENCE_DELIMITER:
            return _split(source, offsets, lengths, position, closed=True)
        if header[:4] != _ITEM:
            raise UnreadableObject("malformed", f"no fragment at {position - 8}")
        if length > size - position:
            raise UnreadableObject("truncated", f"fragment at {position} needs {length} bytes")
        if len(offsets) > _MOST_FRAGMENTS:
            raise UnreadableObject("too_many_fragments", f"more than {_MOST_FRAGMENTS}")
        offsets.append(position)
        lengths.append(length)
        position += length
    return _split(source, offsets, lengths, position, closed=False)


def _split(
    source: ByteSource, offsets: Sequence[int], lengths: Sequence[int], end: int, *, closed: bool
) -> Fragments:
    if not offsets:
        raise UnreadableObject("malformed", "encapsulated pixel data has no offset table item")
    raw = b""
    if lengths[0] <= _LONGEST_OFFSET_TABLE:
        raw = source.read_at(offsets[0], lengths[0])
    table = struct.unpack(f"<{len(raw) // 4}L", raw[: len(raw) // 4 * 4])
    return Fragments(offsets[1:], lengths[1:], table, end, closed)


def index_frames(
    source: ByteSource,
    fragments: Fragments,
    frame_count: int,
    *,
    extended_offsets: Sequence[int] = (),
    extended_lengths: Sequence[int] = (),
    video: bool = False,
) -> FrameIndex | None:
    """Group fragments into frames, or None when nothing says how.

    In this order: the Extended Offset Table, the Basic Offset Table, one fragment a frame, a single
    frame, and last the codestream's own start markers. A table that does not point at fragments
    is not believed.
    """
    count = len(fragments.offsets)
    if count == 0:
        return () if frame_count == 0 else None
    if video or frame_count == 1:
        frames: FrameIndex | None = (_fragments_between(fragments, 0, count),)
        return _trim_to_extended_lengths(frames, extended_lengths)
    frames = _group_by_offsets(fragments, extended_offsets, frame_count)
    if frames is not None:
        return _trim_to_extended_lengths(frames, extended_lengths)
    frames = _group_by_offsets(fragments, fragments.basic_offset_table, frame_count)
    if frames is not None:
        return frames
    if count == frame_count:
        return tuple(((o, n),) for o, n in zip(fragments.offsets, fragments.lengths, strict=True))
    return _group_by_start_markers(source, fragments, frame_count)


def _fragments_between(fragments: Fragments, first: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple(zip(fragments.offsets[first:last], fragments.lengths[first:last], strict=True))


def _group_by_offsets(
    fragments: Fragments, table: Sequence[int], frame_count: int
) -> FrameIndex | None:
    if len(table) != frame_count or not table or table[0] != 0:
        return None
    first_item = fragments.offsets[0] - 8
    starts: list[int] = []
    for offset in table:
        wanted = first_item + offset + 8
        index = bisect_left(fragments.offsets, wanted)
        if index == len(fragments.offsets) or fragments.offsets[index] != wanted:
            return None
        if starts and index <= starts[-1]:
            return None
        starts.append(index)
    return _group_by_starts(fragments, starts)


def _group_by_start_markers(
    source: ByteSource, fragments: Fragments, frame_count: int
) -> FrameIndex | None:
    if len(fragments.offsets) < frame_count:
        return None
    starts = [
        index
        for index, offset in enumerate(fragments.offsets)
        if source.read_at(offset, 8).startswith(_CODESTREAM_STARTS)
    ]
    if len(starts) != frame_count or starts[0] != 0:
        return None
    return _group_by_starts(fragments, starts)


def _group_by_starts(fragments: Fragments, starts: Sequence[int]) -> FrameIndex:
    ends = [*starts[1:], len(fragments.offsets)]
    return tuple(
        _fragments_between(fragments, first, last) for first, last in zip(starts, ends, strict=True)
    )


def _trim_to_extended_lengths(
    frames: FrameIndex | None, extended_lengths: Sequence[int]
) -> FrameIndex | None:
    """Extended Offset Table Lengths say how much of the only fragment is not padding."""
    if frames is None or len(extended_lengths) != len(frames):
        return frames
    return tuple(
        (((frame[0][0], length),) if len(frame) == 1 and 0 < length <= frame[0][1] else frame)
        for frame, length in zip(frames, extended_lengths, strict=True)
    )
