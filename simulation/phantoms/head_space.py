"""The 1 mm grid that heads are built on, and solid shapes in it.

Arrays are (z, y, x) in DICOM patient directions: x grows to the left, y backwards, z upwards;
coordinates in mm are relative to the middle of the brain.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.phantoms.raster import as_plane

Volume = NDArray[np.float32]
Point = tuple[float, float, float]

SHAPE = (208, 244, 204)
"""Voxels along z, y, x: room for the scalp, the face and the skull base."""

OFFSET = (17, 3, 3)
"""Where the first voxel of the (turned) template lies along z, y, x."""

CENTRE = (103.0, 117.0, 101.0)
"""Voxel of the middle of the brain along z, y, x."""


def grids() -> tuple[Volume, Volume, Volume]:
    """Coordinates z, y, x in mm, shaped to broadcast over SHAPE."""
    z, y, x = (
        np.arange(length, dtype=np.float32) - np.float32(centre)
        for length, centre in zip(SHAPE, CENTRE, strict=True)
    )
    return z[:, None, None], y[None, :, None], x[None, None, :]


def soft(depth: Volume, width: float = 1.0) -> Volume:
    """Part of a voxel inside a surface, from the signed depth in mm."""
    return as_plane(np.clip(depth / np.float32(width) + np.float32(0.5), 0, 1))


@dataclass(frozen=True)
class Region:
    """A box of the grid and a volume that fills it: signed depths in mm, or fractions."""

    box: tuple[slice, slice, slice]
    volume: Volume

    def soft(self, *, grow: float = 0.0, width: float = 1.0) -> "Region":
        """Fractions from depths, after moving the surface outwards by `grow` mm."""
        return Region(self.box, soft(self.volume + np.float32(grow), width))

    def times(self, factor: Volume | float) -> "Region":
        """The region multiplied by a number, or by a volume over the whole grid."""
        within = factor[self.box] if isinstance(factor, np.ndarray) else np.float32(factor)
        return Region(self.box, self.volume * within)

    def whole(self, background: float) -> Volume:
        """The same volume over the whole grid, `background` outside the box."""
        volume = np.full(SHAPE, background, dtype=np.float32)
        volume[self.box] = self.volume
        return volume


def box_around(centre: Point, reach: Point) -> tuple[slice, slice, slice]:
    """The part of the grid within `reach` of a point, both given as (x, y, z) in mm."""
    spans = []
    for axis, (middle, far) in enumerate(zip(centre[::-1], reach[::-1], strict=True)):
        at = middle + CENTRE[axis]
        first = min(max(0, int(at - far)), SHAPE[axis])
        spans.append(slice(first, max(first, min(SHAPE[axis], int(at + far) + 1))))
    return spans[0], spans[1], spans[2]


def ball(centre: Point, radii: Point, *, margin: float = 4.0) -> Region:
    """Signed depth inside an ellipsoid given as (x, y, z), in its box plus a margin in mm."""
    box = box_around(centre, (radii[0] + margin, radii[1] + margin, radii[2] + margin))
    z, y, x = grids()
    radial = np.sqrt(
        ((z[box[0]] - np.float32(centre[2])) / np.float32(radii[2])) ** 2
        + ((y[:, box[1]] - np.float32(centre[1])) / np.float32(radii[1])) ** 2
        + ((x[:, :, box[2]] - np.float32(centre[0])) / np.float32(radii[0])) ** 2
    )
    return Region(box, (1 - radial) * np.float32(min(radii)))


def lumps(random: np.random.Generator, scale: float) -> Volume:
    """Smooth noise of about unit spread with features `scale` mm wide."""
    coarse = [max(3, round(length / scale)) for length in SHAPE]
    noise = random.standard_normal(coarse, dtype=np.float32)
    for axis, length in enumerate(SHAPE):
        at = np.linspace(0, coarse[axis] - 1, length)
        low = np.minimum(at.astype(np.int64), coarse[axis] - 2)
        form = [1, 1, 1]
        form[axis] = length
        share = (at - low).astype(np.float32).reshape(form)
        noise = np.take(noise, low, axis) * (1 - share) + np.take(noise, low + 1, axis) * share
    return noise
