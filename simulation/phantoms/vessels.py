"""Branching trees of vessels and airways, and how to draw tubes into a stack of slices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.phantoms.raster import Frame, Plane

Points = NDArray[np.float32]


@dataclass(frozen=True)
class Tube:
    """Balls along a path: (n, 3) centres and (n,) radii in mm, close enough to look smooth."""

    centres: Points
    radii: NDArray[np.float32]


def tube(path: list[tuple[float, float, float]], radii: list[float]) -> Tube:
    """A smooth tube through the points of `path`, with a radius at each point."""
    knots = np.asarray(path, dtype=np.float64)
    steps = np.arange(len(path), dtype=np.float64)
    length = float(np.linalg.norm(np.diff(knots, axis=0), axis=1).sum())
    at = np.linspace(0, len(path) - 1, max(4, int(length / (0.4 * min(radii))) + 1))
    curve = np.stack([np.interp(at, steps, knots[:, axis]) for axis in range(3)], axis=1)
    reach = max(1, len(at) // (len(path) * 3))
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    for axis in range(3):
        padded = np.pad(curve[:, axis], reach, mode="reflect", reflect_type="odd")
        curve[:, axis] = np.convolve(padded, kernel, mode="valid")
    return Tube(curve.astype(np.float32), np.interp(at, steps, radii).astype(np.float32))


def join(tubes: list[Tube]) -> Tube:
    """Several tubes as one."""
    return Tube(
        np.concatenate([part.centres for part in tubes]),
        np.concatenate([part.radii for part in tubes]),
    )


def widen(original: Tube, millimetres: float) -> Tube:
    """The tube with every radius changed by so much."""
    return Tube(original.centres, original.radii + np.float32(millimetres))


def grow_tree(
    random: np.random.Generator,
    root: tuple[float, float, float],
    targets: Points,
    *,
    root_radius: float,
    tip_radius: float,
    step: float = 5.0,
    bend: float = 0.12,
) -> Tube:
    """A tree from `root` that reaches every target, thick where it feeds many.

    Each target joins the nearest node already grown (nearest to the root first); the cube of a
    radius is shared among what it feeds, as Murray's law has it.
    """
    start = np.asarray(root, dtype=np.float32)
    order = np.argsort(np.linalg.norm(targets - start, axis=1))
    capacity = 64 + len(targets) * 40
    nodes = np.zeros((capacity, 3), dtype=np.float32)
    parents = np.full(capacity, -1, dtype=np.int64)
    nodes[0], count = start, 1
    for target in targets[order]:
        offsets = nodes[:count] - target
        distance = np.sqrt((offsets * offsets).sum(axis=1))
        away_from_root = np.sqrt(((nodes[:count] - start) ** 2).sum(axis=1))
        nearest = int(np.argmin(distance + 0.35 * away_from_root))
        gap = target - nodes[nearest]
        pieces = int(min(30, max(1, round(float(np.linalg.norm(gap)) / step))))
        if count + pieces >= capacity:
            break
        sideways = np.cross(gap, random.standard_normal(3)) * bend
        share = np.linspace(0, 1, pieces + 1)[1:, None]
        added = nodes[nearest] + gap * share + sideways * np.sin(np.pi * share)
        nodes[count : count + pieces] = added
        parents[count] = nearest
        parents[count + 1 : count + pieces] = np.arange(count, count + pieces - 1)
        count += pieces
    nodes, parents = nodes[:count], parents[:count]
    return _thicken(_straighten(nodes, parents), parents, root_radius, tip_radius)


def _straighten(nodes: Points, parents: NDArray[np.int64]) -> Points:
    """The nodes moved a little towards their neighbours; the root and the tips stay."""
    begin = parents[1:]
    children = np.bincount(begin, minlength=len(nodes))[:, None]
    inner = children[:, 0] > 0
    inner[0] = False
    for _ in range(5):
        after = np.zeros_like(nodes)
        np.add.at(after, begin, nodes[1:])
        middle = (nodes[parents] + after / np.maximum(children, 1)) / 2
        nodes = np.where(inner[:, None], (nodes + middle) / 2, nodes).astype(np.float32)
    return nodes


def _thicken(
    nodes: Points, parents: NDArray[np.int64], root_radius: float, tip_radius: float
) -> Tube:
    fed = np.zeros(len(nodes), dtype=np.float64)
    has_child = np.zeros(len(nodes), dtype=bool)
    has_child[parents[parents >= 0]] = True
    fed[~has_child] = 1
    for index in range(len(nodes) - 1, 0, -1):
        fed[parents[index]] += fed[index]
    power = np.log(max(root_radius / tip_radius, 1.01)) / np.log(max(fed[0], 2.0))
    radii = tip_radius * np.maximum(fed, 1) ** power
    children = np.arange(1, len(nodes))
    begin, end = nodes[parents[children]], nodes[children]
    thickness = radii[children]
    lengths = np.linalg.norm(end - begin, axis=1)
    pieces = np.maximum(1, np.ceil(lengths / (0.7 * thickness))).astype(np.int64)
    owner = np.repeat(np.arange(len(children)), pieces)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = ((within + 1) / pieces[owner])[:, None]
    centres = begin[owner] + (end - begin)[owner] * share
    return Tube(centres.astype(np.float32), thickness[owner].astype(np.float32))


class TubeRaster:
    """Draws one set of tubes slice by slice."""

    def __init__(self, shape: Tube) -> None:
        order = np.argsort(shape.centres[:, 2], kind="stable")
        self._centres = shape.centres[order]
        self._radii = shape.radii[order]
        self._reach = float(self._radii.max())

    def coverage(self, frame: Frame, z: float) -> Plane | None:
        """Part of each pixel inside the tubes at depth `z`, or None when none passes there."""
        margin = self._reach + frame.spacing
        first, last = np.searchsorted(self._centres[:, 2], [z - margin, z + margin])
        centres, radii = self._centres[first:last], self._radii[first:last]
        off_plane = (centres[:, 2] - np.float32(z)) ** 2
        touching = off_plane < (radii + np.float32(0.5 * frame.spacing)) ** 2
        if not touching.any():
            return None
        centres, radii, off_plane = centres[touching], radii[touching], off_plane[touching]
        covered = np.zeros(frame.size * frame.size, dtype=np.float32)
        reaches = np.ceil(radii / frame.spacing + 0.5).astype(np.int64)
        for reach in np.unique(reaches):
            self._stamp(frame, covered, int(reach), reaches == reach, centres, radii, off_plane)
        return covered.reshape(frame.size, frame.size)

    @staticmethod
    def _stamp(
        frame: Frame,
        covered: NDArray[np.float32],
        reach: int,
        chosen: NDArray[np.bool_],
        centres: Points,
        radii: NDArray[np.float32],
        off_plane: NDArray[np.float32],
    ) -> None:
        span = np.arange(-reach, reach + 1)
        columns = np.rint((centres[chosen, 0] - frame.origin) / frame.spacing).astype(np.int64)
        rows = np.rint((centres[chosen, 1] - frame.origin) / frame.spacing).astype(np.int64)
        column = np.clip(columns[:, None] + span, 0, frame.size - 1)
        row = np.clip(rows[:, None] + span, 0, frame.size - 1)
        dx = frame.x[0][column] - centres[chosen, 0][:, None]
        dy = frame.y[:, 0][row] - centres[chosen, 1][:, None]
        square = dx[:, None, :] ** 2 + dy[:, :, None] ** 2 + off_plane[chosen][:, None, None]
        depth = (radii[chosen][:, None, None] - np.sqrt(square)) / np.float32(frame.spacing)
        value = np.clip(depth + np.float32(0.5), 0, 1)
        where = row[:, :, None] * frame.size + column[:, None, :]
        np.maximum.at(covered, where.ravel(), value.ravel())
