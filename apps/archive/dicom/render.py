"""Pictures for people and lists: PNG, JPEG, thumbnails (PS3.18 sections 8.7.4 and 10.4.1.1.6)."""

import io
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MediaType = Literal["image/png", "image/jpeg"]

LARGEST_THUMBNAIL = 512
_LARGEST_RENDERED = 8192


def encode_picture(
    display: NDArray[np.uint8],
    media_type: MediaType,
    *,
    quality: int = 90,
    largest_side: int | None = None,
) -> bytes:
    """An 8-bit grey or RGB array as a picture, made to fit into `largest_side` pixels if given.

    Never enlarges. `quality` (1 to 100) is for JPEG.
    """
    picture = Image.fromarray(np.ascontiguousarray(display))
    side = min(largest_side or _LARGEST_RENDERED, _LARGEST_RENDERED)
    if max(picture.size) > side:
        picture.thumbnail(
            (side, side), Image.Resampling.BOX if side < 256 else Image.Resampling.LANCZOS
        )
    encoded = io.BytesIO()
    if media_type == "image/png":
        picture.save(encoded, "PNG", compress_level=3)
    else:
        picture.save(encoded, "JPEG", quality=min(100, max(1, quality)))
    return encoded.getvalue()


def thumbnail(display: NDArray[np.uint8], largest_side: int = 128) -> bytes:
    """A JPEG of at most `largest_side` (itself at most 512) pixels a side."""
    side = min(max(largest_side, 1), LARGEST_THUMBNAIL)
    return encode_picture(display, "image/jpeg", quality=80, largest_side=side)
