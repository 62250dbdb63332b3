"""A head as fractions of tissue on a 1 mm grid: a brain template, the rest made around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.phantoms.brain_template import template
from simulation.phantoms.face import face_parts
from simulation.phantoms.head_space import (
    CENTRE,
    OFFSET,
    SHAPE,
    Region,
    Volume,
    ball,
    grids,
    lumps,
    soft,
)
from simulation.phantoms.raster import as_plane, blur, random_stream, resize

Tissue = Literal[
    "grey",
    "white",
    "csf",
    "dura",
    "cortex",
    "diploe",
    "skin",
    "fat",
    "muscle",
    "eye",
    "lens",
    "sinus",
    "mucosa",
    "blood",
    "oedema",
    "infarct",
    "lesion",
]


_EVERYWHERE = (slice(None), slice(None), slice(None))


@dataclass(frozen=True)
class HeadAnatomy:
    """What differs between two heads: the seed, and what is wrong with the patient."""

    seed: int
    bleed: bool = False
    stroke: bool = False
    lesions: bool = False


class Head:
    """Tissue fractions, each a uint8 volume (z, y, x) where 255 is the whole voxel."""

    def __init__(self, parts: dict[Tissue, NDArray[np.uint8]]) -> None:
        self._parts = parts

    def weigh(self, values: dict[Tissue, float], *, air: float) -> Volume:
        """The volume in which every tissue shows its value; tissues not named show as air."""
        total = np.full(SHAPE, air, dtype=np.float32)
        for tissue, part in self._parts.items():
            difference = values.get(tissue, air) - air
            if difference:
                total += part * np.float32(difference / 255)
        return total


@lru_cache(maxsize=1)
def make_head(anatomy: HeadAnatomy) -> Head:
    """Build the head; the last one built is kept, for all series of a study share it."""
    random = random_stream("head", anatomy.seed)
    brain = _brain()
    outside = _outside_brain()
    under_skin = _skin(outside, random)
    parts: dict[Tissue, NDArray[np.uint8]] = {}
    left = soft(under_skin)

    def take(tissue: Tissue, wanted: Region) -> None:
        part = wanted.volume * left[wanted.box]
        left[wanted.box] -= part
        # Rounded down, so that the parts of a voxel never add up to more than 255.
        whole = parts.setdefault(tissue, np.zeros(SHAPE, dtype=np.uint8))
        whole[wanted.box] += (part * 255).astype(np.uint8)

    def take_everywhere(tissue: Tissue, wanted: Volume) -> None:
        take(tissue, Region(_EVERYWHERE, wanted))

    for tissue, wanted in _lesions(anatomy, random, brain).items():
        take_everywhere(tissue, wanted)
    take_everywhere("white", brain["white"])
    take_everywhere("grey", np.clip(brain["grey"] / np.maximum(1 - brain["white"], 0.05), 0, 1))
    z, y, x = grids()
    falx = (np.abs(x) < 1.1) & (z > -20) & ((y / 58) ** 2 + ((z + 6) / 46) ** 2 > 1)
    take_everywhere("dura", falx * np.float32(0.8) * soft(-outside))
    take_everywhere("csf", brain["mask"])
    for face_tissue, region in face_parts(random):
        take(face_tissue, region)
    take_everywhere("csf", soft(-outside))
    take_everywhere("dura", soft(0.9 - outside))
    thickness = np.interp(z[:, 0, 0], [-70, -45, -15, 40], [3.0, 3.8, 6.4, 7.0])
    table = thickness[:, None, None].astype(np.float32)
    take_everywhere("diploe", soft(outside - 2.9) * soft(table - 1.6 - outside))
    take_everywhere("cortex", soft(0.9 + table - outside) * np.clip((z + 84) / 12, 0, 1))
    take_everywhere("skin", soft(2.4 - under_skin))
    for muscle in _muscles():
        take("muscle", muscle.times(soft(under_skin - 5.0)))
    take_everywhere("fat", np.ones(SHAPE, dtype=np.float32))
    return Head(parts)


def _turned(part: str) -> Volume:
    source = template(part)[::-1, ::-1, :].transpose(2, 1, 0).astype(np.float32) / np.float32(255)
    volume = np.zeros(SHAPE, dtype=np.float32)
    room = [
        min(have, length - first)
        for have, length, first in zip(source.shape, SHAPE, OFFSET, strict=True)
    ]
    box = tuple(slice(first, first + take) for first, take in zip(OFFSET, room, strict=True))
    volume[box] = source[: room[0], : room[1], : room[2]]
    return volume


@lru_cache(maxsize=1)
def _brain() -> dict[str, Volume]:
    t1, grey, white = _turned("t1"), _turned("gm"), _turned("wm")
    mask = (t1 > 0.02).astype(np.float32)
    fluid = np.clip((0.58 - t1) / 0.22, 0, 1) * mask
    white = np.clip((white - 0.5) * 1.8 + 0.5, 0, 1) * (1 - fluid)
    grey = np.clip(np.clip(grey * 1.6, 0, 1) * (1 - fluid), 0, 1 - white)
    return {"mask": mask, "white": white, "grey": grey}


@lru_cache(maxsize=1)
def _outside_brain() -> Volume:
    return _hull(_brain()["mask"])


def _hull(mask: Volume) -> Volume:
    """Distance in mm outside the brain's smoothed outline, taken along rays from its middle."""
    z, y, x = grids()
    radius = np.sqrt(z * z + y * y + x * x)
    elevation = np.arcsin(z / np.maximum(radius, 1)) / np.float32(np.pi) + np.float32(0.5)
    azimuth = np.arctan2(y, x) / np.float32(2 * np.pi) + np.float32(0.5)
    rows, columns, finer, wrap = 48, 96, 8, 16
    inside = mask > 0
    turn = np.broadcast_to(azimuth, SHAPE)
    coarse = np.zeros((rows, columns), dtype=np.float32)
    row = np.minimum((elevation[inside] * rows).astype(np.int64), rows - 1)
    column = (turn[inside] * columns).astype(np.int64) % columns
    np.maximum.at(coarse, (row, column), radius[inside])
    # Close to the poles a bin may hold no voxel: there the whole row speaks for it.
    known = (coarse > 0).astype(np.float32)
    row_mean = coarse.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    row_mean = np.where(row_mean > 0, row_mean, row_mean[-4])
    polar = np.clip((np.abs(np.arange(rows) - (rows - 1) / 2) - rows * 0.40) / 3, 0, 1)[:, None]
    coarse = np.where(known > 0, coarse, row_mean[:, None])
    coarse = (coarse * (1 - polar) + row_mean[:, None] * polar).astype(np.float32)
    ring = blur(np.concatenate([coarse[:, -wrap:], coarse, coarse[:, :wrap]], axis=1), 1.5, (0, 1))
    fine = resize(ring, rows * finer, (columns + 2 * wrap) * finer)
    fine_row = np.minimum((elevation * (rows * finer)).astype(np.int32), rows * finer - 1)
    fine_column = (turn * (columns * finer)).astype(np.int32) % (columns * finer) + wrap * finer
    return as_plane(radius - fine[fine_row, fine_column] - np.float32(1.2))


