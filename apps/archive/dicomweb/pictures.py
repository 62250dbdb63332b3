"""Rendered images, documents and thumbnails (PS3.18 10.4.1.1.3, 10.4.1.1.4): what people and lists see."""

import json
import logging
from dataclasses import dataclass
from functools import partial
from typing import Literal

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from pydicom.uid import EncapsulatedPDFStorage
from redis.exceptions import RedisError

from apps.accounts.actors import Actor
from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.frames import read_frame
from apps.archive.dicom.presentation import Window, to_display
from apps.archive.dicom.render import LARGEST_THUMBNAIL, encode_picture
from apps.archive.dicom.transcode import decode_frame
from apps.archive.dicomweb.accept import accepts_media_type
from apps.archive.dicomweb.blobs import in_thread, open_blob
from apps.archive.dicomweb.bulk_data import read_value
from apps.archive.dicomweb.catalogue import FrameSource, frame_source
from apps.archive.dicomweb.database import in_tenant
from apps.archive.dicomweb.edge import dicomweb_view
from apps.archive.dicomweb.errors import BadQuery, NotAcceptable
from apps.archive.dicomweb.frames import audit_viewing
from apps.archive.models import Instance, Series
from apps.archive.selectors import access_series, access_study, visible_instances
from apps.common.errors import NotFound

logger = logging.getLogger(__name__)

JPEG: Literal["image/jpeg"] = "image/jpeg"
PNG: Literal["image/png"] = "image/png"
PDF = "application/pdf"
ENCAPSULATED_DOCUMENT = "00420011"
THUMBNAIL_SIDE = 128
THUMBNAIL_DAYS = 7
MOST_VIEWPORT = 8192
WINDOW_FUNCTIONS = {
    "": "LINEAR",
    "linear": "LINEAR",
    "linear-exact": "LINEAR_EXACT",
    "sigmoid": "SIGMOID",
}


@dataclass(frozen=True, slots=True)
class _Options:
    media_type: Literal["image/png", "image/jpeg"]
    quality: int
    window: Window | None
    largest_side: int | None


@dicomweb_view
async def rendered(
    request: HttpRequest,
    actor: Actor,
    *,
    study: str,
    series: str,
    instance: str,
    number: int | None = None,
) -> HttpResponseBase:
    """One frame, or an instance's middle frame, as PNG or JPEG: ``window``, ``viewport``, ``quality``, ``accept``.

    An encapsulated PDF is its own rendering (PS3.18 8.7.4).
    """
    source = await frame_source(actor, study=study, series=series, instance=instance)
    if source.layout is None and number is None:
        return await _document(request, actor, source)
    options = _options(request)
    frame = _frame_number(source, number)
    await audit_viewing(actor, source, "rendered")
    headers = await in_tenant(actor, partial(_headers_of, source))
    picture = await in_thread(partial(_render, source, headers, frame, options))
    return _picture(picture, options.media_type, max_age=3600)


@dicomweb_view
async def thumbnail(
    request: HttpRequest,
    actor: Actor,
    *,
    study: str,
    series: str | None = None,
    instance: str | None = None,
    number: int | None = None,
) -> HttpResponseBase:
    """A small JPEG that stands for a study, series, instance or frame; ``viewport`` bounds its sides."""
    if not accepts_media_type(request.META.get("HTTP_ACCEPT", "")[:2000], JPEG):
        raise NotAcceptable("Thumbnails are sent as image/jpeg.")
    side = min(_viewport(request) or THUMBNAIL_SIDE, LARGEST_THUMBNAIL)
    lasting = instance is not None
    of_series, of_instance = (
        (series, instance)
        if series is not None and instance is not None
        else await in_tenant(actor, partial(_representative, actor, study, series))
    )
    source = await frame_source(actor, study=study, series=of_series, instance=of_instance)
    frame = _frame_number(source, number)
    tag = f'"{source.instance_id.hex}-{frame}-{side}"'
    if request.META.get("HTTP_IF_NONE_MATCH") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    key = f"{actor.tenant_id}:thumbnail:{source.instance_id}:{frame}:{side}"
    picture = await in_thread(partial(_cached, key))
    if picture is None:
        headers = await in_tenant(actor, partial(_headers_of, source))
        picture = await in_thread(partial(_make_thumbnail, source, headers, frame, side, key))
    response = _picture(picture, JPEG, max_age=86_400 if lasting else 60)
    response.headers["ETag"] = tag
    return response


async def _document(request: HttpRequest, actor: Actor, source: FrameSource) -> HttpResponse:
    headers = json.loads(await in_tenant(actor, partial(_headers_of, source)))
    if headers.get("00080016", {}).get("Value") != [EncapsulatedPDFStorage]:
        raise NotFound("The object has no pixel data.", code="no_pixel_data")
    if not accepts_media_type(request.META.get("HTTP_ACCEPT", "")[:2000], PDF):
        raise NotAcceptable("An encapsulated PDF is sent as application/pdf.")
    await audit_viewing(actor, source, "rendered")
    padded = await in_thread(partial(read_value, source.blob_key, ENCAPSULATED_DOCUMENT))
    length = headers.get("00420015", {}).get("Value", [len(padded)])[0]
    return _picture(padded[:length], PDF, max_age=3600)


