"""Coronary angiogram: a left coronary tree that fills with contrast and washes out, 8 bit cine."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.uid import XRayAngiographicImageStorage

from simulation.headers import (
    SeriesDescription,
    StudyContext,
    describe_grey_pixels,
    instance,
    series_template,
)
from simulation.phantoms.raster import (
    Frame,
    Plane,
    QuantumNoise,
    as_plane,
    blur,
    random_stream,
    smooth_noise,
)
from simulation.phantoms.vessels import Tube, TubeRaster, grow_tree, tube

_FIELD_OF_VIEW = 150.0
_BEAT_FRAMES = 13
_RUNS = (("LCA RAO CRANIAL", 30.0, 20.0), ("LCA LAO CAUDAL", -45.0, -25.0))


def make_xa_coronary(context: StudyContext) -> Iterator[FileDataset]:
    """Two runs, each one multi-frame instance; one run of 12 frames when small."""
    plan = context.plan
    size, frames = (128, 12) if plan.size == "small" else (512, 60)
    for number, run in enumerate(_RUNS[: 2 if plan.size == "full" else 1], start=1):
        pixels = _film(context, number, size, frames, primary=run[1])
        yield _dataset(context, number, run, pixels)


def _film(
    context: StudyContext, number: int, size: int, frames: int, *, primary: float
) -> NDArray[np.uint8]:
    plan = context.plan
    random = random_stream("xa", context.seed, plan.key, number)
    frame = Frame(size, _FIELD_OF_VIEW / size)
    tree, delay = _coronary_tree(random_stream("xa tree", plan.anatomy), np.deg2rad(primary))
    background = _Background(frame, random)
    catheter = _catheter(frame)
    noise = QuantumNoise(random, size, sigma=0.6)
    film = np.empty((frames, size, size), dtype=np.uint8)
    for index in range(frames):
        at = index * 60 / frames
        squeeze = 0.5 - 0.5 * float(np.cos(2 * np.pi * at / _BEAT_FRAMES))
        dye = _dye(frame, tree, delay, at, squeeze)
        absorbed = background.at(at, squeeze) + catheter + dye
        bright = 228 * np.exp(-absorbed)
        bright += noise.draw() * np.sqrt(np.maximum(bright, 1)) * np.float32(0.42)
        film[index] = np.clip(bright * background.shutter + 6, 0, 255).astype(np.uint8)
    return film


def _coronary_tree(random: np.random.Generator, turn: float) -> tuple[Tube, NDArray[np.float32]]:
    """The tree in projection (z is 0), and how long contrast takes to each ball, in frames."""
    azimuth = random.uniform(-1.5, 1.7, 230)
    height = random.uniform(-0.95, 0.65, 230)
    ring = np.sqrt(1 - height**2)
    shell = np.stack(
        [np.sin(azimuth) * ring * 42, np.cos(azimuth) * ring * 38, -height * 50], axis=1
    )
    shell[:, :2] += np.outer(shell[:, 2] * 0.35, [1, 0])
    root = (-18.0, 22.0, -36.0)
    grown = grow_tree(
        random, root, shell.astype(np.float32), root_radius=2.2, tip_radius=0.33, step=3.0, bend=0.2
    )
    centres = grown.centres
    across = centres[:, 0] * np.cos(turn) - centres[:, 1] * np.sin(turn)
    flat = np.stack([across, centres[:, 2] + 6, np.zeros(len(centres))], axis=1)
    away = np.linalg.norm(centres - np.asarray(root, dtype=np.float32), axis=1)
    return Tube(flat.astype(np.float32), grown.radii), (away / 5.5).astype(np.float32)


def _dye(frame: Frame, tree: Tube, delay: NDArray[np.float32], at: float, squeeze: float) -> Plane:
    filled = np.clip((at - 7 - delay) / 3, 0, 1) * np.clip((42 + delay * 0.8 - at) / 9, 0, 1)
    total = frame.blank(0.0)
    moved = tree.centres * np.float32(1 - 0.09 * squeeze)
    moved[:, 0] += np.float32(3.0 * squeeze)
    moved[:, 1] += np.float32(2.0 - 5.0 * squeeze)
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 1.3), (1.3, 9.0)):
        chosen = (tree.radii >= low) & (tree.radii < high) & (filled > 0.15)
        if not chosen.any():
            continue
        cover = TubeRaster(Tube(moved[chosen], tree.radii[chosen])).coverage(frame, 0.0)
        if cover is not None:
            weight = float(tree.radii[chosen].mean()) * 0.62 * float(filled[chosen].mean())
            total = np.maximum(total, cover * np.float32(min(weight, 1.15)))
    blush = float(np.clip((at - 26) / 12, 0, 1) * np.clip((60 - at) / 16, 0, 1))
    haze = np.exp(-((frame.x - 4) ** 2 / 34**2 + (frame.y - 8) ** 2 / 40**2))
    return (blur(total, 0.5, (0, 1)) + haze * np.float32(0.10 * blush)).astype(np.float32)


def _catheter(frame: Frame) -> Plane:
    path = tube(
        [(30, -90, 0), (26, -62, 0), (8, -52, 0), (-10, -46, 0), (-20, -38, 0), (-19, -31, 0)],
        [1.0] * 6,
    )
    cover = TubeRaster(path).coverage(frame, 0.0)
    return frame.blank(0.0) if cover is None else cover * np.float32(0.55)


class _Background:
    """What does not fill with contrast: spine, ribs, heart shadow, diaphragm, shutters."""

    def __init__(self, frame: Frame, random: np.random.Generator) -> None:
        self._frame = frame
        size = frame.size
        x, y = frame.x, frame.y
        spine = np.exp(-(((x - 46 + y * 0.10) / 15) ** 2)) * (0.22 + 0.06 * np.cos(y / 4.2))
        ribs = frame.blank(0.0)
        for index in range(6):
            centre = -92 + index * 33 + 0.0055 * (x + 30) ** 2 - 0.16 * x
            away = (y - centre) / 5.5
            ribs += np.where(np.abs(away) < 1, 0.05 + 0.07 * np.abs(away) ** 3, 0)
        self._bones = (spine + ribs).astype(np.float32)
        self._cloud = 0.05 * smooth_noise(random, size, size, scale=size / 9)
        self._cloud += 0.02 * smooth_noise(random, size, size, scale=size / 30)
        corner = (np.abs(x) / 77) ** 12 + (np.abs(y) / 77) ** 12
        self.shutter: Plane = np.clip((1.0 - corner) * 6, 0.02, 1).astype(np.float32)

    def at(self, at: float, squeeze: float) -> Plane:
        """Absorption at a moment of breath and beat."""
        x, y = self._frame.x, self._frame.y
        heart = np.clip(
            (52 - 3 * squeeze - np.sqrt((x - 6) ** 2 + ((y - 6) * 0.92) ** 2)) / 7, 0, 1
        )
        breath = 3.0 * float(np.sin(at / 60 * np.pi))
        dome = np.clip((y - 52 - breath + 0.006 * (x + 20) ** 2 * -1 + 8) / 5, 0, 1)
        total = 0.34 + 0.20 * heart + 0.30 * dome + self._bones + self._cloud
        return as_plane(total)


def _dataset(
    context: StudyContext, number: int, run: tuple[str, float, float], pixels: NDArray[np.uint8]
) -> FileDataset:
    name, primary, secondary = run
    series = SeriesDescription(
        number=number,
        modality="XA",
        description=name,
        body_part="HEART",
        maker="SIMULATED MEDICAL",
        model="Phantom Angio",
        protocol="LEFT CORONARY",
        seconds_after_start=150 * number,
    )
    ds = instance(series_template(context, series), context, XRayAngiographicImageStorage, 1)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "SINGLE PLANE"]
    ds.AcquisitionNumber = number
    ds.PatientOrientation = ""
    ds.KVP = "78"
    ds.ExposureTime = 8
    ds.XRayTubeCurrent = 710
    ds.RadiationSetting = "GR"
    ds.PositionerMotion = "STATIC"
    ds.PositionerPrimaryAngle = f"{primary:.1f}"
    ds.PositionerSecondaryAngle = f"{secondary:.1f}"
    ds.ContrastBolusAgent = "IOPAMIDOL 370"
    ds.ImagerPixelSpacing = [f"{0.4:.3f}", f"{0.4:.3f}"]
    ds.DistanceSourceToDetector = "1050"
    ds.DistanceSourceToPatient = "750"
    ds.IntensifierSize = "200"
    ds.NumberOfFrames = len(pixels)
    ds.FrameIncrementPointer = 0x00181063
    ds.FrameTime = "66.7"
    ds.CineRate = 15
    ds.RecommendedDisplayFrameRate = 15
    ds.PixelIntensityRelationship = "LIN"
    ds.PixelIntensityRelationshipSign = 1
    ds.LossyImageCompression = "00"
    ds.WindowCenter, ds.WindowWidth = "128", "256"
    describe_grey_pixels(ds, pixels, bits=8)
    ds.PixelData = pixels.tobytes()
    return ds
