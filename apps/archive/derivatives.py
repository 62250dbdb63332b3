"""Lossless HTJ2K copies of pixel data, made for thin lines; the stored object stays what it is.

For each instance ``derivative_layout`` says how far it came:
``None`` nobody tried; ``{"attempts": n}`` being tried; ``{"none": reason}`` there will be none;
``{"transfer_syntax_uid", "frames"}`` made, with the frames as [offset, length] in the blob ``derivative_key``.
"""

import logging
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

import numpy as np
from django.conf import settings
from django.db.models import IntegerField, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.frames import PixelLayout, StoredFrame, read_frame
from apps.archive.dicom.transcode import can_become_htj2k, decode_frame, encode_htj2k
from apps.archive.dicom.transfer_syntaxes import HTJ2K_LOSSLESS
from apps.archive.models import Instance
from apps.archive.storage import forget_blob, keep_file, open_blob
from apps.common.ids import new_id
from apps.common.isolation import tenant_context

logger = logging.getLogger(__name__)

MAKE_DERIVATIVE = "imaging.make_derivative"
"""The task's name, for those who queue it."""

CHUNK = 16
MOST_ATTEMPTS = 3
"""An instance whose making ended the process so often is left alone."""


@dataclass(frozen=True, slots=True)
class Work:
    """One instance to make a derivative of."""

    instance_id: UUID
    study_instance_uid: str
    blob_key: str
    layout: dict[str, Any]
    attempts: int


class NoDerivative(Exception):
    """There is no use in a derivative, or no way to make one; ``reason`` is kept with the instance."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def make_some(*, tenant_id: UUID, study_id: UUID) -> int:
    """Makes the next few derivatives of a study; answers how many instances were dealt with, 0 at the end.

    Each is committed by itself, so that nothing is lost by an end at any moment. An instance that fails is marked
    and logged, and the rest go on.
    """
    with tenant_context(tenant_id):
        chunk = _take_chunk(study_id)
    for work in chunk:
        _make_one(tenant_id, work)
    return len(chunk)


def studies_waiting(*, limit: int) -> list[UUID]:
    """Studies of the current tenant that are complete and still have instances nobody dealt with."""
    found = Instance.objects.filter(_waiting(), study__state="complete")
    return list(found.order_by("study_id").values_list("study_id", flat=True).distinct()[:limit])


def _waiting() -> Q:
    untried = Q(derivative_layout__isnull=True) | Q(derivative_layout__has_key="attempts")
    return Q(frames__gt=0, derivative_key="") & untried


def _take_chunk(study_id: UUID) -> list[Work]:
    """The next instances, each counted as attempted; one that ended the process before comes alone."""
    attempts = Coalesce(
        Cast(KeyTextTransform("attempts", "derivative_layout"), IntegerField()), Value(0)
    )
    rows = (
        Instance.objects.filter(_waiting(), study_id=study_id)
        .annotate(attempts=attempts)
        .order_by("attempts", "series__number", "series_id", "number", "id")
        .values_list("id", "study__study_instance_uid", "blob_key", "pixel_layout", "attempts")
    )
    chunk = [Work(*row) for row in rows[:CHUNK]]
    if chunk and chunk[0].attempts:
        chunk = chunk[:1]
    chunk = [work for work in chunk if work.attempts == chunk[0].attempts]
    if chunk:
        Instance.objects.filter(id__in=[work.instance_id for work in chunk]).update(
            derivative_layout={"attempts": chunk[0].attempts + 1}
        )
    return chunk


def _make_one(tenant_id: UUID, work: Work) -> None:
    key = _derivative_key(tenant_id, work)
    try:
        if work.attempts >= MOST_ATTEMPTS:
            raise NoDerivative("ended_the_process")
        frames = _write_frames(work, key)
    except NoDerivative as decision:
        _settle(tenant_id, work, "", {"none": decision.reason})
    except (UndecodablePixels, OSError) as error:
        reason = error.code if isinstance(error, UndecodablePixels) else type(error).__name__
        logger.error("No derivative of instance %s could be made: %s", work.instance_id, reason)
        _settle(tenant_id, work, "", {"none": reason})
    else:
        layout = {"transfer_syntax_uid": HTJ2K_LOSSLESS, "frames": frames}
        if not _settle(tenant_id, work, key, layout):
            forget_blob(key)


def _write_frames(work: Work, key: str) -> list[list[int]]:
    """Encodes frame by frame into one blob; memory holds one frame. Raises ``NoDerivative``, ``UndecodablePixels``."""
    layout = PixelLayout.from_json(work.layout)
    if not can_become_htj2k(layout):
        raise NoDerivative("not_useful")
    places: list[list[int]] = []
    stored_size, size = 0, 0
    settings.SPOOL_ROOT.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=settings.SPOOL_ROOT, prefix="derivative-", delete=False) as spooled:
        try:
            with open_blob(work.blob_key) as file:
                for number in range(1, layout.number_of_frames + 1):
                    stored = read_frame(file, layout, number)
                    encoded = _encode(stored, layout)
                    spooled.write(encoded)
                    places.append([size, len(encoded)])
                    size, stored_size = size + len(encoded), stored_size + len(stored.data)
            if size >= stored_size:
                raise NoDerivative("not_smaller")
            spooled.flush()
            keep_file(spooled=Path(spooled.name), key=key)
        except BaseException:
            Path(spooled.name).unlink(missing_ok=True)
            raise
    return places


def _encode(stored: StoredFrame, layout: PixelLayout) -> bytes:
    """The frame as HTJ2K, proved to decode to the very same cells."""
    pixels = decode_frame(stored, layout).pixels
    encoded = encode_htj2k(pixels)
    again = decode_frame(StoredFrame(encoded, HTJ2K_LOSSLESS), layout).pixels
    if not np.array_equal(again, pixels):
        raise UndecodablePixels("codec_failed", "the derivative is not lossless")
    return encoded


def _settle(tenant_id: UUID, work: Work, key: str, layout: dict[str, Any]) -> bool:
    """Whether the instance had no derivative until now."""
    with tenant_context(tenant_id):
        unsettled = Instance.objects.filter(id=work.instance_id, derivative_key="")
        return unsettled.update(derivative_key=key, derivative_layout=layout) == 1


def _derivative_key(tenant_id: UUID, work: Work) -> str:
    digest = sha256(work.study_instance_uid.encode()).hexdigest()
    return f"{tenant_id}/derivatives/{digest[:2]}/{digest[2:26]}/{new_id()}.htj2k"
