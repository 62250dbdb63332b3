"""WADO-RS frames (PS3.18 10.4.1.1.6): the hot path of the viewer."""

from functools import partial
from itertools import count

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from apps.accounts.actors import Actor
from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.frames import PixelLayout, StoredFrame, read_frame
from apps.archive.dicom.transcode import decode_frame
from apps.archive.dicom.transfer_syntaxes import EXPLICIT_VR_LITTLE_ENDIAN
from apps.archive.dicomweb.accept import (
    DECODED,
    DERIVATIVE,
    STORED,
    Choice,
    choose_frame_form,
)
from apps.archive.dicomweb.blobs import in_thread, open_blob, read_exactly
from apps.archive.dicomweb.catalogue import FrameSource, frame_source
from apps.archive.dicomweb.database import in_tenant
from apps.archive.dicomweb.edge import dicomweb_view
from apps.archive.dicomweb.errors import BadQuery, NotAcceptable
from apps.archive.dicomweb.multipart import Multipart
from apps.archive.dicomweb.pixels import native_bytes
from apps.archive.viewing import is_viewing_recorded, record_viewing
from apps.common.errors import NotFound

MOST_FRAMES = 256
MOST_BYTES = 256 * 1024 * 1024


@dicomweb_view
async def frames(
    request: HttpRequest,
    actor: Actor,
    *,
    study: str,
    series: str,
    instance: str,
    numbers: str,
) -> HttpResponseBase:
    """The frames with these numbers (from 1), in this order, one part each."""
    wanted = _frame_numbers(numbers)
    source = await frame_source(actor, study=study, series=series, instance=instance)
    layout = source.layout
    if layout is None:
        raise NotFound("The object has no pixel data.", code="no_pixel_data")
    if max(wanted) > layout.number_of_frames:
        raise NotFound(f"The object has {layout.number_of_frames} frames.", code="no_such_frame")
    choice = _choose(request, source, layout)
    if layout.frame_bits // 8 * len(wanted) > MOST_BYTES:
        raise BadQuery("Ask for fewer frames at once.", code="too_many_frames")
    await audit_viewing(actor, source, "frames")
    parts = await in_thread(partial(read_frames, source, layout, choice, wanted))
    return _multipart(parts, choice)


async def audit_viewing(actor: Actor, source: FrameSource, how: str) -> None:
    """Sees to it that the hour's audit event stands before the first pixel leaves."""
    if not is_viewing_recorded(actor=actor, study_id=source.study_id):
        await in_tenant(
            actor,
            partial(
                record_viewing,
                actor=actor,
                study_id=source.study_id,
                site_id=source.site_id,
                how=how,
            ),
        )


def read_frames(
    source: FrameSource, layout: PixelLayout, choice: Choice, numbers: list[int]
) -> list[bytes]:
    """The frames in the chosen form. Raises ``NotAcceptable`` where the pixels cannot be decoded."""
    try:
        if choice.source == DERIVATIVE:
            return _read_derivative(source, numbers)
        with open_blob(source.blob_key) as file:
            stored = [read_frame(file, layout, number) for number in numbers]
        if choice.source == STORED:
            return [frame.data for frame in stored]
        return [_decoded(frame, layout) for frame in stored]
    except UndecodablePixels as error:
        raise NotAcceptable(
            "The pixel data cannot be delivered in this form.", code=error.code
        ) from error


def stored_syntax(layout: PixelLayout) -> str:
    """The syntax that stored frames go out in: native ones always as little endian."""
    return layout.transfer_syntax_uid if layout.encapsulated else EXPLICIT_VR_LITTLE_ENDIAN


def _choose(request: HttpRequest, source: FrameSource, layout: PixelLayout) -> Choice:
    header = request.META.get("HTTP_ACCEPT", "")[:2000]
    stored = stored_syntax(layout)
    choice = choose_frame_form(header, stored, source.derivative_syntax)
    if choice is None:
        raise NotAcceptable(
            "Accept multipart/related with type application/octet-stream and transfer-syntax *, "
            "or the stored transfer syntax.",
            stored_transfer_syntax=stored,
        )
    return choice


def _read_derivative(source: FrameSource, numbers: list[int]) -> list[bytes]:
    if source.derivative_layout is None:
        raise UndecodablePixels("frames_unresolved", "no derivative")
    places = source.derivative_layout["frames"]
    with open_blob(source.derivative_key) as file:
        return [read_exactly(file, *places[number - 1]) for number in numbers]


def _decoded(frame: StoredFrame, layout: PixelLayout) -> bytes:
    if frame.transfer_syntax_uid == EXPLICIT_VR_LITTLE_ENDIAN:
        return frame.data
    return native_bytes(decode_frame(frame, layout).pixels, layout)


def _multipart(parts: list[bytes], choice: Choice) -> HttpResponse:
    framing = Multipart.of(choice.media_type)
    part_type = f"{choice.media_type}; transfer-syntax={choice.transfer_syntax}"
    response = HttpResponse(content_type=framing.content_type)
    length = 0
    for index, part in zip(count(), parts, strict=False):
        head = framing.head(part_type, first=index == 0)
        response.write(head)
        response.write(part)
        length += len(head) + len(part)
    response.write(framing.tail)
    response.headers["Content-Length"] = str(length + len(framing.tail))
    # The bytes of an instance never change; which form is sent may, once a derivative is made.
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _frame_numbers(text: str) -> list[int]:
    try:
        numbers = [int(number) for number in text.split(",")]
    except ValueError:
        numbers = [0]
    if min(numbers) < 1 or len(text) > 4096:
        raise BadQuery("Frame numbers are counted from 1: `frames/1,2,3`.", code="invalid_frames")
    if len(numbers) > MOST_FRAMES:
        raise BadQuery(f"Ask for at most {MOST_FRAMES} frames at once.", code="too_many_frames")
    return numbers


__all__ = ["DECODED", "audit_viewing", "frames", "read_frames", "stored_syntax"]
