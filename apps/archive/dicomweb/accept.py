"""What a client can take (PS3.18 8.7.3, 8.7.4; RFC 9110 12.5.1), and which of our forms suits it. Pure."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from apps.archive.dicom import transfer_syntaxes as syntaxes

MULTIPART = "multipart/related"
OCTET_STREAM = "application/octet-stream"
DICOM = "application/dicom"
DICOM_JSON = "application/dicom+json"
ANY = "*/*"

_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^;,\s]*))')
_ITEM = re.compile(
    r'\s*([\w.+*-]+/[\w.+*-]+)((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^;,"\s]*))*)\s*(?:,|$)'
)

MEDIA_TYPES: dict[str, str] = {
    syntaxes.JPEG_BASELINE: "image/jpeg",
    syntaxes.JPEG_EXTENDED: "image/jpeg",
    syntaxes.JPEG_LOSSLESS: "image/jpeg",
    syntaxes.JPEG_LOSSLESS_SV1: "image/jpeg",
    syntaxes.JPEG_LS_LOSSLESS: "image/jls",
    syntaxes.JPEG_LS_NEAR_LOSSLESS: "image/jls",
    syntaxes.JPEG_2000_LOSSLESS: "image/jp2",
    syntaxes.JPEG_2000: "image/jp2",
    syntaxes.JPEG_2000_MULTI_COMPONENT_LOSSLESS: "image/jpx",
    syntaxes.JPEG_2000_MULTI_COMPONENT: "image/jpx",
    syntaxes.HTJ2K_LOSSLESS: "image/jphc",
    syntaxes.HTJ2K_LOSSLESS_RPCL: "image/jphc",
    syntaxes.HTJ2K: "image/jphc",
    syntaxes.JPEG_XL_LOSSLESS: "image/jxl",
    syntaxes.JPEG_XL_RECOMPRESSION: "image/jxl",
    syntaxes.JPEG_XL: "image/jxl",
    syntaxes.RLE_LOSSLESS: "image/dicom-rle",
}
"""Media type of one frame by transfer syntax (PS3.18 Table 8.7.3-2 and -4); what is not here is octets."""


@dataclass(frozen=True, slots=True)
class Range:
    """One media range. ``media_type`` is the part's type where the range is multipart/related."""

    media_type: str
    multipart: bool
    transfer_syntax: str | None
    quality: float
    parameters: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Choice:
    """The form to send a frame in: as it lies, from the derivative, or decoded."""

    source: str
    transfer_syntax: str
    media_type: str


STORED, DERIVATIVE, DECODED = "stored", "derivative", "decoded"


@lru_cache(maxsize=256)
def parse_accept(header: str) -> tuple[Range, ...]:
    """The ranges of an ``Accept`` header, best first; an empty header accepts anything.

    What cannot be parsed is left out.
    """
    ranges = [_range(media, text) for media, text in _ITEM.findall(header or ANY)]
    return tuple(sorted((r for r in ranges if r.quality > 0), key=lambda r: -r.quality))


def _range(media: str, text: str) -> Range:
    parameters = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(text)}
    media = media.lower()
    multipart = media == MULTIPART
    try:
        quality = min(1.0, max(0.0, float(parameters.pop("q", "1"))))
    except ValueError:
        quality = 0.0
    return Range(
        media_type=parameters.pop("type", ANY).lower() if multipart else media,
        multipart=multipart or media == ANY,
        transfer_syntax=parameters.pop("transfer-syntax", None),
        quality=quality,
        parameters=tuple(parameters.items()),
    )


@lru_cache(maxsize=1024)
def choose_frame_form(header: str, stored: str, derivative: str | None) -> Choice | None:
    """How to answer ``Accept`` for frames that lie in syntax ``stored``, or None (406).

    ``derivative`` is the syntax of the lossless derivative, where one was made. A range's own order decides
    between equal qualities. Without a transfer syntax, octets are uncompressed (PS3.18 8.7.3.5.2), while ``*``
    and a bare ``*/*`` take the frame as it lies.
    """
    for accepted in parse_accept(header):
        if not accepted.multipart:
            continue
        choice = _suit(accepted, stored, derivative)
        if choice is not None:
            return choice
    return None


def _suit(accepted: Range, stored: str, derivative: str | None) -> Choice | None:
    wanted = accepted.transfer_syntax
    octets = accepted.media_type in (OCTET_STREAM, ANY, "application/*")
    if wanted is None and accepted.media_type == OCTET_STREAM:
        wanted = syntaxes.EXPLICIT_VR_LITTLE_ENDIAN
    for source, syntax in ((STORED, stored), (DERIVATIVE, derivative)):
        if syntax is None or wanted not in (None, "*", syntax):
            continue
        own_type = MEDIA_TYPES.get(syntax, OCTET_STREAM)
        if accepted.media_type in (own_type, "image/*") and own_type != OCTET_STREAM:
            return Choice(source, syntax, own_type)
        if octets:
            return Choice(source, syntax, OCTET_STREAM)
    if octets and wanted == syntaxes.EXPLICIT_VR_LITTLE_ENDIAN:
        return Choice(DECODED, syntaxes.EXPLICIT_VR_LITTLE_ENDIAN, OCTET_STREAM)
    return None


def accepts_media_type(header: str, *media_types: str) -> str | None:
    """The first of ``media_types`` that the header accepts in a single part, by the client's preference."""
    for accepted in parse_accept(header):
        for media_type in media_types:
            kind = media_type.partition("/")[0]
            if accepted.media_type in (media_type, ANY, f"{kind}/*"):
                return media_type
    return None


def accepts_instances_as(header: str, stored: str) -> bool:
    """Whether whole objects may be sent as stored.

    Without a transfer syntax the object goes as it was received: re-encoding it would be a change that nobody
    asked for by name (a deviation from PS3.18 8.7.3.5.2 that docs/dicomweb.md states).
    """
    return any(
        accepted.multipart
        and accepted.media_type in (DICOM, ANY, "application/*")
        and accepted.transfer_syntax in (None, "*", stored)
        for accepted in parse_accept(header)
    )