def _render(source: FrameSource, headers: str, number: int, options: _Options) -> bytes:
    layout = source.layout
    if layout is None:
        raise NotFound("The object has no pixel data.", code="no_pixel_data")
    try:
        with open_blob(source.blob_key) as file:
            stored = read_frame(file, layout, number)
        display = to_display(
            decode_frame(stored, layout),
            layout,
            json.loads(headers),
            frame_number=number,
            window=options.window,
            read_bulk=lambda uri: read_value(source.blob_key, uri.removeprefix("bulkdata/")),
        )
    except UndecodablePixels as error:
        raise NotAcceptable("The pixel data cannot be rendered.", code=error.code) from error
    return encode_picture(
        display,
        options.media_type,
        quality=options.quality,
        largest_side=options.largest_side,
    )


def _make_thumbnail(source: FrameSource, headers: str, number: int, side: int, key: str) -> bytes:
    picture = _render(source, headers, number, _Options(JPEG, 80, None, side))
    try:
        cache.set(key, picture, THUMBNAIL_DAYS * 86_400)
    except (RedisError, OSError):
        logger.warning("The cache cannot be reached; a thumbnail is not kept.")
    return picture


def _cached(key: str) -> bytes | None:
    try:
        picture: bytes | None = cache.get(key)
    except (RedisError, OSError):
        return None
    return picture


def _headers_of(source: FrameSource) -> str:
    text: str = Instance.objects.values_list("headers", flat=True).get(id=source.instance_id)
    return text


def _representative(actor: Actor, study: str, series: str | None) -> tuple[str, str]:
    """The series and middle instance that stand for a series, or for a study: those of its largest series."""
    chosen = _series_of(actor, study, series)
    with_pixels = visible_instances(actor, study_uid=study).filter(series=chosen, frames__gt=0)
    middle = with_pixels.count() // 2
    uid = (
        with_pixels.order_by("number", "id")
        .values_list("sop_instance_uid", flat=True)[middle : middle + 1]
        .first()
    )
    if uid is None:
        raise NotFound("There is nothing to show a picture of.", code="no_pixel_data")
    return chosen.series_instance_uid, uid


def _series_of(actor: Actor, study: str, series: str | None) -> Series:
    if series is not None:
        return access_series(actor=actor, uid=series, study_uid=study)
    found = access_study(actor=actor, uid=study)
    largest: Series | None = (
        Series.objects.filter(study=found, instances__frames__gt=0)
        .order_by("-instance_count", "number", "id")
        .first()
    )
    if largest is None:
        raise NotFound("There is nothing to show a picture of.", code="no_pixel_data")
    return largest


def _frame_number(source: FrameSource, number: int | None) -> int:
    frames = source.layout.number_of_frames if source.layout else 0
    if not frames:
        raise NotFound("The object has no pixel data.", code="no_pixel_data")
    if number is None:
        return frames // 2 + 1
    if not 1 <= number <= frames:
        raise NotFound(f"The object has {frames} frames.", code="no_such_frame")
    return number


def _picture(picture: bytes, media_type: str, *, max_age: int) -> HttpResponse:
    response = HttpResponse(picture, content_type=media_type)
    response.headers["Content-Length"] = str(len(picture))
    response.headers["Cache-Control"] = f"private, max-age={max_age}"
    return response


def _options(request: HttpRequest) -> _Options:
    accept = request.GET.get("accept") or request.META.get("HTTP_ACCEPT", "")
    media_type = accepts_media_type(accept[:2000], JPEG, PNG)
    if media_type is None:
        raise NotAcceptable("Rendered images are sent as image/jpeg or image/png.")
    return _Options(
        media_type=PNG if media_type == PNG else JPEG,
        quality=_whole_number(request, "quality", 90, 1, 100),
        window=_window(request),
        largest_side=_viewport(request),
    )


def _window(request: HttpRequest) -> Window | None:
    text = request.GET.get("window")
    if not text:
        return None
    center, _, rest = text.partition(",")
    width, _, function = rest.partition(",")
    try:
        window = Window(float(center), float(width), WINDOW_FUNCTIONS[function.lower()])
    except (ValueError, KeyError) as error:
        raise BadQuery(
            "`window` is centre,width,function with function linear, linear-exact or "
            "sigmoid (PS3.18 8.3.5.1.4).",
            code="invalid_window",
        ) from error
    if not 0 < window.width < 1e9 or not abs(window.center) < 1e9:
        raise BadQuery("A window's width is above 0.", code="invalid_window")
    return window


def _viewport(request: HttpRequest) -> int | None:
    """The side of the square that fits into ``viewport=width,height``; pictures keep their proportions."""
    text = request.GET.get("viewport")
    if not text:
        return None
    try:
        sides = [int(part) for part in text.split(",")[:2]]
    except ValueError:
        sides = []
    if len(sides) != 2 or not all(1 <= side <= MOST_VIEWPORT for side in sides):
        raise BadQuery(
            f"`viewport` is width,height, 1 to {MOST_VIEWPORT}.",
            code="invalid_viewport",
        )
    return min(sides)


def _whole_number(request: HttpRequest, name: str, default: int, least: int, most: int) -> int:
    text = request.GET.get(name, str(default))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else least - 1
    if not least <= number <= most:
        raise BadQuery(f"`{name}` is a number from {least} to {most}.", code=f"invalid_{name}")
    return number
