"""Decoded pixels back into native frames (PS3.5 8.1, A.2). Pure."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.archive.dicom.frames import PixelLayout


def native_bytes(pixels: NDArray[Any], layout: PixelLayout) -> bytes:
    """One frame as Explicit VR Little Endian octets, interleaved by pixel as decoders deliver it."""
    if layout.bits_allocated == 1:
        return np.packbits(pixels.astype(np.uint8).ravel(), bitorder="little").tobytes()
    cells = np.ascontiguousarray(pixels)
    return cells.astype(cells.dtype.newbyteorder("<"), copy=False).tobytes()
