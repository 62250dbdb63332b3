"""What surrounds the brain below the vault: orbits, sinuses, petrous bones, ears."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from simulation.phantoms.head_space import Region, Volume, ball, box_around, grids, lumps, soft
from simulation.phantoms.raster import as_plane

FaceTissue = Literal["eye", "lens", "fat", "muscle", "sinus", "cortex", "mucosa", "skin"]
Part = tuple[FaceTissue, Region]

_ORBIT_LEVEL = -50.0


def face_parts(random: np.random.Generator) -> Iterator[Part]:
    """Fractions to take in this order; what an earlier part took a later one cannot have."""
    for side in (-1, 1):
        yield from _orbit(side)
    yield from _sinuses(lumps(random, 6))
    cells = lumps(random, 4)
    for side in (-1, 1):
        yield from _temporal_bone(cells, side)


def _orbit(side: int) -> Iterator[Part]:
    yield "lens", ball((side * 32, -83.5, _ORBIT_LEVEL), (4.6, 2.4, 4.6)).soft()
    yield "eye", ball((side * 32, -74, _ORBIT_LEVEL), (12, 12, 12)).soft()
    yield "skin", ball((side * 32, -76, _ORBIT_LEVEL), (13.2, 13.2, 13.2)).soft()
    yield "muscle", _strand(side, front=-64, middle=32, slope=0.42, radius=2.1)
    yield "muscle", _strand(side, front=-72, middle=44, slope=0.55, radius=1.9)
    yield "muscle", _strand(side, front=-72, middle=19.5, slope=0.0, radius=1.9)
    orbit = ball((side * 31, -66, _ORBIT_LEVEL), (17.5, 27, 16))
    yield "fat", orbit.soft()
    yield "cortex", orbit.soft(grow=1.8)


def _strand(side: int, *, front: float, middle: float, slope: float, radius: float) -> Region:
    """The optic nerve or a rectus muscle, running back and inwards to the apex of the orbit."""
    box = box_around((side * 30, (front - 38) / 2, _ORBIT_LEVEL), (22, (-38 - front) / 2, 9))
    z, y, x = grids()
    centre = side * (middle - (y[:, box[1]] - front) * slope)
    flat = 1.0 if slope == 0.42 else 0.45
    away = np.sqrt((x[:, :, box[2]] - centre) ** 2 + ((z[box[0]] - _ORBIT_LEVEL) * flat) ** 2)
    return Region(box, soft(as_plane(radius - away)))


def _sinuses(cells: Volume) -> Iterator[Part]:
    _, _, x = grids()
    labyrinth = ball((0, -66, -50), (13, 22, 15))
    septa = soft(as_plane(np.abs(cells) * 5 - 1.2)) * (np.abs(x) > 0.9)
    yield "sinus", labyrinth.soft(grow=-1).times(septa)
    yield "cortex", labyrinth.soft().times(0.45)
    for side in (-1, 1):
        for centre, radii in (
            ((side * 11.0, -87.0, -24.0), (10.0, 4.5, 12.0)),
            ((side * 9.0, -40.0, -47.0), (8.5, 12.0, 9.0)),
            ((side * 29.0, -68.0, -84.0), (15.0, 18.0, 16.0)),
            ((side * 6.5, -70.0, -82.0), (4.2, 24.0, 18.0)),
        ):
            cavity = ball(centre, radii)
            yield "sinus", cavity.soft(grow=-0.8)
            yield "mucosa", cavity.soft()
            yield "cortex", cavity.soft(grow=1.4)
    yield "sinus", ball((0, -18, -98), (11, 9, 34)).soft()


def _temporal_bone(cells: Volume, side: int) -> Iterator[Part]:
    mastoid = ball((side * 57, 24, -58), (11, 17, 24))
    yield "sinus", mastoid.soft(grow=-2).times(soft(cells * 2.5))
    yield "sinus", ball((side * 62, 8, -51), (17, 3.6, 3.6)).soft()
    yield "sinus", ball((side * 45, 8, -50), (4, 4, 5)).soft()
    yield "cortex", mastoid.soft()
    yield "cortex", ball((side * 38, 8, -52), (25, 8.5, 8.5)).soft()
    yield "cortex", ball((side * 62, -8, -62), (5, 24, 3.5)).soft()
    yield "cortex", ball((side * 52, -6, -72), (9, 5.5, 8)).soft()
