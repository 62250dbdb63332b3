"""Where the frames of a series lie, kept for a moment: a viewer asks for a series frame by frame.

One query under row-level security loads a whole series; it serves the next ``CATALOGUE_SECONDS``. Stored objects
never change, so that all that can be late is an access decision, by no more than that time, and a derivative.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.archive.dicom.frames import PixelLayout
from apps.archive.dicomweb.database import in_tenant
from apps.archive.models import Instance
from apps.archive.selectors.care import are_images_known_open, are_images_open
from apps.common.errors import NotFound

CATALOGUE_SECONDS = 5.0
MOST_CATALOGUES = 128
LARGEST_SERIES = 3000

_Key = tuple[UUID, str, str, str]


@dataclass(frozen=True, slots=True)
class FrameSource:
    """One instance's pixels: in its blob, and where it was made, in the derivative."""

    instance_id: UUID
    study_id: UUID
    site_id: UUID
    blob_key: str
    stored_layout: dict[str, Any] | None
    derivative_key: str
    derivative_layout: dict[str, Any] | None

    @property
    def layout(self) -> PixelLayout | None:
        return PixelLayout.from_json(self.stored_layout) if self.stored_layout else None

    @property
    def derivative_syntax(self) -> str | None:
        return (
            self.derivative_layout["transfer_syntax_uid"]
            if self.derivative_key and self.derivative_layout
            else None
        )


@dataclass(frozen=True, slots=True)
class _Catalogue:
    until: float
    sources: dict[str, FrameSource]


_catalogues: OrderedDict[_Key, _Catalogue] = OrderedDict()
_loading: dict[_Key, "asyncio.Future[_Catalogue]"] = {}


async def frame_source(actor: Actor, *, study: str, series: str, instance: str) -> FrameSource:
    """Where the instance's frames lie, for an actor who may see it. Raises ``NotFound``."""
    key = (actor.tenant_id, study, series, "")
    catalogue = _catalogues.get(key)
    if catalogue is None or catalogue.until <= time.monotonic():
        catalogue = await _load_once(actor, key)
    source = catalogue.sources.get(instance)
    if source is None:
        # Stored since, or beyond the part of an enormous series that is kept.
        source = (await _load_once(actor, (*key[:3], instance))).sources.get(instance)
    if source is None or not actor.may_enter_site(source.site_id):
        raise NotFound("There is no such instance.")
    if not are_images_known_open(actor, study) and not await in_tenant(
        actor, partial(are_images_open, actor, study)
    ):
        raise NotFound("There is no such instance.")
    return source


def forget_catalogues() -> None:
    """Looks every series up anew."""
    _catalogues.clear()


async def _load_once(actor: Actor, key: _Key) -> _Catalogue:
    """One load for all who ask at the same time on this event loop."""
    waiting = _loading.get(key)
    loop = asyncio.get_running_loop()
    if waiting is not None and waiting.get_loop() is loop:
        return await asyncio.shield(waiting)
    future: asyncio.Future[_Catalogue] = loop.create_future()
    _loading[key] = future
    try:
        asked_at = time.monotonic()
        sources = await in_tenant(actor, lambda: _sources(key))
        catalogue = _Catalogue(asked_at + CATALOGUE_SECONDS, sources)
        if sources:
            _keep(key, catalogue)
        future.set_result(catalogue)
        return catalogue
    except BaseException as error:
        future.set_exception(error if isinstance(error, Exception) else ConnectionError())
        future.exception()
        raise
    finally:
        if _loading.get(key) is future:
            del _loading[key]


def _keep(key: _Key, catalogue: _Catalogue) -> None:
    _catalogues[key] = catalogue
    _catalogues.move_to_end(key)
    while len(_catalogues) > MOST_CATALOGUES:
        _catalogues.popitem(last=False)


def _sources(key: _Key) -> dict[str, FrameSource]:
    _, study, series, instance = key
    found: QuerySet[Instance] = Instance.objects.filter(
        study__study_instance_uid=study, series__series_instance_uid=series
    )
    if instance:
        found = found.filter(sop_instance_uid=instance)
    rows = found.values_list(
        "sop_instance_uid",
        "id",
        "study_id",
        "study__site_id",
        "blob_key",
        "pixel_layout",
        "derivative_key",
        "derivative_layout",
    )[:LARGEST_SERIES]
    return {row[0]: FrameSource(*row[1:]) for row in rows}
