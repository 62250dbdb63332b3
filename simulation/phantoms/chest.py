"""A chest in Hounsfield units, computed one slice at a time at any depth and pixel size."""

import numpy as np
from numpy.typing import NDArray

from simulation.phantoms import chest_shape as shape
from simulation.phantoms.chest_shape import ChestAnatomy
from simulation.phantoms.raster import Frame, Plane, as_plane, random_stream, smooth_noise
from simulation.phantoms.vessels import Tube, TubeRaster, grow_tree, widen

_BODY_POWER = 2.35
_CAVITY_POWER = 2.45
_VERTEBRA_PITCH = 25.0
_RIB_PITCH = 24.0


class Chest:
    """The anatomy of one patient at one visit, ready to be cut.

    `slice(frame, z)` gives HU without noise at depth z (mm below the apices; useful from -60 to
    380); `add_arms` hangs the arms beside the trunk, as for a radiograph.
    """

    def __init__(self, anatomy: ChestAnatomy) -> None:
        self._anatomy = anatomy
        self._blood = 45.0 + anatomy.contrast
        random = random_stream("chest", anatomy.seed)
        self._fields: dict[Frame, _Fields] = {}
        self._arteries = TubeRaster(shape.PULMONARY_ARTERIES)
        self._aorta = TubeRaster(shape.AORTA)
        self._aortic_bed = TubeRaster(widen(shape.AORTA, 3.0))
        self._veins = TubeRaster(shape.VEINS)
        self._airway = TubeRaster(shape.AIRWAY)
        self._airway_wall = TubeRaster(widen(shape.AIRWAY, 1.3))
        self._oesophagus = TubeRaster(shape.OESOPHAGUS)
        self._clavicles = TubeRaster(shape.CLAVICLES)
        self._clavicle_marrow = TubeRaster(widen(shape.CLAVICLES, -2.4))
        self._humeri = TubeRaster(shape.HUMERI)
        self._humeral_marrow = TubeRaster(widen(shape.HUMERI, -4.0))
        self._upper_arms = TubeRaster(shape.UPPER_ARMS)
        self._lung_trees: list[TubeRaster] = []
        lung_trees, liver_tree = self._grow(random)
        self._lung_trees = [TubeRaster(tree) for tree in lung_trees]
        self._liver_tree = TubeRaster(liver_tree)
        self._texture_seed = int(random.integers(0, 2**31))

    def _grow(self, random: np.random.Generator) -> tuple[list[Tube], Tube]:
        coarse = Frame(size=84, spacing=4.0)
        depths = np.arange(6.0, 330.0, 6.0)
        lungs = np.stack([self._lung_only(coarse, float(z)) for z in depths])
        liver = np.stack([self._liver_only(coarse, float(z)) for z in depths])
        trees = []
        for side, root in zip((-1, 1), shape.LUNG_ROOTS, strict=True):
            mine = lungs * (coarse.x[None] * side > 0)
            for radius, sway in ((6.4, 0.0), (5.6, 6.0)):
                targets = _pick(random, mine, coarse, depths, 900)
                start = (root[0] + side * sway, root[1] - sway, root[2] + sway)
                trees.append(grow_tree(random, start, targets, root_radius=radius, tip_radius=0.55))
        vessels = grow_tree(
            random,
            (-30.0, 0.0, 268.0),
            _pick(random, liver, coarse, depths, 130),
            root_radius=6.0,
            tip_radius=1.0,
        )
        return trees, vessels

    def _lung_only(self, frame: Frame, z: float) -> Plane:
        fields = self._for(frame)
        return self._lung(fields, z, self._outside_cavity(fields, z))

    def _liver_only(self, frame: Frame, z: float) -> Plane:
        fields = self._for(frame)
        inside = fields.frame.coverage(-self._outside_cavity(fields, z) - 2)
        return inside * self._liver(fields, z)

    def _for(self, frame: Frame) -> "_Fields":
        if frame not in self._fields:
            self._fields[frame] = _Fields(frame, self._anatomy.seed)
        return self._fields[frame]

    def slice(self, frame: Frame, z: float) -> Plane:
        """HU of the plane at depth z, float32, noise-free."""
        fields = self._for(frame)
        plane = frame.blank(-1000.0)
        outside = self._outside_cavity(fields, z)
        self._paint_wall(fields, plane, z, outside)
        self._paint_inside(fields, plane, z, outside)
        self._paint_spine(fields, plane, z)
        self._paint_cords(frame, plane, self._clavicles, self._clavicle_marrow, z)
        return plane

    def _outside_cavity(self, fields: "_Fields", z: float) -> Plane:
        radius_x, radius_y = shape.cavity_radii(z)
        scaled = (
            fields.cavity_x * np.float32(radius_x**-_CAVITY_POWER)
            + fields.cavity_y * np.float32(radius_y**-_CAVITY_POWER)
        ) ** np.float32(1 / _CAVITY_POWER)
        return as_plane(fields.cavity_distance * (1 - 1 / np.maximum(scaled, np.float32(1e-3))))

    def add_arms(self, frame: Frame, plane: Plane, z: float) -> None:
        """Paint hanging upper arms into a slice, where the trunk leaves room."""
        room = plane < -900
        for raster, value in (
            (self._upper_arms, 40.0),
            (self._humeri, 900.0),
            (self._humeral_marrow, 60.0),
        ):
            cover = raster.coverage(frame, z)
            if cover is not None:
                frame.paint(plane, cover * room, value)

    def _paint_wall(self, fields: "_Fields", plane: Plane, z: float, outside: Plane) -> None:
        frame = fields.frame
        radius_x, radius_y = shape.body_radii(z)
        scaled = (
            fields.body_x * np.float32(radius_x**-_BODY_POWER)
            + fields.body_y * np.float32(radius_y**-_BODY_POWER)
        ) ** np.float32(1 / _BODY_POWER)
        under_skin = fields.distance * (1 / np.maximum(scaled, np.float32(1e-3)) - 1)
        under_skin += fields.outline
        frame.paint(plane, frame.coverage(under_skin), 25.0)
        frame.paint(plane, frame.coverage(under_skin - 1.8), fields.fat)
        muscle = frame.coverage(under_skin - fields.fat_depth) * frame.coverage(
            np.float32(np.interp(z, [0, 60, 200], [70, 34, 24])) * fields.back_heavy - outside + 10
        )
        frame.paint(plane, muscle, fields.muscle)
        self._paint_axillae(frame, plane, z)
        self._paint_scapulae(fields, plane, z, outside)
        frame.paint(plane, frame.coverage(12.5 - outside), -85.0)
        frame.paint(plane, frame.coverage(10.5 - outside), 42.0)
        self._paint_ribs(fields, plane, z, outside)
        self._paint_sternum(frame, plane, z)

    def _paint_axillae(self, frame: Frame, plane: Plane, z: float) -> None:
        size = float(np.interp(z, [-5, 25, 70, 110], [0, 1, 0.9, 0]))
        for side in (-1, 1):
            frame.ellipse(plane, (side * 137, -4), (20 * size, 34 * size), -95.0, angle=side * 0.3)
            frame.ellipse(plane, (side * 136, -10), (4 * size, 5 * size), self._blood - 20)
            frame.ellipse(plane, (side * 141, 2), (3 * size, 3 * size), self._blood)
            frame.ellipse(plane, (side * 133, 8), (5 * size, 3 * size), 35.0)

    def _paint_scapulae(self, fields: "_Fields", plane: Plane, z: float, outside: Plane) -> None:
        if not -12 < z < 150:
            return
        frame = fields.frame
        low = float(np.interp(z, [-12, 20, 150], [0.30, 0.20, 0.27]))
        high = float(np.interp(z, [-12, 40, 150], [0.52, 0.50, 0.30]))
        offset = float(np.interp(z, [-12, 150], [34, 21]))
        along = np.clip((fields.turn - low) * 40, 0, 1) * np.clip((high - fields.turn) * 40, 0, 1)
        thickness = 1.9 + 4.0 * np.clip((fields.turn - high + 0.06) * 16, 0, 1)
        depth = thickness - np.abs(outside - offset)
        frame.paint(plane, frame.coverage(depth) * along, 620.0)
        frame.paint(plane, frame.coverage(depth - 2.2) * along, 180.0)

    def _paint_ribs(self, fields: "_Fields", plane: Plane, z: float, outside: Plane) -> None:
        frame = fields.frame
        phase = (np.float32(z + 6) - fields.rib_drop) * np.float32(1 / _RIB_PITCH)
        number = np.rint(phase)
        along = (phase - number) * np.float32(_RIB_PITCH)
        radial = np.sqrt((along / 6.6) ** 2 + ((outside - 5.6) / 4.4) ** 2)
        reach = np.where(
            number > 9, np.float32(0.45), np.where(number > 6, np.float32(0.80), np.float32(0.93))
        )
        exists = (number >= 0) & (number < 12) & (fields.turn < reach) & (fields.turn > 0.1)
        depth = (1 - radial) * 4.4
        bone = frame.coverage(depth) * exists
        gristle = fields.turn > 0.80
        frame.paint(plane, bone, np.where(gristle, np.float32(95), np.float32(760)))
        frame.paint(plane, frame.coverage(depth - 1.7) * (exists & ~gristle), fields.marrow)

    def _paint_sternum(self, frame: Frame, plane: Plane, z: float) -> None:
        width = float(np.interp(z, [36, 44, 70, 90, 190, 205, 222], [0, 24, 22, 15, 17, 7, 0]))
        front = shape.CAVITY_CENTRE_Y - shape.cavity_radii(z)[1] - 6
        frame.ellipse(plane, (0, front), (width, 6.5), 480.0)
        frame.ellipse(plane, (0, front), (width - 2, 4.6), 130.0)

    def _paint_inside(self, fields: "_Fields", plane: Plane, z: float, outside: Plane) -> None:
        frame = fields.frame
        inside = frame.coverage(-outside)
        frame.paint(plane, inside, fields.fat)
        self._paint_abdomen(fields, plane, z, inside)
        self._paint_heart(frame, plane, z)
        if z < 4:
            self._paint_neck(frame, plane, z)
        for raster, value in (
            (self._oesophagus, 42.0),
            (self._veins, self._blood - 25),
            (self._arteries, self._blood + 15),
            (self._aorta, self._blood),
        ):
            cover = raster.coverage(frame, z)
            if cover is not None:
                frame.paint(plane, cover, value)
        lung = self._lung(fields, z, outside)
        frame.paint(plane, lung, fields.parenchyma)
        self._paint_lung_detail(fields, plane, z, lung, outside)
        wall, lumen = self._airway_wall.coverage(frame, z), self._airway.coverage(frame, z)
        if wall is not None:
            frame.paint(plane, wall, -20.0)
        if lumen is not None:
            frame.paint(plane, lumen, -985.0)

    def _paint_neck(self, frame: Frame, plane: Plane, z: float) -> None:
        for side in (-1, 1):
            size = float(np.interp(z, [-40, -28, -12, 0], [0, 1, 1, 0.2]))
            frame.ellipse(plane, (side * 15, -4), (8 * size, 12 * size), 140.0)

    def _lung(self, fields: "_Fields", z: float, outside: Plane) -> Plane:
        frame = fields.frame
        dome = np.where(frame.x < 0, fields.right_dome, fields.left_dome)
        lung = frame.coverage(-outside - 0.8) * frame.coverage((dome - np.float32(z)) * 0.8)
        middle = float(
            np.interp(z, [-20, 0, 40, 80, 120, 160, 230, 300], [30, 32, 29, 29, 32, 27, 24, 24])
        )
        lung *= frame.coverage(np.abs(frame.x) - middle * fields.waist + fields.ripple)
        for centre, radii, angle in _HEART_BED:
            flat = 1 - ((z - centre[2]) / radii[2]) ** 2
            if flat > 0:
                scale = float(np.sqrt(flat))
                frame.ellipse(
                    lung, centre[:2], (radii[0] * scale, radii[1] * scale), 0.0, angle=angle
                )
        frame.ellipse(lung, (0, shape.spine_centre_y(z) + 2), (24, 22), 0.0)
        bed = self._aortic_bed.coverage(frame, z)
        if bed is not None:
            lung *= 1 - bed
        return lung

    def _paint_lung_detail(
        self, fields: "_Fields", plane: Plane, z: float, lung: Plane, outside: Plane
    ) -> None:
        frame = fields.frame
        for side, slope in ((-1, 0.80), (1, 0.72)):
            height = (
                fields.fissure_wave
                + np.float32(z - 128)
                + side * 3
                - frame.y * np.float32(slope) * -1
            )
            away = np.abs(height - 26) * 0.78
            line = np.clip(1.0 - away / 1.1, 0, 1) * lung * (frame.x * side > 0)
            frame.paint(plane, line, -700.0)
        for raster in (self._arteries, self._veins, *self._lung_trees):
            cover = raster.coverage(frame, z)
            if cover is not None:
                frame.paint(plane, cover * np.clip(lung * 3, 0, 1), min(self._blood, 190.0))
        nodule = self._anatomy.nodule
        if nodule is not None:
            self._paint_nodule(fields, plane, z, nodule)
        if self._anatomy.effusion and z > 130:
            frame.paint(plane, self._effusion(fields, z, outside) * lung, 8.0)

    def _effusion(self, fields: "_Fields", z: float, outside: Plane) -> Plane:
        """Free fluid on the left: behind when lying, at the base with a meniscus when erect."""
        frame = fields.frame
        if self._anatomy.erect:
            depth = np.float32(z - 262) + 60 * np.exp(outside / np.float32(16))
        else:
            depth = frame.y + outside * 0 - np.float32(96 - 0.42 * (z - 130))
        return frame.coverage(depth) * (frame.x > 0)

    def _paint_nodule(
        self, fields: "_Fields", plane: Plane, z: float, nodule: shape.Nodule
    ) -> None:
        frame = fields.frame
        x, y, centre_z = nodule.centre
        box = frame.window(x, y, nodule.radius * 2.4, nodule.radius * 2.4)
        if box is None or abs(z - centre_z) > nodule.radius * 2:
            return
        dx, dy = frame.x[:, box[1]] - x, frame.y[box[0]] - y
        angle = np.arctan2(dy, dx)
        edge = 1 + 0.13 * np.sin(5 * angle + z * 0.3) + 0.08 * np.sin(9 * angle - z * 0.5)
        spikes = 0.35 * np.clip(np.sin(7 * angle + 1), 0.82, 1) - 0.28
        away = np.sqrt(dx * dx + dy * dy + (z - centre_z) ** 2)
        depth = nodule.radius * (edge + spikes) - away
        frame.paint(plane[box], frame.coverage((depth * 0.7).astype(np.float32)), 42.0)

    def _paint_heart(self, frame: Frame, plane: Plane, z: float) -> None:
        pericardium = 1 - ((z - 178) / 66) ** 2
        if pericardium > 0:
            scale = float(np.sqrt(pericardium))
            for radius, value in ((0.0, 40.0), (1.6, -90.0)):
                frame.ellipse(
                    plane,
                    (17, -28),
                    (66 * scale - radius, 48 * scale - radius),
                    value,
                    angle=0.45,
                )
        for centre, radii, angle, muscle, blood in _CHAMBERS:
            flat = 1 - ((z - centre[2]) / radii[2]) ** 2
            if flat <= 0:
                continue
            scale = float(np.sqrt(flat))
            outer = (radii[0] * scale, radii[1] * scale)
            frame.ellipse(plane, centre[:2], outer, 105.0 if muscle > 5 else 80.0, angle=angle)
            frame.ellipse(
                plane,
                centre[:2],
                (outer[0] - muscle, outer[1] - muscle),
                self._blood + blood,
                angle=angle,
            )

    def _liver(self, fields: "_Fields", z: float) -> Plane:
        frame = fields.frame
        below = frame.coverage((np.float32(z - 4) - fields.right_dome) * 0.8)
        edge = np.float32(np.interp(z, [200, 240, 300, 380], [30, 62, 40, -20]))
        left_edge = frame.coverage(as_plane((edge - frame.x - 0.55 * (frame.y + 60)) * 0.7))
        behind_limit = frame.coverage(60 - np.abs(frame.y - 6) * 0.4 + 0.0 * frame.x)
        return below * left_edge * behind_limit

    def _paint_abdomen(self, fields: "_Fields", plane: Plane, z: float, inside: Plane) -> None:
        frame = fields.frame
        if z < 200:
            return
        below_left = frame.coverage((np.float32(z) - fields.left_dome) * 0.8) * (frame.x >= 0)
        below_right = frame.coverage((np.float32(z) - fields.right_dome) * 0.8) * (frame.x < 0)
        frame.paint(plane, inside * (below_left + below_right), 55.0)
        deep_left = frame.coverage((np.float32(z - 4) - fields.left_dome) * 0.8) * (frame.x >= 0)
        deep_right = frame.coverage((np.float32(z - 4) - fields.right_dome) * 0.8) * (frame.x < 0)
        frame.paint(plane, inside * (deep_left + deep_right), fields.fat)
        self._paint_organ(frame, plane, z, inside, ((96, 40, 282), (34, 44, 54)), 118.0)
        self._paint_organ(frame, plane, z, inside, ((58, -34, 282), (50, 44, 58)), 60.0)
        self._paint_stomach(frame, plane, z, inside)
        liver = inside * self._liver(fields, z)
        frame.paint(plane, liver, fields.liver)
        vessels = self._liver_tree.coverage(frame, z)
        if vessels is not None:
            frame.paint(plane, vessels * liver, 160.0)

    def _paint_organ(
        self,
        frame: Frame,
        plane: Plane,
        z: float,
        inside: Plane,
        ball: tuple[shape.Point, shape.Point],
        value: float,
    ) -> None:
        centre, radii = ball
        flat = 1 - ((z - centre[2]) / radii[2]) ** 2
        if flat > 0:
            scale = float(np.sqrt(flat))
            cover = frame.blank(0.0)
            frame.ellipse(cover, centre[:2], (radii[0] * scale, radii[1] * scale), 1.0)
            frame.paint(plane, cover * inside, value)

    def _paint_stomach(self, frame: Frame, plane: Plane, z: float, inside: Plane) -> None:
        flat = 1 - ((z - 282) / 54) ** 2
        if flat <= 0:
            return
        scale = float(np.sqrt(flat))
        cover = frame.blank(0.0)
        frame.ellipse(cover, (58, -34), (46 * scale, 40 * scale), 1.0)
        gas = z < 262 if self._anatomy.erect else frame.y < -38
        content = np.where(gas, np.float32(-960), np.float32(18)) + 0 * frame.x * frame.y
        frame.paint(plane, cover * inside, content)

    def _paint_spine(self, fields: "_Fields", plane: Plane, z: float) -> None:
        frame = fields.frame
        y = shape.spine_centre_y(z)
        phase = ((z + 5.0) % _VERTEBRA_PITCH) / _VERTEBRA_PITCH
        width = float(np.interp(z, [-60, 0, 300], [12, 15, 21]))
        waist = 1 - 0.09 * float(np.sin(np.pi * np.clip((phase - 0.2) / 0.8, 0, 1)))
        body = (width * waist, width * 0.80 * waist)
        posterior = y + body[1] + 9
        for side in (-1, 1):
            lamina = (side * 9.5, posterior + 4)
            frame.ellipse(plane, lamina, (3.2, 9), 560.0, angle=side * 0.75)
            if 0.28 < phase < 0.68:
                frame.ellipse(plane, (side * 10.5, posterior - 6), (3.6, 8.5), 520.0)
            if 0.3 < phase < 0.62:
                frame.ellipse(
                    plane, (side * 24, posterior + 7), (15, 4.4), 560.0, angle=side * 0.35
                )
                frame.ellipse(
                    plane, (side * 24, posterior + 7), (12, 2.6), 210.0, angle=side * 0.35
                )
            else:
                frame.ellipse(plane, (side * 14, posterior + 5), (4.2, 5.2), 600.0)
        spinous = 6 + 5 * float(np.sin(np.pi * phase))
        frame.ellipse(plane, (0, posterior + 12 + spinous), (2.8, spinous), 520.0)
        frame.ellipse(plane, (0, posterior), (8.8, 7.8), -20.0)
        frame.ellipse(plane, (0, posterior), (7.4, 6.4), 12.0)
        frame.ellipse(plane, (0, posterior), (5.0, 3.9), 38.0)
        if phase < 0.17:
            frame.ellipse(plane, (0, y), body, 88.0)
            frame.ellipse(plane, (0, y), (body[0] - 4, body[1] - 4), 72.0)
            return
        endplate = max(0.0, 1 - min(phase - 0.17, 1.0 - phase) / 0.07)
        frame.ellipse(plane, (0, y), body, 620.0)
        frame.ellipse(
            plane,
            (0, y),
            (body[0] - 1.7, body[1] - 1.7),
            fields.marrow + np.float32(260 * endplate),
        )
        frame.ellipse(plane, (0, y + body[1] - 3), (3.2, 2.6), 60.0, strength=0.5)

    @staticmethod
    def _paint_cords(
        frame: Frame, plane: Plane, bone: TubeRaster, marrow: TubeRaster, z: float
    ) -> None:
        cover = bone.coverage(frame, z)
        if cover is not None:
            frame.paint(plane, cover, 800.0)
        cover = marrow.coverage(frame, z)
        if cover is not None:
            frame.paint(plane, cover, 220.0)


