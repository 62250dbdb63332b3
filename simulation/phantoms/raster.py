"""Drawing anatomy on a plane measured in millimetres."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.float32]


def as_plane(values: Any) -> Plane:
    """The values as float32, whatever arithmetic made of them."""
    return np.asarray(values, dtype=np.float32)


@dataclass(frozen=True)
class Frame:
    """A plane of square pixels centred on (0, 0): x grows to the patient's left, y backwards."""

    size: int
    spacing: float
    x: Plane = field(init=False, repr=False, compare=False)
    y: Plane = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        positions = (np.arange(self.size, dtype=np.float32) - (self.size - 1) / 2) * self.spacing
        object.__setattr__(self, "x", positions.astype(np.float32)[None, :])
        object.__setattr__(self, "y", positions.astype(np.float32)[:, None])

    @property
    def origin(self) -> float:
        """Position in mm of the centre of the first pixel, the same along x and y."""
        return -(self.size - 1) / 2 * self.spacing

    def blank(self, value: float) -> Plane:
        """A plane filled with `value`."""
        return np.full((self.size, self.size), value, dtype=np.float32)

    def coverage(self, depth: Plane) -> Plane:
        """Part of each pixel inside a surface, from the signed depth in mm (inside is positive)."""
        return as_plane(np.clip(depth * np.float32(1 / self.spacing) + np.float32(0.5), 0, 1))

    def window(
        self, x: float, y: float, reach_x: float, reach_y: float
    ) -> tuple[slice, slice] | None:
        """Rows and columns that a box about (x, y) touches, or None when it lies outside."""
        columns = self._span(x, reach_x)
        rows = self._span(y, reach_y)
        return (rows, columns) if rows and columns else None

    def _span(self, centre: float, reach: float) -> slice | None:
        first = max(0, int(np.floor((centre - reach - self.origin) / self.spacing)))
        last = min(self.size, int(np.ceil((centre + reach - self.origin) / self.spacing)) + 1)
        return slice(first, last) if first < last else None

    def paint(self, plane: Plane, coverage: Plane, value: float | Plane) -> None:
        """Blend `value` into the plane by coverage."""
        plane += coverage * (value - plane)

    def ellipse(
        self,
        plane: Plane,
        centre: tuple[float, float],
        radii: tuple[float, float],
        value: float | Plane,
        *,
        angle: float = 0.0,
        strength: float = 1.0,
    ) -> None:
        """Paint a soft-edged ellipse; `angle` in radians; a plane of values is cut to its box."""
        rx, ry = radii
        if rx <= 0 or ry <= 0:
            return
        reach = max(rx, ry) + self.spacing if angle else 0.0
        box = self.window(*centre, reach or rx + self.spacing, reach or ry + self.spacing)
        if box is None:
            return
        rows, columns = box
        dx = self.x[:, columns] - np.float32(centre[0])
        dy = self.y[rows] - np.float32(centre[1])
        if angle:
            cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
            dx, dy = dx * cosine + dy * sine, dy * cosine - dx * sine
        radial = np.sqrt((dx / np.float32(rx)) ** 2 + (dy / np.float32(ry)) ** 2)
        cover = self.coverage((1 - radial) * np.float32(min(rx, ry))) * np.float32(strength)
        chosen = value[box] if isinstance(value, np.ndarray) else value
        self.paint(plane[box], cover, chosen)


def random_stream(*parts: int | str) -> np.random.Generator:
    """A generator of random numbers that depends on the parts only, not on the machine."""
    words: list[int] = []
    for part in parts:
        words.extend([part] if isinstance(part, int) else part.encode())
    return np.random.Generator(np.random.PCG64(words))


def resize(plane: NDArray[Any], rows: int, columns: int) -> Plane:
    """The plane at another size, bicubic."""
    picture = Image.fromarray(np.ascontiguousarray(plane, dtype=np.float32))
    return np.array(picture.resize((columns, rows), Image.Resampling.BICUBIC), dtype=np.float32)


def smooth_noise(random: np.random.Generator, rows: int, columns: int, *, scale: float) -> Plane:
    """Gaussian noise of unit spread whose features are about `scale` pixels wide."""
    coarse = random.standard_normal(
        (max(2, round(rows / scale)), max(2, round(columns / scale))), dtype=np.float32
    )
    noise = resize(coarse, rows, columns)
    return as_plane(noise / max(float(noise.std()), 1e-6))


def blur(array: NDArray[np.float32], sigma: float, axes: tuple[int, ...]) -> NDArray[np.float32]:
    """Gaussian blur along the named axes; `sigma` in samples; edges are repeated."""
    if sigma <= 0:
        return array
    reach = max(1, int(np.ceil(2.5 * sigma)))
    offsets = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (offsets / sigma) ** 2)
    weights = (weights / weights.sum()).astype(np.float32)
    for axis in axes:
        padding = [(reach, reach) if axis == index else (0, 0) for index in range(array.ndim)]
        padded = np.pad(array, padding, mode="edge")
        length = array.shape[axis]
        total = np.zeros_like(array)
        for weight, start in zip(weights, range(2 * reach + 1), strict=True):
            part = [slice(None)] * array.ndim
            part[axis] = slice(start, start + length)
            total += weight * padded[tuple(part)]
        array = total
    return array


class QuantumNoise:
    """Correlated detector noise, cut from one tile so that hundreds of slices cost little."""

    def __init__(self, random: np.random.Generator, size: int, *, sigma: float) -> None:
        tile = blur(
            random.standard_normal((size + 256, size + 256), dtype=np.float32), sigma, (0, 1)
        )
        self._tile = tile / tile.std()
        self._size = size
        self._random = random

    def draw(self) -> Plane:
        """Noise of unit spread for the next slice."""
        row, column = self._random.integers(0, 256, 2)
        noise = self._tile[row : row + self._size, column : column + self._size]
        return as_plane(noise if self._random.integers(0, 2) else -noise[::-1, ::-1])
