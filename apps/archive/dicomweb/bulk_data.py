"""WADO-RS bulk data (PS3.18 10.4.1.1.5): the values that metadata only points at."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from apps.accounts.actors import Actor
from apps.archive.dicom.container import inflated
from apps.archive.dicom.errors import UndecodablePixels, UnreadableObject
from apps.archive.dicom.frames import PixelLayout, read_frame
from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.source import open_source
from apps.archive.dicom.transfer_syntaxes import TRANSFER_SYNTAXES
from apps.archive.dicom.values import to_little_endian
from apps.archive.dicomweb.accept import MEDIA_TYPES, OCTET_STREAM, parse_accept
from apps.archive.dicomweb.blobs import chunks_between, in_thread, open_blob
from apps.archive.dicomweb.catalogue import FrameSource, frame_source
from apps.archive.dicomweb.edge import dicomweb_view
from apps.archive.dicomweb.errors import NotAcceptable
from apps.archive.dicomweb.frames import audit_viewing, stored_syntax
from apps.archive.dicomweb.multipart import Multipart
from apps.archive.storage import readable_file
from apps.common.errors import NotFound

LARGEST_CONVERTED = 64 * 1024 * 1024
"""Bytes that are held in memory where a value must be inflated or its words swapped."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A value in the blob, or, where it had to be converted, the value itself."""

    offset: int
    length: int
    value: bytes | None = None


@dicomweb_view
async def bulk_data(
    request: HttpRequest,
    actor: Actor,
    *,
    study: str,
    series: str,
    instance: str,
    path: str,
) -> HttpResponseBase:
    """The value at ``path``, the tags and item numbers of its ``BulkDataURI``; pixel data one part a frame."""
    multipart = _wants_multipart(request)
    source = await frame_source(actor, study=study, series=series, instance=instance)
    layout = source.layout
    await audit_viewing(actor, source, "bulkdata")
    if layout is not None and path.upper() == f"{layout.tag:08X}":
        return _frames_as_parts(source, layout)
    place = await in_thread(partial(find_value, source.blob_key, path))
    return _value(source, place, multipart=multipart)


def read_value(blob_key: str, path: str) -> bytes:
    """The value at ``path`` in little endian. Raises ``NotFound``, ``NotAcceptable`` where it is too large."""
    place = find_value(blob_key, path)
    if place.value is not None:
        return place.value
    if place.length > LARGEST_CONVERTED:
        raise NotAcceptable("The value is too large for this.", code="too_large")
    with open_blob(blob_key) as file:
        file.seek(place.offset)
        return file.read(place.length)


def find_value(blob_key: str, path: str) -> _Place:
    """Where the value at ``path`` lies. Raises ``NotFound``."""
    try:
        with readable_file(blob_key) as file:
            headers = parse_headers(file)
            found = headers.bulk_data.get(path)
            if found is None:
                raise NotFound("There is no such bulk data.")
            syntax = TRANSFER_SYNTAXES[headers.transfer_syntax_uid]
            swapped = not found.little_endian and found.vr in (
                "OW",
                "OF",
                "OL",
                "OD",
                "OV",
            )
            if not syntax.deflated and not swapped:
                return _Place(found.offset, found.length)
            if found.length > LARGEST_CONVERTED:
                raise NotAcceptable("The value is too large to be converted.", code="too_large")
            with (
                open_source(file) as whole,
                inflated(whole, headers.dataset_offset, syntax.uid) as clear,
            ):
                raw = clear.read_at(found.offset, found.length)
            value = to_little_endian(found.vr, raw, little_endian=found.little_endian)
            return _Place(0, len(value), value)
    except UnreadableObject as error:
        raise NotAcceptable("The object cannot be read.", code=error.code) from error


def _wants_multipart(request: HttpRequest) -> bool:
    for accepted in parse_accept(request.META.get("HTTP_ACCEPT", "")[:2000]):
        if accepted.multipart:
            return True
        if accepted.media_type in (OCTET_STREAM, "application/*"):
            return False
    raise NotAcceptable("Bulk data is sent as application/octet-stream.")


def _value(source: FrameSource, place: _Place, *, multipart: bool) -> StreamingHttpResponse:
    framing = Multipart.of(OCTET_STREAM)
    head, tail = (framing.head(OCTET_STREAM, first=True), framing.tail) if multipart else (b"", b"")

    async def parts() -> AsyncIterator[bytes]:
        yield head
        if place.value is not None:
            yield place.value
        else:
            async for chunk in chunks_between(source.blob_key, place.offset, place.length):
                yield chunk
        yield tail

    response = StreamingHttpResponse(
        parts(), content_type=framing.content_type if multipart else OCTET_STREAM
    )
    response.headers["Content-Length"] = str(len(head) + place.length + len(tail))
    return response


def _frames_as_parts(source: FrameSource, layout: PixelLayout) -> StreamingHttpResponse:
    syntax = stored_syntax(layout)
    media_type = MEDIA_TYPES.get(syntax, OCTET_STREAM)
    framing = Multipart.of(media_type)

    def read(number: int) -> bytes:
        with open_blob(source.blob_key) as file:
            return read_frame(file, layout, number).data

    async def parts() -> AsyncIterator[bytes]:
        for number in range(1, layout.number_of_frames + 1):
            try:
                frame = await in_thread(partial(read, number))
            except UndecodablePixels:
                # Too late for a status: the missing closing boundary tells the client that this is not all.
                return
            yield framing.head(f"{media_type}; transfer-syntax={syntax}", first=number == 1)
            yield frame
        yield framing.tail

    return StreamingHttpResponse(parts(), content_type=framing.content_type)
