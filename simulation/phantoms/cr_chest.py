"""Chest radiographs, PA and lateral, as X-ray projections through the CT chest phantom."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from pydicom.dataset import FileDataset
from pydicom.uid import ComputedRadiographyImageStorage

from simulation.headers import (
    SeriesDescription,
    StudyContext,
    describe_grey_pixels,
    instance,
    series_template,
)
from simulation.phantoms.chest import Chest
from simulation.phantoms.chest_shape import ChestAnatomy, Nodule
from simulation.phantoms.raster import Frame, Plane, as_plane, blur, random_stream, resize

_TOP, _BOTTOM = -52.0, 368.0
_WIDTH = 416.0


@dataclass(frozen=True)
class _View:
    number: int
    name: str
    photometric: str
    orientation: tuple[str, str]
    low: float
    high: float
    letter: str


_PA = _View(1, "PA", "MONOCHROME1", ("L", "F"), 0.4, 4.6, "L")
_LATERAL = _View(2, "LL", "MONOCHROME2", ("P", "F"), 0.4, 6.4, "LAT")


def make_cr_chest(context: StudyContext) -> Iterator[FileDataset]:
    """A PA film (MONOCHROME1) and a lateral (MONOCHROME2), 12 bit; only the PA when medium."""
    plan = context.plan
    small = plan.size == "small"
    nodule = Nodule((-74.0, 6.0, 78.0), 11.0) if plan.finding == "nodule" else None
    anatomy = ChestAnatomy(
        plan.anatomy, nodule=nodule, contrast=0.0, effusion=plan.finding == "effusion", erect=True
    )
    frontal, lateral = _project(anatomy, 96 if small else 272, 70 if small else 230)
    shape = (300, 240) if small else (2480, 2000)
    yield _radiograph(context, _PA, frontal, shape)
    if plan.size != "medium":
        yield _radiograph(context, _LATERAL, lateral, shape)


@lru_cache(maxsize=1)
def _project(anatomy: ChestAnatomy, pixels: int, slices: int) -> tuple[Plane, Plane]:
    """Line integrals of attenuation from front to back and from right to left."""
    frame = Frame(pixels, _WIDTH / pixels)
    chest = Chest(anatomy)
    frontal, lateral = [], []
    for z in np.linspace(_TOP, _BOTTOM, slices):
        plane = chest.slice(frame, float(z))
        lateral.append(_attenuation(plane).sum(axis=1) * frame.spacing)
        chest.add_arms(frame, plane, float(z))
        frontal.append(_attenuation(plane).sum(axis=0) * frame.spacing)
    return np.stack(frontal), np.stack(lateral)


def _attenuation(hu: Plane) -> Plane:
    dense = np.maximum(hu - 110, 0) * np.float32(0.9)
    return as_plane(np.maximum(hu + 1000 + dense, 0) * np.float32(0.0165 / 1000))


def _radiograph(
    context: StudyContext, view: _View, integrals: Plane, shape: tuple[int, int]
) -> FileDataset:
    random = random_stream("cr", context.seed, context.plan.key, view.number)
    rows, columns = shape
    height = _BOTTOM - _TOP
    kept = round(integrals.shape[1] * (height * columns / rows) / _WIDTH)
    first = max(0, (integrals.shape[1] - kept) // 2)
    film = resize(integrals[:, first : first + kept], rows, columns)
    scale = rows / integrals.shape[0]
    film += 0.8 * (film - blur(film, 0.9 * scale, (0, 1)))
    broad = resize(blur(resize(film, rows // 16, columns // 16), rows / 260, (0, 1)), rows, columns)
    film = as_plane(film - 0.38 * broad + 0.38 * float(broad.mean()))
    grain = random.standard_normal(shape, dtype=np.float32)
    film += (grain + blur(grain, 1.2, (0, 1)) * 2) * np.float32(0.012 if scale > 2 else 0.006)
    shade = (film - view.low) / (view.high - view.low)
    shade = np.clip(shade, 0, 1) ** np.float32(0.92)
    shade = np.maximum(shade, _marker(shape, view.letter))
    _collimate(shade, random)
    bright = shade if view.photometric == "MONOCHROME2" else 1 - shade
    stored = np.rint(bright * 4095).astype(np.uint16)
    return _dataset(context, view, stored, height / rows)


def _marker(shape: tuple[int, int], letter: str) -> Plane:
    rows, columns = shape
    picture = Image.new("L", (columns, rows))
    font = ImageFont.load_default(size=rows // 26)
    ImageDraw.Draw(picture).text((columns * 0.86, rows * 0.07), letter, fill=250, font=font)
    return np.asarray(picture, dtype=np.float32) / np.float32(255)


def _collimate(shade: Plane, random: np.random.Generator) -> None:
    rows, columns = shade.shape
    top, bottom, left, right = random.uniform(0.006, 0.02, 4)
    shade[: int(top * rows)] = 0.97
    shade[rows - int(bottom * rows) :] = 0.97
    shade[:, : int(left * columns)] = 0.97
    shade[:, columns - int(right * columns) :] = 0.97


def _dataset(
    context: StudyContext,
    view: _View,
    stored: np.ndarray[tuple[int, int], np.dtype[np.uint16]],
    pitch: float,
) -> FileDataset:
    series = SeriesDescription(
        number=view.number,
        modality="CR",
        description=f"CHEST {view.name}",
        body_part="CHEST",
        maker="SIMULATED MEDICAL",
        model="Phantom CR Plate",
        protocol=f"CHEST {view.name}",
        seconds_after_start=50 * view.number,
    )
    ds = instance(series_template(context, series), context, ComputedRadiographyImageStorage, 1)
    ds.ImageType = ["ORIGINAL", "PRIMARY"]
    ds.ViewPosition = view.name
    ds.PatientOrientation = list(view.orientation)
    ds.ImagerPixelSpacing = [f"{pitch:.4f}", f"{pitch:.4f}"]
    ds.AcquisitionNumber = 1
    ds.KVP = "121"
    ds.ExposureTime = 8
    ds.XRayTubeCurrent = 320
    ds.Exposure = 3
    ds.DistanceSourceToDetector = "1800"
    ds.PlateID = "SIM0001"
    ds.Sensitivity = "200"
    ds.BurnedInAnnotation = "NO"
    ds.LossyImageCompression = "00"
    ds.PresentationLUTShape = "INVERSE" if view.photometric == "MONOCHROME1" else "IDENTITY"
    ds.WindowCenter = "2048"
    ds.WindowWidth = "4096"
    describe_grey_pixels(ds, stored, bits=12, photometric=view.photometric)
    ds.PixelData = stored.tobytes()
    return ds