def _skin(outside: Volume, random: np.random.Generator) -> Volume:
    """Depth in mm under the skin: a shell about the vault, a face, nose, ears and neck below."""
    z, y, x = grids()
    shell = 14 + np.clip(-z - 10, 0, 60) * np.float32(0.1) - outside
    heights = z[:, 0, 0]
    wide = np.interp(heights, [-104, -80, -50, -15], [62, 68, 75, 70]).astype(np.float32)
    long = np.interp(heights, [-104, -80, -50, -15], [97, 100, 99, 70]).astype(np.float32)
    radial = np.sqrt((x / wide[:, None, None]) ** 2 + ((y + 6) / long[:, None, None]) ** 2)
    face = np.where(z < -12, (1 - radial) * 68, np.float32(-50))
    nose = 14 - np.sqrt((x * 1.25) ** 2 + ((y + 103) * 0.85) ** 2 + ((z + 74) * 0.42) ** 2)
    depth = np.maximum(np.maximum(shell, face), nose).astype(np.float32)
    for side in (-1, 1):
        ear = ball((side * 84, 20, -48), (5, 15, 25))
        depth[ear.box] = np.maximum(depth[ear.box], np.minimum(ear.volume, 2.2))
        socket = ball((side * 33, -96, -50), (17, 10, 12), margin=8).soft(width=14)
        depth[socket.box] -= socket.volume * 5
    return as_plane(depth + lumps(random, 45) * np.float32(0.5))


def _muscles() -> Iterator[Region]:
    for side in (-1, 1):
        yield ball((side * 61, -20, -28), (17, 38, 44), margin=2).soft(width=2)
        yield ball((side * 34, -22, -84), (24, 34, 34), margin=2).soft(width=2)
    yield ball((0, 60, -84), (62, 46, 48), margin=2).soft(width=2)
    yield ball((0, 12, -98), (52, 50, 44), margin=2).soft(width=2)


def _lesions(
    anatomy: HeadAnatomy, random: np.random.Generator, brain: dict[str, Volume]
) -> dict[Tissue, Volume]:
    found: dict[Tissue, Volume] = {}
    if anatomy.bleed:
        depth = ball((29, -4, 0), (12, 19, 14), margin=22).whole(-99)
        depth += lumps(random, 9) * np.float32(2.6)
        found["blood"] = soft(depth, 1.5) * brain["mask"]
        found["oedema"] = soft(depth + 5.5, 6) * brain["mask"]
    if anatomy.stroke:
        depth = ball((-47, 0, 6), (18, 25, 17), margin=22).whole(-99)
        depth += lumps(random, 8) * np.float32(3)
        found["infarct"] = soft(depth, 3) * np.clip(brain["grey"] + brain["white"], 0, 1)
    if anatomy.lesions:
        spots = np.zeros(SHAPE, dtype=np.float32)
        z, y, x = np.nonzero(brain["white"][90:150] > 0.9)
        for index in random.choice(len(z), 26, replace=False):
            size = float(random.uniform(1.8, 4.5))
            centre = (
                float(x[index] - CENTRE[2]),
                float(y[index] - CENTRE[1]),
                float(z[index] + 90 - CENTRE[0]),
            )
            spot = ball(centre, (size, size * 1.3, size), margin=3).soft(width=1.5)
            spots[spot.box] = np.maximum(spots[spot.box], spot.volume)
        found["lesion"] = spots * brain["white"]
    return found
