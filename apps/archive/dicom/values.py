"""One value field as the DICOM JSON Model wants it (PS3.5 section 6.2, PS3.18 Annex F.2)."""

import base64
import math
import re
import struct
from collections.abc import Callable, Sequence
from typing import TypeAlias

from apps.archive.dicom.character_sets import decode_text

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

LONG_LENGTH_VRS: frozenset[bytes] = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
)
"""VRs whose explicit length has 32 bits after two reserved bytes (PS3.5 Table 7.1-1)."""

STANDARD_VRS: frozenset[bytes] = LONG_LENGTH_VRS | {
    vr.encode("ascii") for vr in re.findall("..", "AEASATCSDADSDTFLFDISLOLTPNSHSLSSSTTMUIULUS")
}

BINARY_VRS: frozenset[str] = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "UN"})

_NUMBERS = {
    "US": ("H", 2),
    "SS": ("h", 2),
    "UL": ("L", 4),
    "SL": ("l", 4),
    "UV": ("Q", 8),
    "SV": ("q", 8),
    "FL": ("f", 4),
    "FD": ("d", 8),
}
_WORD_SIZES = {"OW": 2, "OF": 4, "OL": 4, "OD": 8, "OV": 8}
_LONGEST_INTEGER_STRING = 20
_LONGEST_DECIMAL_STRING = 64

_Decoder: TypeAlias = Callable[[bytes, Sequence[str]], list[Json]]


def decode_value(
    vr: str, raw: bytes, encodings: Sequence[str], *, little_endian: bool
) -> list[Json]:
    """The `Value` array of a non-binary, non-sequence element; empty when there is no value.

    A number that is not one (PS3.5 allows none, the field sends some) is kept as its text.
    """
    number = _NUMBERS.get(vr)
    if number is not None:
        return _decode_numbers(raw, *number, little_endian=little_endian)
    if vr == "AT":
        return _decode_tags(raw, little_endian=little_endian)
    return _DECODERS.get(vr, _decode_strings)(raw, encodings)


def inline_binary(vr: str, raw: bytes, *, little_endian: bool) -> str:
    """Base64 of the value in little endian, as PS3.18 F.2.7 asks."""
    return base64.b64encode(to_little_endian(vr, raw, little_endian=little_endian)).decode("ascii")


def to_little_endian(vr: str, raw: bytes, *, little_endian: bool) -> bytes:
    """The value's words swapped if they came in big endian."""
    size = _WORD_SIZES.get(vr, 1)
    if little_endian or size == 1:
        return raw
    whole = len(raw) - len(raw) % size
    swapped = bytearray(raw[:whole])
    for index in range(size):
        swapped[index::size] = raw[size - 1 - index : whole : size]
    return bytes(swapped) + raw[whole:]


def _decode_numbers(raw: bytes, code: str, size: int, *, little_endian: bool) -> list[Json]:
    count = len(raw) // size
    order = "<" if little_endian else ">"
    numbers = struct.unpack(f"{order}{count}{code}", raw[: count * size])
    if code in "fd":
        return [_finite(number) for number in numbers]
    return list(numbers)


def _finite(number: float) -> Json:
    """PS3.18 F.2.3: JSON has no NaN and no infinity, so that they travel as strings."""
    if math.isfinite(number):
        return number
    return "NaN" if math.isnan(number) else ("inf" if number > 0 else "-inf")


def _decode_tags(raw: bytes, *, little_endian: bool) -> list[Json]:
    count = len(raw) // 4
    words = struct.unpack(f"{'<' if little_endian else '>'}{count * 2}H", raw[: count * 4])
    return [f"{words[i]:04X}{words[i + 1]:04X}" for i in range(0, len(words), 2)]


def _decode_codes(raw: bytes, _encodings: Sequence[str]) -> list[Json]:
    """VRs of the default character repertoire."""
    text = raw.decode("latin-1").strip(" \0")
    if not text:
        return []
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if "\\" not in text:
        return [text]
    return [part.strip(" ") or None for part in text.split("\\")]


def _decode_strings(raw: bytes, encodings: Sequence[str]) -> list[Json]:
    text = decode_text(raw, encodings)
    if not text:
        return []
    if "\\" not in text:
        return [text.strip(" ") or None]
    return [part.strip(" ") or None for part in text.split("\\")]


def _decode_single_text(raw: bytes, encodings: Sequence[str]) -> list[Json]:
    """LT, ST, UT, UR: the backslash is a character and leading spaces count."""
    text = decode_text(raw, encodings)
    return [text] if text else []


def _decode_names(raw: bytes, encodings: Sequence[str]) -> list[Json]:
    text = decode_text(raw, encodings, is_name=True)
    if not text:
        return []
    return [_name_groups(name) for name in text.split("\\")]


def _name_groups(name: str) -> Json:
    groups = dict(zip(("Alphabetic", "Ideographic", "Phonetic"), name.split("=", 2), strict=False))
    present: dict[str, Json] = {
        key: group.rstrip(" ^") for key, group in groups.items() if group.strip(" ^")
    }
    return present or None


def _decode_integers(raw: bytes, encodings: Sequence[str]) -> list[Json]:
    return [_integer(text) for text in _decode_codes(raw, encodings)]


def _integer(text: Json) -> Json:
    if not isinstance(text, str) or len(text) > _LONGEST_INTEGER_STRING:
        return text
    try:
        return int(text)
    except ValueError:
        return text


def _decode_decimals(raw: bytes, encodings: Sequence[str]) -> list[Json]:
    return [_decimal(text) for text in _decode_codes(raw, encodings)]


def _decimal(text: Json) -> Json:
    if not isinstance(text, str) or len(text) > _LONGEST_DECIMAL_STRING:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) and "_" not in text else text


_DECODERS: dict[str, _Decoder] = {
    "AE": _decode_codes,
    "AS": _decode_codes,
    "CS": _decode_codes,
    "DA": _decode_codes,
    "DT": _decode_codes,
    "TM": _decode_codes,
    "UI": _decode_codes,
    "IS": _decode_integers,
    "DS": _decode_decimals,
    "PN": _decode_names,
    "LT": _decode_single_text,
    "ST": _decode_single_text,
    "UT": _decode_single_text,
    "UR": _decode_single_text,
}
