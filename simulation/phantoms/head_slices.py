"""Cutting planes out of a head volume at any position, size and pixel spacing."""

from typing import Literal

import numpy as np
from PIL import Image

from simulation.phantoms.head_space import CENTRE, Volume
from simulation.phantoms.raster import Plane, as_plane

Direction = Literal["axial", "sagittal"]


def cut(
    volume: Volume,
    direction: Direction,
    position: float,
    *,
    size: int,
    spacing: float,
    shift: tuple[float, float] = (0.0, 0.0),
    turn: float = 0.0,
    thickness: float = 0.0,
) -> Plane:
    """One plane `position` mm from the brain's middle (axial: up; sagittal: to the left).

    The plane is `size` square with `spacing` mm pixels about the brain's middle, moved by `shift`
    mm (across, down) and turned by `turn` radians; `thickness` averages that many mm.
    """
    axis = 0 if direction == "axial" else 2
    offsets = np.arange(-(thickness // 2), thickness // 2 + 1) if thickness >= 2 else [0.0]
    layers = [_between(volume, axis, CENTRE[axis] + position + float(part)) for part in offsets]
    plane = as_plane(np.mean(layers, axis=0))
    middle = (CENTRE[2], CENTRE[1]) if direction == "axial" else (CENTRE[1], CENTRE[0])
    if direction == "sagittal":
        plane = plane[::-1]
        middle = (middle[0], volume.shape[0] - 1 - middle[1])
    cosine, sine = float(np.cos(turn)) * spacing, float(np.sin(turn)) * spacing
    half = (size - 1) / 2
    across = middle[0] - shift[0] - half * cosine + half * sine + 0.5 - spacing / 2
    down = middle[1] - shift[1] - half * sine - half * cosine + 0.5 - spacing / 2
    edge = float(volume[0, 0, 0])
    picture = Image.fromarray(np.ascontiguousarray(plane - edge, dtype=np.float32)).transform(
        (size, size),
        Image.Transform.AFFINE,
        (cosine, -sine, across, sine, cosine, down),
        resample=Image.Resampling.BICUBIC,
    )
    return np.array(picture, dtype=np.float32) + np.float32(edge)


def _between(volume: Volume, axis: int, at: float) -> Plane:
    last = volume.shape[axis] - 1
    at = min(max(at, 0.0), last - 1e-3)
    low = int(at)
    share = np.float32(at - low)
    before, after = np.take(volume, low, axis), np.take(volume, low + 1, axis)
    return as_plane(before * (1 - share) + after * share)
