"""Where things lie in the chest: mm, x to the patient's left, y backwards, z down."""

from dataclasses import dataclass

import numpy as np

from simulation.phantoms.raster import Plane, as_plane
from simulation.phantoms.vessels import join, tube, widen

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Nodule:
    """A solid pulmonary nodule."""

    centre: Point
    radius: float


@dataclass(frozen=True)
class ChestAnatomy:
    """What differs between two chests, or between two visits of one patient.

    `seed` fixes the vessels and textures (keep it for a prior of the same patient); `contrast` is
    the enhancement of blood in HU above unenhanced; `erect` lets fluid sink towards the feet.
    """

    seed: int
    nodule: Nodule | None = None
    contrast: float = 135.0
    effusion: bool = False
    erect: bool = False


CAVITY_CENTRE_Y = -2.0
BODY_CENTRE_Y = 7.0
_LEVELS = [-30, -12, 0, 20, 40, 80, 140, 220, 300, 360]
_CAVITY_X = [1, 8, 46, 78, 98, 119, 132, 138, 139, 136]
_CAVITY_Y = [1, 8, 40, 56, 68, 82, 93, 99, 100, 98]
_BODY_LEVELS = [-70, -45, -25, 0, 30, 70, 120, 200, 300, 380]
_BODY_X = [62, 74, 112, 158, 172, 174, 172, 169, 166, 164]
_BODY_Y = [58, 62, 74, 90, 105, 115, 122, 125, 124, 122]


def _profile(z: float, levels: list[int], values: list[int]) -> float:
    """The value at depth z with the corners between levels rounded off."""
    return float(np.interp(z + np.linspace(-14, 14, 9), levels, values).mean())


def cavity_radii(z: float) -> tuple[float, float]:
    """Half width and half depth of the pleural cavity at depth z."""
    return _profile(z, _LEVELS, _CAVITY_X), _profile(z, _LEVELS, _CAVITY_Y)


def body_radii(z: float) -> tuple[float, float]:
    """Half width and half depth of the trunk at depth z."""
    return _profile(z, _BODY_LEVELS, _BODY_X), _profile(z, _BODY_LEVELS, _BODY_Y)


def spine_centre_y(z: float) -> float:
    """How far back the middle of the vertebral bodies lies at depth z."""
    return float(np.interp(z, [-60, 0, 60, 140, 240, 360], [38, 44, 60, 70, 71, 62]))


def right_diaphragm(x: Plane, y: Plane) -> Plane:
    """Depth z of the right dome over (x, y)."""
    return as_plane(206 + 52 * np.abs((x + 62) / 78) ** 3 + 74 * np.abs((y + 14) / 96) ** 3)


def left_diaphragm(x: Plane, y: Plane) -> Plane:
    """Depth z of the left dome over (x, y)."""
    return as_plane(220 + 50 * np.abs((x - 64) / 78) ** 3 + 70 * np.abs((y + 10) / 96) ** 3)


AORTA = join(
    [
        tube(
            [
                (-2, -14, 152),
                (-16, -28, 122),
                (-19, -29, 92),
                (-13, -22, 70),
                (2, -5, 58),
                (16, 18, 59),
                (24, 38, 72),
                (27, 50, 95),
                (27, 55, 140),
                (24, 56, 200),
                (16, 50, 260),
                (6, 42, 320),
                (4, 40, 380),
            ],
            [15, 15.5, 15, 14.5, 13.5, 13, 12.5, 12, 12, 11.5, 11, 10, 9],
        ),
        tube([(-12, -22, 66), (-20, -18, 30), (-26, -12, 0), (-26, -4, -60)], [6.5, 6, 4.5, 3.5]),
        tube([(2, -8, 56), (12, -6, 28), (22, -4, 0), (25, -4, -60)], [4.5, 4, 3.8, 3.5]),
        tube([(14, 10, 54), (26, 12, 25), (42, 6, -2), (95, -2, -14)], [5, 4.8, 4.5, 4]),
        tube([(-24, -14, 6), (-45, 2, -8), (-95, -4, -16)], [4.5, 4.3, 4]),
    ]
)

