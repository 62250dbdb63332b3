"""CT of the chest: 300 slices of 1 mm, or the prior's 150 of 2 mm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import CTImageStorage

from simulation.headers import (
    SeriesDescription,
    StudyContext,
    describe_grey_pixels,
    instance,
    place_in_space,
    series_template,
)
from simulation.phantoms.chest import Chest
from simulation.phantoms.chest_shape import ChestAnatomy, Nodule
from simulation.phantoms.raster import Frame, Plane, QuantumNoise, as_plane, blur, random_stream
from simulation.plans import Size

_FIELD_OF_VIEW = 380.0
_COVERED = 300.0


@dataclass(frozen=True)
class _Sampling:
    matrix: int
    slices: int


_SAMPLING: dict[Size, _Sampling] = {
    "full": _Sampling(512, 300),
    "medium": _Sampling(512, 60),
    "small": _Sampling(128, 20),
}


def make_ct_chest(context: StudyContext) -> Iterator[FileDataset]:
    """The CT instances from the lung apices down, signed 16 bit, rescale intercept -1024."""
    plan = context.plan
    sampling = _SAMPLING[plan.size]
    slices = sampling.slices // 2 if plan.prior else sampling.slices
    pitch = _COVERED / slices
    frame = Frame(sampling.matrix, _FIELD_OF_VIEW / sampling.matrix)
    chest = Chest(_anatomy(context))
    random = random_stream("ct chest noise", context.seed, plan.key)
    noise = QuantumNoise(random, frame.size, sigma=0.75)
    template = _template(context, frame, pitch)
    shift_y = 9.0 if plan.prior else 4.0
    for index in range(slices):
        z = -8.0 + index * pitch
        hu = blur(chest.slice(frame, z), 0.45, (0, 1))
        _add_table(frame, hu)
        hu += noise.draw() * _noise_level(frame)
        stored = np.clip(hu + 1024, 0, 4095).astype(np.int16)
        ds = instance(
            template,
            context,
            CTImageStorage,
            index + 1,
            taken=context.local_time + timedelta(milliseconds=10 * index),
        )
        ds.ImagePositionPatient = [
            f"{frame.origin:.4f}",
            f"{frame.origin - shift_y:.4f}",
            f"{-z - 60:.4f}",
        ]
        ds.SliceLocation = f"{-z - 60:.4f}"
        ds.PixelData = stored.tobytes()
        yield ds


def _anatomy(context: StudyContext) -> ChestAnatomy:
    plan = context.plan
    nodule = None
    if plan.finding == "nodule":
        centre = (-78.0, -18.0, 96.0)
        nodule = (
            Nodule((centre[0], centre[1] + 2, centre[2] + 3), 4.5)
            if plan.prior
            else Nodule(centre, 8.5)
        )
    return ChestAnatomy(
        seed=plan.anatomy,
        nodule=nodule,
        contrast=110.0 if plan.prior else 150.0,
        effusion=plan.finding == "effusion" and not plan.prior,
    )


def _noise_level(frame: Frame) -> Plane:
    away = (frame.x / 170) ** 2 + (frame.y / 120) ** 2
    return (7 + 8 * np.exp(-away)).astype(np.float32)


def _add_table(frame: Frame, hu: Plane) -> None:
    away = as_plane(np.sqrt(frame.x**2 + (frame.y + 320) ** 2) - 461)
    within = as_plane(np.clip((215 - np.abs(frame.x)) / 4, 0, 1))
    shell = frame.coverage(as_plane(1.3 - np.abs(away))) * within
    foam = frame.coverage(away) * frame.coverage(26 - away) * within
    frame.paint(hu, foam, -945.0)
    frame.paint(hu, shell, 20.0)
    frame.paint(hu, frame.coverage(as_plane(1.3 - np.abs(away - 26))) * within, -120.0)


def _template(context: StudyContext, frame: Frame, pitch: float) -> Dataset:
    series = SeriesDescription(
        number=2,
        modality="CT",
        description=f"CHEST {pitch:.1f} mm SOFT TISSUE",
        body_part="CHEST",
        maker="SIMULATED MEDICAL",
        model="Phantom CT 128",
        protocol="CHEST WITH CONTRAST",
        seconds_after_start=95,
    )
    ds = series_template(context, series)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.PatientPosition = "HFS"
    place_in_space(ds, context, frame.spacing, pitch)
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    ds.SpacingBetweenSlices = f"{pitch:.3f}"
    ds.AcquisitionNumber = 1
    ds.KVP = "120"
    ds.XRayTubeCurrent = 210
    ds.ExposureTime = 500
    ds.Exposure = 105
    ds.ScanOptions = "HELICAL"
    ds.ReconstructionDiameter = f"{_FIELD_OF_VIEW:.1f}"
    ds.ConvolutionKernel = "B31"
    ds.GantryDetectorTilt = "0"
    ds.ContrastBolusAgent = "IOHEXOL 350"
    ds.ContrastBolusRoute = "IV"
    ds.RescaleIntercept = "-1024"
    ds.RescaleSlope = "1"
    ds.RescaleType = "HU"
    ds.WindowCenter = ["40", "-600"]
    ds.WindowWidth = ["400", "1500"]
    ds.WindowCenterWidthExplanation = ["MEDIASTINUM", "LUNG"]
    describe_grey_pixels(ds, np.empty((frame.size, frame.size), np.int16), bits=16)
    return ds
