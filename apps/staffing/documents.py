"""What an attached file is, by its bytes alone: neither its name nor what the browser calls it is believed."""

import unicodedata
from typing import Literal

MediaType = Literal["application/pdf", "image/jpeg", "image/png"]

MOST_BYTES = 5 * 1024 * 1024
LONGEST_NAME = 120
UNNAMED = "document"

ENDINGS: dict[MediaType, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}
MEDIA_TYPES: tuple[MediaType, ...] = tuple(ENDINGS)

_PNG = b"\x89PNG\r\n\x1a\n"
_PDF_TAIL = 1024


def media_type_of(content: bytes) -> MediaType | None:
    """PDF (ISO 32000-1 7.5.2), JPEG (ITU-T T.81 B.1.1.3) or PNG (ISO/IEC 15948 5.2) by how it begins, or None."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/png" if content.startswith(_PNG) else None


def is_whole(content: bytes, media_type: MediaType) -> bool:
    """Whether the file ends as its format does; one that was cut short on its way does not."""
    if media_type == "application/pdf":
        return b"%%EOF" in content[-_PDF_TAIL:]
    return _jpeg_is_whole(content) if media_type == "image/jpeg" else _png_is_whole(content)


def safe_name(name: str, media_type: MediaType) -> str:
    """The last part of ``name`` without invisible characters, of at most 120, with an ending that says what it is."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in last if not unicodedata.category(c).startswith(("C", "Zl", "Zp")))
    plain = " ".join(seen.split()).strip(".") or UNNAMED
    stem, dot, ending = plain.rpartition(".")
    if dot and ending.casefold() in ENDINGS[media_type]:
        return f"{stem[: LONGEST_NAME - 5]}.{ending.casefold()}"
    return f"{plain[: LONGEST_NAME - 5]}.{ENDINGS[media_type][0]}"


def _jpeg_is_whole(content: bytes) -> bool:
    """Past the segments (a preview in one of them has an end of its own) there is a scan and an end of image."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xDA:
            return content.find(b"\xff\xd9", at) != -1
        # A fill byte stands alone; every other marker before the scan says how long its segment is.
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4])
    return False


def _png_is_whole(content: bytes) -> bool:
    at = len(_PNG)
    while at + 12 <= len(content):
        if content[at + 4 : at + 8] == b"IEND":
            return True
        at += 12 + int.from_bytes(content[at : at + 4])
    return False