_HEART_BED: tuple[tuple[shape.Point, shape.Point, float], ...] = (
    ((17, -28, 178), (67, 49, 67), 0.45),
    ((-26, -16, 168), (32, 34, 56), 0.0),
    ((0, 4, 128), (42, 24, 24), 0.0),
)
_CHAMBERS: tuple[tuple[shape.Point, shape.Point, float, float, float], ...] = (
    ((4, 14, 156), (34, 20, 26), 0.1, 2.0, 5.0),
    ((-27, -14, 172), (22, 29, 40), 0.1, 2.0, -15.0),
    ((8, -46, 182), (40, 20, 46), 0.5, 3.5, -5.0),
    ((40, -17, 184), (40, 28, 48), 0.62, 10.5, 5.0),
    ((0, -17, 150), (17, 17, 17), 0.0, 1.5, 0.0),
)


class _Fields:
    """Planes that do not change with depth, computed once for a frame."""

    def __init__(self, frame: Frame, seed: int) -> None:
        random = random_stream("chest fields", seed, frame.size)
        self.frame = frame
        size = frame.size
        x, y = np.abs(frame.x), frame.y
        from_centre = np.abs(y - np.float32(shape.CAVITY_CENTRE_Y))
        self.body_x, self.body_y = (
            x**_BODY_POWER,
            np.abs(y - np.float32(shape.BODY_CENTRE_Y)) ** _BODY_POWER,
        )
        self.cavity_x, self.cavity_y = x**_CAVITY_POWER, from_centre**_CAVITY_POWER
        self.distance: Plane = np.sqrt(x * x + (y - np.float32(shape.BODY_CENTRE_Y)) ** 2)
        self.cavity_distance: Plane = np.sqrt(x * x + from_centre * from_centre)
        angle = np.arctan2(x, y - np.float32(shape.CAVITY_CENTRE_Y))
        self.turn: Plane = (angle / np.pi).astype(np.float32)
        self.outline = smooth_noise(random, size, size, scale=size / 4) * np.float32(1.2)
        self.rib_drop: Plane = np.interp(
            self.turn, [0, 0.12, 0.35, 0.72, 0.82, 1.0], [0, 0, 30, 84, 86, 66]
        ).astype(np.float32)
        self.fat_depth: Plane = np.interp(
            self.turn, [0, 0.2, 0.5, 0.75, 1.0], [9, 13, 15, 17, 9]
        ).astype(np.float32) + smooth_noise(random, size, size, scale=size / 8) * np.float32(1.5)
        self.back_heavy: Plane = np.interp(
            self.turn, [0, 0.25, 0.5, 0.75, 1], [1.8, 1.2, 0.75, 0.8, 0.5]
        ).astype(np.float32)
        self.waist: Plane = np.interp(
            y[:, 0], [-110, -88, -55, -10, 40, 75, 110], [0.12, 0.12, 0.5, 1, 1, 0.85, 0.85]
        ).astype(np.float32)[:, None]
        grain = frame.spacing
        strands = smooth_noise(random, size, size, scale=max(2.0, 5 / grain))
        long_strands = smooth_noise(random, size, size, scale=max(2.0, 19 / grain))
        self.fat = -102 + 4 * strands + 14 * np.clip(1 - np.abs(long_strands) * 7, 0, 1)
        planes = np.clip(1.1 - np.abs(long_strands + 0.15 * strands) * 7, 0, 1)
        self.muscle = 58 + 3 * strands - 80 * planes * planes * np.clip(strands + 0.5, 0, 1)
        trabeculae = smooth_noise(random, size, size, scale=max(1.0, 1.6 / grain))
        self.marrow = 185 + 22 * trabeculae
        lobules = smooth_noise(random, size, size, scale=max(2.0, 9 / grain))
        self.parenchyma = (
            -868 + 14 * trabeculae + 13 * lobules + np.clip((y + 20) * 0.32, -10, 34)
        ).astype(np.float32)
        self.liver = 112 + 3 * lobules
        dome_wave = smooth_noise(random, size, size, scale=30 / grain) * np.float32(1.5)
        self.right_dome = shape.right_diaphragm(frame.x, frame.y) + dome_wave
        self.left_dome = shape.left_diaphragm(frame.x, frame.y) + dome_wave
        self.ripple = smooth_noise(random, size, size, scale=16 / grain) * np.float32(2.2)
        self.fissure_wave = smooth_noise(random, size, size, scale=size / 5) * np.float32(3)


def _pick(
    random: np.random.Generator,
    inside: NDArray[np.float32],
    frame: Frame,
    depths: NDArray[np.float64],
    count: int,
) -> NDArray[np.float32]:
    """Random points (count, 3) in mm within a coarse (z, y, x) map."""
    planes, rows, columns = np.nonzero(inside > 0.6)
    chosen = random.choice(len(planes), size=count, replace=False)
    jitter = random.uniform(-0.5, 0.5, (3, count))
    pitch = float(depths[1] - depths[0])
    return np.stack(
        [
            frame.x[0][columns[chosen]] + jitter[0] * frame.spacing,
            frame.y[:, 0][rows[chosen]] + jitter[1] * frame.spacing,
            depths[planes[chosen]] + jitter[2] * pitch,
        ],
        axis=1,
    ).astype(np.float32)
