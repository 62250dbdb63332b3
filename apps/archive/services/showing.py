"""One frame of an archived object as it is meant to be seen, for what the apps above make of it."""

import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.archive.dicom.errors import UndecodablePixels, UnreadableObject
from apps.archive.dicom.frames import PixelLayout, read_frame
from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.orientation import Edges, edges_of, pixel_aspect
from apps.archive.dicom.presentation import Window, to_display
from apps.archive.dicom.transcode import decode_frame
from apps.archive.models import Instance
from apps.archive.storage import open_blob, readable_file

LARGEST_PALETTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ShownFrame:
    """``pixels`` is 8-bit grey or RGB; ``aspect`` a pixel's height divided by its width."""

    pixels: NDArray[np.uint8]
    aspect: float
    edges: Edges


def show_frame(instance: Instance, *, number: int, window: Window | None = None) -> ShownFrame:
    """Frame ``number`` (from 1), in ``window`` or else as the object asks for.

    The caller has seen to it that the actor may see the instance. Raises ``UndecodablePixels`` for pixels or a blob
    that cannot be read.
    """
    if not instance.pixel_layout:
        raise UndecodablePixels("no_pixel_data", "the object holds no image")
    layout = PixelLayout.from_json(instance.pixel_layout)
    attributes = json.loads(instance.headers)
    try:
        with open_blob(instance.blob_key) as file:
            stored = read_frame(file, layout, number)
    except OSError as error:
        raise UndecodablePixels("truncated", "the blob cannot be read") from error
    pixels = to_display(
        decode_frame(stored, layout),
        layout,
        attributes,
        frame_number=number,
        window=window,
        read_bulk=lambda uri: _palette(instance, uri.removeprefix("bulkdata/")),
    )
    return ShownFrame(pixels, pixel_aspect(attributes, number), edges_of(attributes, number))


def _palette(instance: Instance, path: str) -> bytes:
    """A colour table that is too long to stand in the index."""
    try:
        with readable_file(instance.blob_key) as file:
            found = parse_headers(file).bulk_data.get(path)
        if found is None or not found.little_endian or found.length > LARGEST_PALETTE:
            raise UndecodablePixels("unsupported_format", "palette")
        with open_blob(instance.blob_key) as blob:
            blob.seek(found.offset)
            return blob.read(found.length)
    except (OSError, UnreadableObject) as error:
        raise UndecodablePixels("truncated", "palette") from error
