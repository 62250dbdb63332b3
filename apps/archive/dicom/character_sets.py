"""Text of a data set, whatever its Specific Character Set (PS3.3 C.12.1.1.2, PS3.5 section 6.1)."""

import codecs
import warnings
from collections.abc import Sequence
from functools import lru_cache

from pydicom.charset import decode_bytes, python_encoding

_ESCAPE = 0x1B
_TEXT_DELIMITERS = {0x5C, 0x0A, 0x0C, 0x0D, 0x09}
_NAME_DELIMITERS = _TEXT_DELIMITERS | {0x5E, 0x3D}
_MISSPELT = {
    "ISO-IR 100": "ISO_IR 100",
    "ISO IR 100": "ISO_IR 100",
    "ISO_IR_100": "ISO_IR 100",
    "ISO IR 192": "ISO_IR 192",
    "ISO-IR 192": "ISO_IR 192",
    "UTF-8": "ISO_IR 192",
    "GBK2312": "GB18030",
}
DEFAULT_ENCODINGS: tuple[str, ...] = ("iso8859",)


@lru_cache(maxsize=256)
def encodings_for(terms: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The codecs for the values of (0008,0005) and whether every term was understood.

    An empty first value stands for the default repertoire (PS3.3 C.12.1.1.2). What is not
    understood is read as Latin-1, in which no byte is illegal.
    """
    known = True
    found: list[str] = []
    for term in terms or ("",):
        name = python_encoding.get(_MISSPELT.get(term, term))
        if name is None:
            known = False
        else:
            found.append(name)
    if len(found) > 1:
        # ISO_IR 192 and the Chinese sets forbid code extensions (PS3.3 C.12.1.1.2).
        alone = [name for name in found if name in ("utf8", "UTF8", "GB18030", "GBK")]
        found = alone[:1] or found
    return tuple(found) or DEFAULT_ENCODINGS, known


def decode_text(value: bytes, encodings: Sequence[str], *, is_name: bool = False) -> str:
    """`value` as text with what cannot be decoded replaced; never an exception.

    NUL, which PostgreSQL's text and jsonb refuse, is padding at the end and U+FFFD elsewhere.
    """
    if value.isascii() and _ESCAPE not in value:
        text = value.decode("ascii")
    elif _ESCAPE in value:
        text = _decode_escaped(value, encodings, is_name=is_name)
    else:
        text = _decode(value, encodings[0])
    text = text.rstrip(" \0")
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _decode(value: bytes, encoding: str) -> str:
    return codecs.decode(value, encoding, "replace")


def _decode_escaped(value: bytes, encodings: Sequence[str], *, is_name: bool) -> str:
    delimiters = _NAME_DELIMITERS if is_name else _TEXT_DELIMITERS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return decode_bytes(value, list(encodings), delimiters)
    except (UnicodeError, LookupError, ValueError):
        return _decode(value, encodings[0])
