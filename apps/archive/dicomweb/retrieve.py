"""WADO-RS retrieval of whole objects (PS3.18 10.4.1.1.1): streamed from their blobs, as they were received."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from apps.accounts.actors import Actor
from apps.archive.dicomweb.accept import DICOM, accepts_instances_as, accepts_media_type
from apps.archive.dicomweb.addresses import instance_address, root_address
from apps.archive.dicomweb.blobs import chunks_for_export
from apps.archive.dicomweb.database import in_tenant
from apps.archive.dicomweb.edge import dicomweb_view
from apps.archive.dicomweb.errors import NotAcceptable
from apps.archive.dicomweb.multipart import Multipart
from apps.archive.selectors import is_open, visible_instances
from apps.archive.viewing import record_viewing
from apps.common.errors import NotFound


@dataclass(frozen=True, slots=True)
class _Stored:
    study_id: UUID
    site_id: UUID
    study: str
    series: str
    instance: str
    transfer_syntax: str
    blob_key: str
    size: int


@dicomweb_view
async def retrieve(request: HttpRequest, actor: Actor, **uids: str) -> HttpResponseBase:
    """Every instance of a study, of a series, or one instance; one part each."""
    accept = request.META.get("HTTP_ACCEPT", "")[:2000]
    objects = await in_tenant(actor, partial(_objects, actor, uids))
    refused = sorted(
        {o.transfer_syntax for o in objects if not accepts_instances_as(accept, o.transfer_syntax)}
    )
    single = len(objects) == 1 and "instance" in uids
    if refused and not (single and accepts_media_type(accept, DICOM)):
        raise NotAcceptable(
            "Objects are sent as they were received: accept multipart/related with type "
            "application/dicom and transfer-syntax *.",
            stored_transfer_syntaxes=refused,
        )
    if request.method != "HEAD":
        await in_tenant(actor, partial(_record, actor, objects[0]))
    return _one(objects[0]) if refused else _many(objects, root_address(request))


def _objects(actor: Actor, uids: dict[str, str]) -> list[_Stored]:
    if not is_open(actor, uids["study"]):
        # Whose images alone are shown has them frame by frame: a whole object may name who read it.
        raise NotFound("There is no such object.")
    found = visible_instances(actor, study_uid=uids["study"])
    if "series" in uids:
        found = found.filter(series__series_instance_uid=uids["series"])
    if "instance" in uids:
        found = found.filter(sop_instance_uid=uids["instance"])
    rows = found.order_by("series__number", "series_id", "number", "id").values_list(
        "study_id",
        "study__site_id",
        "study__study_instance_uid",
        "series__series_instance_uid",
        "sop_instance_uid",
        "transfer_syntax_uid",
        "blob_key",
        "size",
    )
    objects = [_Stored(*row) for row in rows]
    if not objects:
        raise NotFound("There is no such object.")
    return objects


def _record(actor: Actor, stored: _Stored) -> None:
    record_viewing(actor=actor, study_id=stored.study_id, site_id=stored.site_id, how="instances")


def _one(stored: _Stored) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        chunks_for_export(stored.blob_key),
        content_type=f"{DICOM}; transfer-syntax={stored.transfer_syntax}",
    )
    response.headers["Content-Length"] = str(stored.size)
    response.headers["Content-Disposition"] = f'attachment; filename="{stored.instance}.dcm"'
    return response


def _many(objects: list[_Stored], root: str) -> StreamingHttpResponse:
    framing = Multipart.of(DICOM)
    heads = [
        framing.head(
            f"{DICOM}; transfer-syntax={stored.transfer_syntax}",
            instance_address(root, stored.study, stored.series, stored.instance),
            first=index == 0,
        )
        for index, stored in enumerate(objects)
    ]
    length = sum(map(len, heads)) + sum(o.size for o in objects) + len(framing.tail)
    response = StreamingHttpResponse(
        _parts(framing, heads, objects), content_type=framing.content_type
    )
    response.headers["Content-Length"] = str(length)
    return response


async def _parts(
    framing: Multipart, heads: list[bytes], objects: list[_Stored]
) -> AsyncIterator[bytes]:
    for head, stored in zip(heads, objects, strict=True):
        yield head
        async for chunk in chunks_for_export(stored.blob_key):
            yield chunk
    yield framing.tail
