"""A picture for the teaching library: pixels in a PNG file that holds nothing else. Pure."""

import io
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LARGEST_SIDE: Final = 1024


def draw_picture(pixels: NDArray[np.uint8], *, aspect: float = 1.0) -> tuple[bytes, int, int]:
    """PNG bytes, width and height of an 8-bit grey or RGB frame, true in its proportions (``aspect``: a pixel's height
    divided by its width) and at most ``LARGEST_SIDE`` long.

    The chunks are IHDR, IDAT and IEND alone: no text, no time, no profile.
    """
    height, width = pixels.shape[:2]
    wide, high = (width, height * aspect) if aspect >= 1 else (width / aspect, height)
    factor = min(1.0, LARGEST_SIDE / max(wide, high))
    size = max(1, round(wide * factor)), max(1, round(high * factor))
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue(), *size
