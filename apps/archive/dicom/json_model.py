"""A data set's bytes as the DICOM JSON Model (PS3.18 Annex F), without its pixel data.

Why not pydicom's `dcmread` + `to_json_dict`: they need 24 ms for a 256-element CT header where this
walk needs about one (docs/adr/0003-dicom-receive.md); at 400 objects a second that is the
difference between half a core and ten cores. pydicom keeps the dictionary, the
character sets and all decoding of pixels, and is the reference in the tests.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.archive.dicom.character_sets import DEFAULT_ENCODINGS, encodings_for
from apps.archive.dicom.dictionary import private_vr, public_vr
from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.source import ByteSource
from apps.archive.dicom.values import (
    BINARY_VRS,
    LONG_LENGTH_VRS,
    Json,
    decode_value,
    inline_binary,
)

UNDEFINED_LENGTH = 0xFFFFFFFF
PIXEL_DATA_TAGS = frozenset({0x7FE00010, 0x7FE00008, 0x7FE00009})
_ITEM = 0xFFFEE000
_ITEM_DELIMITER = 0xFFFEE00D
_SEQUENCE_DELIMITER = 0xFFFEE0DD
_SPECIFIC_CHARACTER_SET = 0x00080005
_PIXEL_REPRESENTATION = 0x00280103
_DATA_SET_TRAILING_PADDING = 0xFFFCFFFC
_DEEPEST_NESTING = 48
_MOST_ELEMENTS = 400_000
_MOST_INLINE_BYTES = 32 * 1024 * 1024

BINARY_INLINE_LIMIT = 1024
TEXT_INLINE_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class BulkData:
    """Where the value of a `BulkDataURI` placeholder lies, counted from the start of the source."""

    offset: int
    length: int
    vr: str
    little_endian: bool


@dataclass(frozen=True, slots=True)
class PixelValue:
    """The value field of a top-level pixel data element; `length` is None for undefined length."""

    tag: int
    vr: str
    offset: int
    length: int | None


@dataclass(slots=True)
class _Scope:
    """What items inherit from the data set around them."""

    encodings: Sequence[str]
    signed: bool
    explicit: bool
    path: str
    depth: int


@dataclass(slots=True)
class DatasetWalker:
    """One walk over one data set; `source` is complete, offsets are absolute.

    After `walk`, `bulk_data` maps attribute paths (`TAG` or `TAG/item/TAG`) to values left where
    they are, and `problems` holds stable codes of what was tolerated.
    """

    source: ByteSource
    little_endian: bool
    problems: dict[str, None] = field(default_factory=dict)
    bulk_data: dict[str, BulkData] = field(default_factory=dict)
    pixel_value: PixelValue | None = None
    _elements_left: int = _MOST_ELEMENTS
    _inline_bytes_left: int = _MOST_INLINE_BYTES

    def walk(self, position: int, *, explicit: bool) -> tuple[dict[str, Json], int]:
        """The data set up to and including its pixel data element.

        Returns the JSON object and the offset of the byte after the last element read; a caller
        that knows where undefined-length pixel data ends calls again from there.
        """
        into: dict[str, Json] = {}
        scope = _Scope(DEFAULT_ENCODINGS, False, explicit, "", 0)
        end = self._read_elements(position, self.source.size, into, scope, delimited=False)
        return into, end

    def _read_elements(  # noqa: C901 one loop over all encodings: a call per element costs a third
        self,
        position: int,
        end: int,
        into: dict[str, Json],
        scope: _Scope,
        *,
        delimited: bool,
    ) -> int:
        buffer = self.source.buffer
        order = "<" if self.little_endian else ">"
        tag_struct = struct.Struct(order + "HH")
        short_struct = struct.Struct(order + "H")
        long_struct = struct.Struct(order + "L")
        explicit = scope.explicit
        creators: dict[int, str] = {}
        while position < end:
            if end - position < 8:
                if delimited:
                    raise UnreadableObject("truncated", f"element header at {position}")
                self.problems["trailing_bytes"] = None
                return end
            group, element = tag_struct.unpack_from(buffer, position)
            tag = group << 16 | element
            if group == 0xFFFE:
                if tag == _ITEM_DELIMITER and delimited:
                    return position + 8
                raise UnreadableObject("malformed", f"stray delimiter at {position}")
            self._spend_element()
            vr, length, value = "", 0, 0
            if explicit:
                vr_bytes = buffer[position + 4 : position + 6]
                if vr_bytes in LONG_LENGTH_VRS:
                    if end - position < 12:
                        raise UnreadableObject("truncated", f"element header at {position}")
                    vr = vr_bytes.decode("ascii")
                    (length,) = long_struct.unpack_from(buffer, position + 8)
                    value = position + 12
                elif vr_bytes.isalpha() and vr_bytes.isupper():
                    vr = vr_bytes.decode("ascii")
                    (length,) = short_struct.unpack_from(buffer, position + 6)
                    value = position + 8
                else:
                    # Some writers switch to implicit VR for single elements; pydicom bears it too.
                    self.problems["implicit_element_in_explicit"] = None
            if not vr:
                (length,) = long_struct.unpack_from(buffer, position + 4)
                value = position + 8
            if element == 0 and length == 4:
                position = value + length
                continue
            if tag == 0 and self._is_padding(position, end):
                self.problems["trailing_bytes"] = None
                return end
            if length != UNDEFINED_LENGTH and length > end - value:
                if tag == _DATA_SET_TRAILING_PADDING:
                    return end
                raise UnreadableObject(
                    "truncated",
                    f"({group:04X},{element:04X}) at {position} needs {length} bytes",
                )
            if tag in PIXEL_DATA_TAGS and scope.depth == 0:
                known = None if length == UNDEFINED_LENGTH else length
                self.pixel_value = PixelValue(tag, vr or "OW", value, known)
                return value if known is None else value + known
            declared = vr
            if not vr or vr == "UN":
                vr = self._look_up_vr(tag, vr, length, scope, creators)
            if vr == "SQ" or length == UNDEFINED_LENGTH:
                position = self._read_nested(tag, vr, declared, value, length, end, into, scope)
                continue
            if tag != _DATA_SET_TRAILING_PADDING:
                little = self.little_endian or declared == "UN"
                self._store(tag, vr, value, length, into, scope, little_endian=little)
                if tag == _SPECIFIC_CHARACTER_SET:
                    self._enter_character_set(into, scope)
                elif tag == _PIXEL_REPRESENTATION:
                    scope.signed = into[f"{tag:08X}"] == {"vr": "US", "Value": [1]}
                elif group & 1 and 0x10 <= element <= 0xFF:
                    creators[element] = _first_text(into[f"{tag:08X}"])
            position = value + length
        if position > end:
            raise UnreadableObject("malformed", f"element runs past its item at {position}")
        return position

    def _store(
        self,
        tag: int,
        vr: str,
        value: int,
        length: int,
        into: dict[str, Json],
        scope: _Scope,
        *,
        little_endian: bool,
    ) -> None:
        key = f"{tag:08X}"
        if length == 0:
            into[key] = {"vr": vr}
            return
        binary = vr in BINARY_VRS
        limit = BINARY_INLINE_LIMIT if binary else TEXT_INLINE_LIMIT
        if length > limit or length > self._inline_bytes_left:
            self._store_bulk(key, vr, value, length, into, scope, little_endian=little_endian)
            return
        self._inline_bytes_left -= length
        raw = self.source.buffer[value : value + length]
        if binary:
            into[key] = {
                "vr": vr,
                "InlineBinary": inline_binary(vr, raw, little_endian=little_endian),
            }
            return
        values = decode_value(vr, raw, scope.encodings, little_endian=little_endian)
        into[key] = {"vr": vr, "Value": values} if values else {"vr": vr}

    def _store_bulk(
        self,
        key: str,
        vr: str,
        value: int,
        length: int,
        into: dict[str, Json],
        scope: _Scope,
        *,
        little_endian: bool,
    ) -> None:
        path = scope.path + key
        self.bulk_data[path] = BulkData(value, length, vr, little_endian)
        into[key] = {"vr": vr, "BulkDataURI": f"bulkdata/{path}"}

    def _read_nested(
        self,
        tag: int,
        vr: str,
        declared: str,
        value: int,
        length: int,
        end: int,
        into: dict[str, Json],
        scope: _Scope,
    ) -> int:
        key = f"{tag:08X}"
        undefined = length == UNDEFINED_LENGTH
        stop = end if undefined else value + length
        if vr != "SQ" and (declared in BINARY_VRS - {"UN"} or tag in PIXEL_DATA_TAGS):
            after = self._skip_fragments(value, stop)
            self._store_bulk(key, vr, value, after - value, into, scope, little_endian=True)
            return after
        # A UN of undefined length, and a UN that is known to be a sequence, hold implicit VR
        # little endian items whatever is around them (PS3.5 6.2.2, CP-246).
        explicit = scope.explicit and declared != "UN"
        inner = _Scope(scope.encodings, scope.signed, explicit, f"{scope.path}{key}/", scope.depth)
        swapped = declared == "UN" and not self.little_endian
        try:
            if swapped:
                self.little_endian = True
            items, after = self._read_items(value, stop, inner, undefined=undefined)
        except UnreadableObject:
            if declared != "UN" or undefined:
                raise
            self._store(tag, "UN", value, length, into, scope, little_endian=True)
            return stop
        finally:
            if swapped:
                self.little_endian = False
        into[key] = {"vr": "SQ", "Value": items} if items else {"vr": "SQ"}
        return after

    def _read_items(
        self, position: int, end: int, scope: _Scope, *, undefined: bool
    ) -> tuple[list[Json], int]:
        if scope.depth >= _DEEPEST_NESTING:
            raise UnreadableObject("nested_too_deep", f"more than {_DEEPEST_NESTING} levels")
        items: list[Json] = []
        while position < end:
            tag, length = self._item_header(position, end)
            position += 8
            if tag == _SEQUENCE_DELIMITER:
                return items, position
            if tag != _ITEM:
                raise UnreadableObject("malformed", f"no item at {position - 8}")
            delimited = length == UNDEFINED_LENGTH
            stop = end if delimited else position + length
            if stop > end:
                raise UnreadableObject("truncated", f"item at {position - 8} needs {length} bytes")
            item: dict[str, Json] = {}
            inner = _Scope(
                scope.encodings,
                scope.signed,
                scope.explicit,
                f"{scope.path}{len(items)}/",
                scope.depth + 1,
            )
            after = self._read_elements(position, stop, item, inner, delimited=delimited)
            if delimited and after >= stop and not self._ends_with_delimiter(after):
                raise UnreadableObject("truncated", f"item at {position - 8} is not closed")
            position = after
            self._spend_element()
            items.append(item)
        if undefined:
            raise UnreadableObject("truncated", "sequence is not closed")
        return items, position

    def _skip_fragments(self, position: int, end: int) -> int:
        while position < end:
            tag, length = self._item_header(position, end)
            position += 8
            if tag == _SEQUENCE_DELIMITER:
                return position
            self._spend_element()
            if tag != _ITEM or length > end - position:
                raise UnreadableObject("malformed", f"no fragment at {position - 8}")
            position += length
        raise UnreadableObject("truncated", "encapsulated value is not closed")

    def _spend_element(self) -> None:
        self._elements_left -= 1
        if self._elements_left < 0:
            raise UnreadableObject("too_many_elements", f"more than {_MOST_ELEMENTS}")

    def _item_header(self, position: int, end: int) -> tuple[int, int]:
        if end - position < 8:
            raise UnreadableObject("truncated", f"item header at {position}")
        order = "<" if self.little_endian else ">"
        group, element, length = struct.unpack_from(order + "HHL", self.source.buffer, position)
        return group << 16 | element, length

    def _ends_with_delimiter(self, position: int) -> bool:
        tag, _ = self._item_header(position - 8, position)
        return tag == _ITEM_DELIMITER

    def _look_up_vr(
        self, tag: int, vr: str, length: int, scope: _Scope, creators: dict[int, str]
    ) -> str:
        group, element = tag >> 16, tag & 0xFFFF
        found: str | None
        if not group & 1:
            found = public_vr(tag, signed=scope.signed)
        elif 0x10 <= element <= 0xFF:
            found = "LO"
        else:
            creator = creators.get(element >> 8)
            found = private_vr(tag, creator) if creator else None
        if found is None and length == UNDEFINED_LENGTH:
            return "SQ"
        if vr == "UN" and found in BINARY_VRS:
            return "UN"
        return found or "UN"

    def _enter_character_set(self, into: dict[str, Json], scope: _Scope) -> None:
        element = into[f"{_SPECIFIC_CHARACTER_SET:08X}"]
        values = element.get("Value", []) if isinstance(element, dict) else []
        terms = values if isinstance(values, list) else []
        names = tuple(term if isinstance(term, str) else "" for term in terms[:16])
        scope.encodings, known = encodings_for(names)
        if not known:
            self.problems["unknown_character_set"] = None

    def _is_padding(self, position: int, end: int) -> bool:
        sample = self.source.read_at(position, min(end - position, 4096))
        return not sample.strip(b"\0")


def _first_text(element: Json) -> str:
    values = element.get("Value") if isinstance(element, dict) else None
    first = values[0] if isinstance(values, list) and values else None
    return first if isinstance(first, str) else ""
