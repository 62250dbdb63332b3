"""WADO-RS metadata (PS3.18 10.4.1.1.2): the stored DICOM JSON texts, joined; no row is parsed."""

import zlib
from collections.abc import AsyncIterator
from functools import partial
from hashlib import blake2b

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from apps.accounts.actors import Actor
from apps.archive.dicom.reader_names import text_without_readers
from apps.archive.dicomweb.accept import DICOM_JSON, accepts_media_type
from apps.archive.dicomweb.addresses import root_address
from apps.archive.dicomweb.blobs import in_thread
from apps.archive.dicomweb.database import in_tenant
from apps.archive.dicomweb.edge import dicomweb_view
from apps.archive.dicomweb.errors import NotAcceptable
from apps.archive.models import Instance
from apps.archive.selectors import is_open, visible_instances
from apps.common.errors import NotFound

BATCH = 1000
SMALLEST_COMPRESSED = 2048
_RELATIVE = '"BulkDataURI":"bulkdata/'


@dicomweb_view
async def metadata(request: HttpRequest, actor: Actor, **uids: str) -> HttpResponseBase:
    """The metadata of every instance of a study, of a series, or of one instance."""
    if not accepts_media_type(
        request.META.get("HTTP_ACCEPT", "")[:2000], DICOM_JSON, "application/json"
    ):
        raise NotAcceptable("Metadata is sent as application/dicom+json.")
    root = root_address(request)
    load = partial(_batch, actor, uids, root)
    first = await in_tenant(actor, partial(load, 0))
    if not first:
        raise NotFound("There is no such object.")
    compress = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    if len(first) < BATCH:
        return await in_thread(partial(_whole, request, first, compress))
    response = StreamingHttpResponse(_pieces(actor, load, first, compress), content_type=DICOM_JSON)
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept, Accept-Encoding, Authorization, Cookie"
    return response


def _batch(actor: Actor, uids: dict[str, str], root: str, offset: int) -> list[str]:
    rows = (
        _instances(actor, uids)
        .order_by("series__number", "series_id", "number", "id")
        .values_list(
            "headers",
            "study__study_instance_uid",
            "series__series_instance_uid",
            "sop_instance_uid",
            "frames",
            KeyTextTransform("tag", "pixel_layout"),
            KeyTextTransform("vr", "pixel_layout"),
        )[offset : offset + BATCH]
    )
    if is_open(actor, uids["study"]):
        return [_text(root, *row) for row in rows]
    return [_text(root, text_without_readers(row[0]), *row[1:]) for row in rows]


def _instances(actor: Actor, uids: dict[str, str]) -> QuerySet[Instance]:
    found = visible_instances(actor, study_uid=uids["study"])
    if "series" in uids:
        found = found.filter(series__series_instance_uid=uids["series"])
    if "instance" in uids:
        found = found.filter(sop_instance_uid=uids["instance"])
    return found


def _text(
    root: str,
    headers: str,
    study: str,
    series: str,
    instance: str,
    frames: int,
    pixel_tag: str | None,
    pixel_vr: str | None,
) -> str:
    """One object's DICOM JSON, with addresses that can be followed, and one for its pixel data."""
    here = f"{root}/studies/{study}/series/{series}/instances/{instance}/bulkdata/"
    if _RELATIVE in headers:
        headers = headers.replace(_RELATIVE, f'"BulkDataURI":"{here}')
    if not frames or pixel_tag is None:
        return headers
    tag = f"{int(pixel_tag):08X}"
    lead = headers[:-1] + "," if len(headers) > 2 else "{"
    return f'{lead}"{tag}":{{"vr":"{pixel_vr}","BulkDataURI":"{here}{tag}"}}}}'


def _whole(request: HttpRequest, texts: list[str], compress: bool) -> HttpResponse:
    body = f"[{','.join(texts)}]".encode()
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    if request.META.get("HTTP_IF_NONE_MATCH") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    compress = compress and len(body) >= SMALLEST_COMPRESSED
    if compress:
        body = zlib.compress(body, 1, wbits=31)
    response = HttpResponse(body, content_type=DICOM_JSON)
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept, Accept-Encoding, Authorization, Cookie"
    return response


async def _pieces(
    actor: Actor, load: "partial[list[str]]", batch: list[str], compress: bool
) -> AsyncIterator[bytes]:
    """A very large study, a batch at a time."""
    squeeze = zlib.compressobj(1, wbits=31)
    offset, lead = 0, "["
    while batch:
        text = (lead + ",".join(batch)).encode()
        yield (await in_thread(partial(squeeze.compress, text))) if compress else text
        offset, lead = offset + len(batch), ","
        batch = await in_tenant(actor, partial(load, offset)) if len(batch) == BATCH else []
    yield squeeze.compress(b"]") + squeeze.flush() if compress else b"]"