PULMONARY_ARTERIES = join(
    [
        tube([(16, -46, 148), (19, -42, 128), (15, -26, 113)], [14, 14, 13]),
        tube([(15, -26, 113), (30, -4, 106), (44, 12, 108), (50, 22, 124)], [12, 11.5, 10.5, 8]),
        tube([(15, -24, 114), (-8, -8, 117), (-32, -2, 118), (-48, 6, 126)], [12, 11, 10.5, 8]),
        tube([(-48, 6, 126), (-55, 16, 150), (-60, 24, 175)], [8, 6.5, 4.5]),
        tube([(50, 22, 124), (55, 28, 150), (60, 34, 175)], [8, 6.5, 4.5]),
        tube([(-38, -2, 116), (-50, -10, 98), (-56, -14, 80)], [6.5, 5, 3.5]),
        tube([(42, 6, 108), (52, -8, 94), (58, -14, 76)], [6.5, 5, 3.5]),
    ]
)

VEINS = join(
    [
        tube([(-30, -18, 18), (-32, -20, 60), (-33, -19, 110), (-31, -16, 150)], [8, 9.5, 9.5, 10]),
        tube([(48, -34, 2), (20, -40, 28), (-12, -34, 42), (-31, -20, 52)], [6.5, 7, 7, 7.5]),
        tube([(-30, -18, 24), (-34, -20, 0), (-34, -10, -60)], [8, 6, 6]),
        tube([(48, -34, 4), (40, -14, -20), (36, -6, -60)], [6, 5.5, 5.5]),
        tube([(-28, -4, 188), (-24, 4, 220), (-20, 14, 270), (-18, 20, 380)], [11, 12, 12, 11]),
        tube([(-24, 10, 150), (-48, 18, 156), (-62, 26, 172)], [7, 6, 4]),
        tube([(-22, 6, 144), (-46, -10, 136), (-58, -26, 122)], [7, 6, 4]),
        tube([(24, 14, 150), (48, 24, 158), (60, 34, 174)], [7, 6, 4]),
        tube([(22, 6, 142), (46, -12, 132), (58, -28, 116)], [7, 6, 4]),
        tube(
            [(-9, 46, 300), (-10, 50, 200), (-10, 46, 110), (-24, 26, 96), (-32, -8, 92)], [3.5] * 5
        ),
    ]
)

AIRWAY = join(
    [
        tube([(0, 0, -70), (0, 4, 0), (-1, 8, 50), (-2, 12, 98)], [8.2, 8.6, 8.8, 9.5]),
        tube([(-4, 12, 98), (-20, 12, 112), (-36, 12, 122), (-44, 16, 140)], [7.5, 7, 6.5, 5.5]),
        tube([(2, 12, 98), (22, 16, 112), (40, 20, 124), (46, 24, 138)], [7, 6.3, 6, 5]),
        tube([(-30, 12, 116), (-48, 6, 108), (-56, 2, 90), (-60, 0, 74)], [5.5, 4.5, 3.2, 2.4]),
        tube([(36, 18, 120), (52, 8, 110), (60, 0, 96), (64, -6, 82)], [5, 4.2, 3, 2.2]),
        tube([(-44, 16, 140), (-52, 26, 166), (-60, 36, 192), (-66, 46, 216)], [5.5, 4.4, 3, 2.2]),
        tube([(46, 24, 138), (54, 36, 166), (62, 44, 192), (68, 52, 216)], [5, 4.2, 3, 2.2]),
        tube([(-46, 14, 142), (-56, -12, 158), (-64, -36, 172)], [4.4, 3, 2]),
        tube([(50, 10, 112), (60, -20, 138), (66, -40, 158)], [4, 2.8, 2]),
    ]
)

OESOPHAGUS = tube(
    [(4, 16, -70), (4, 24, 0), (4, 28, 80), (6, 34, 140), (8, 36, 210), (18, 16, 262)], [6.5] * 6
)
CLAVICLES = join(
    [
        tube(
            [
                (side * 16, -62, 40),
                (side * 48, -66, 22),
                (side * 92, -48, 2),
                (side * 140, -30, -14),
            ],
            [9, 6.5, 5.5, 6],
        )
        for side in (-1, 1)
    ]
)
HUMERI = join(
    [
        tube([(side * 172, -6, 18), (side * 182, -4, 60), (side * 196, -2, 380)], [23, 13, 12])
        for side in (-1, 1)
    ]
)
UPPER_ARMS = widen(HUMERI, 26.0)
LUNG_ROOTS: tuple[Point, Point] = ((-46.0, 6.0, 122.0), (48.0, 14.0, 120.0))
