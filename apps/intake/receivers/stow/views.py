"""STOW-RS: `POST /dicom-web/studies` and `/dicom-web/studies/{study}` (PS3.18 10.5).

The view is no `TenantView`, because a request may bring thousands of objects: each is one transaction of its own.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from apps.accounts.actors import Actor
from apps.archive.dicom.errors import UnreadableObject
from apps.archive.dicom.part10 import content_hash
from apps.archive.dicom.uids import can_be_filed
from apps.common.errors import DomainError
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.intake.outcomes import Outcome
from apps.intake.receivers.stow.multipart import BadMultipart, Part, parse_content_type, split_parts
from apps.intake.receivers.stow.responses import InstanceResult, response_module, status_of
from apps.intake.selectors import access_site, visible_sites
from apps.intake.services import (
    HEARTBEAT_SECONDS,
    Origin,
    SpooledObject,
    TemporarilyUnavailable,
    beat_transfers,
    close_transfer,
    open_transfer,
    receive_object,
)
from apps.tenancy.models import Site

DICOM_JSON = "application/dicom+json"
RECEIVER = "stow"


class UnsupportedMediaType(DomainError):
    status = 415
    code = "unsupported_media_type"
    title = "Send multipart/related with type=application/dicom"


class BadRequest(DomainError):
    status = 400
    code = "bad_request"
    title = "The request is not a STOW-RS request"


class DicomJsonRenderer(JSONRenderer):
    media_type = DICOM_JSON
    format = "dicom+json"


class StoreStudiesView(APIView):
    """Stores every part of the request and answers for each.

    The objects belong to the site named by `?site=` or the header `X-Teleread-Site`; who works at one site only need
    not name it.
    """

    capabilities: ClassVar[dict[str, str]] = {"POST": "images.store"}
    renderer_classes = (DicomJsonRenderer, JSONRenderer)

    @extend_schema(exclude=True)
    def post(self, request: Request, study: str = "") -> HttpResponseBase:
        actor = request.user
        assert isinstance(actor, Actor)
        if study and not can_be_filed(study):
            raise BadRequest("The study's UID in the address is not a DICOM UID.")
        boundary = _boundary_of(request)
        with tenant_context(actor.tenant_id):
            site = _site_of(request, actor)
            transfer = open_transfer(actor=actor, site=site, receiver=RECEIVER)
        origin = Origin(actor, site, RECEIVER, transfer.id)
        try:
            results = list(_store_parts(request, origin, boundary, study))
        finally:
            close_transfer(tenant_id=actor.tenant_id, transfer_id=transfer.id)
        if not results:
            raise BadRequest("The request holds no object.")
        module = response_module(results, retrieve_root=request.build_absolute_uri("/dicom-web"))
        return JsonResponse(module, status=status_of(results), content_type=DICOM_JSON)


def _boundary_of(request: Request) -> str:
    media_type, parameters = parse_content_type(request.META.get("CONTENT_TYPE", ""))
    if media_type != "multipart/related":
        raise UnsupportedMediaType(f"‘{media_type}’ cannot be stored; send multipart/related.")
    root = parameters.get("type", "application/dicom").lower()
    if root != "application/dicom":
        raise UnsupportedMediaType(f"Parts of ‘{root}’ cannot be stored; send application/dicom.")
    boundary = parameters.get("boundary", "")
    if not boundary or not boundary.isascii():
        raise BadRequest("The Content-Type names no boundary.")
    return boundary


def _site_of(request: Request, actor: Actor) -> Site:
    slug = request.query_params.get("site") or request.headers.get("X-Teleread-Site", "")
    if slug:
        return access_site(actor=actor, slug=slug)
    sites = list(visible_sites(actor).filter(active=True)[:2])
    if actor.site_ids is None or len(sites) != 1:
        raise BadRequest(
            "Name the site the images come from: ?site=<slug> or the header X-Teleread-Site.",
            code="site_required",
        )
    return sites[0]


def _store_parts(
    request: Request, origin: Origin, boundary: str, study: str
) -> Iterator[InstanceResult]:
    folder = Path(settings.SPOOL_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    read = _Heartbeat(request, origin).read
    carried: set[str] = set()
    stored = 0
    try:
        for part in split_parts(
            read, boundary=boundary, new_file=lambda: folder / f"{new_id().hex}.dcm"
        ):
            yield _store(origin, part, study, carried)
            stored += 1
    except BadMultipart as error:
        raise BadRequest(
            f"The body is no proper multipart message: {error}. The {stored} objects before that "
            "were taken in; sending them again does no harm.",
            code="bad_multipart",
        ) from None


def _store(origin: Origin, part: Part, study: str, carried: set[str]) -> InstanceResult:
    try:
        spooled = SpooledObject(
            path=part.path, size=part.path.stat().st_size, content_hash=_hash(part.path)
        )
        received = receive_object(
            origin=origin, spooled=spooled, expected_study=study, carried=carried
        )
    except (TemporarilyUnavailable, OSError):
        return InstanceResult(Outcome.OUT_OF_RESOURCES)
    finally:
        part.path.unlink(missing_ok=True)
    return InstanceResult.of(received)


def _hash(path: Path) -> str:
    try:
        return content_hash(path)
    except UnreadableObject:
        # Not worth a hash of its own: the door sees the same, and refuses or keeps it as unreadable.
        return ""


class _Heartbeat:
    """Reads the body, and says now and then that the transfer is alive."""

    def __init__(self, request: Request, origin: Origin) -> None:
        self._request = request._request
        self._origin = origin
        self._last = time.monotonic()

    def read(self, size: int) -> bytes:
        if time.monotonic() - self._last > HEARTBEAT_SECONDS and self._origin.transfer_id:
            self._beat(self._origin.transfer_id)
        return self._request.read(size)

    def _beat(self, transfer_id: UUID) -> None:
        self._last = time.monotonic()
        beat_transfers(tenant_id=self._origin.actor.tenant_id, transfer_ids=[transfer_id])
