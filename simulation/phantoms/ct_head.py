"""CT of the head: 300 slices of 0.58 mm from the skull base up, or the prior's 150."""

from collections.abc import Iterator

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
from simulation.phantoms.head import HeadAnatomy, Tissue, make_head
from simulation.phantoms.head_slices import cut
from simulation.phantoms.raster import QuantumNoise, random_stream
from simulation.plans import Size

HOUNSFIELD: dict[Tissue, float] = {
    "grey": 39,
    "white": 29,
    "csf": 7,
    "dura": 52,
    "cortex": 1350,
    "diploe": 520,
    "skin": 50,
    "fat": -88,
    "muscle": 56,
    "eye": 10,
    "lens": 78,
    "sinus": -990,
    "mucosa": 36,
    "blood": 70,
    "oedema": 19,
    "infarct": 22,
    "lesion": 21,
}

_FIELD_OF_VIEW = 240.0
_LOWEST, _COVERED = -86.0, 174.0
_MATRIX: dict[Size, tuple[int, int]] = {"full": (512, 300), "medium": (512, 40), "small": (128, 20)}


def make_ct_head(context: StudyContext) -> Iterator[FileDataset]:
    """The CT instances from below upwards, unsigned 12 of 16 bit, rescale intercept -1024."""
    plan = context.plan
    size, slices = _MATRIX[plan.size]
    slices = slices // 2 if plan.prior else slices
    pitch, spacing = _COVERED / slices, _FIELD_OF_VIEW / size
    head = make_head(HeadAnatomy(plan.anatomy, bleed=plan.finding == "bleed" and not plan.prior))
    volume = head.weigh(HOUNSFIELD, air=-1000.0)
    random = random_stream("ct head noise", context.seed, plan.key)
    noise = QuantumNoise(random, size, sigma=0.8)
    turn, shift = (0.045, (-5.0, 4.0)) if plan.prior else (-0.02, (2.0, -3.0))
    template = _template(context, size, spacing, pitch)
    for index in range(slices):
        height = _LOWEST + index * pitch
        hu = cut(
            volume,
            "axial",
            height,
            size=size,
            spacing=spacing,
            shift=shift,
            turn=turn,
            thickness=min(pitch, 5.0),
        )
        _add_headrest(hu, spacing)
        hu += noise.draw() * np.float32(4.2)
        ds = instance(template, context, CTImageStorage, index + 1)
        corner = -(size - 1) / 2 * spacing
        ds.ImagePositionPatient = [f"{corner:.4f}", f"{corner - 20:.4f}", f"{height + 700:.4f}"]
        ds.SliceLocation = f"{height + 700:.4f}"
        ds.PixelData = np.clip(hu + 1024, 0, 4095).astype(np.uint16).tobytes()
        yield ds


def _add_headrest(hu: np.ndarray[tuple[int, int], np.dtype[np.float32]], spacing: float) -> None:
    size = hu.shape[0]
    at = (np.arange(size, dtype=np.float32) - (size - 1) / 2) * np.float32(spacing)
    away = np.sqrt(at[None, :] ** 2 + (at[:, None] + 12) ** 2) - 125
    shell = np.clip(1.4 - np.abs(away), 0, 1) * (at[:, None] > 20)
    outside = hu < -900
    hu += shell * outside * (90 - hu)


def _template(context: StudyContext, size: int, spacing: float, pitch: float) -> Dataset:
    series = SeriesDescription(
        number=2,
        modality="CT",
        description=f"HEAD {pitch:.2f} mm BRAIN",
        body_part="HEAD",
        maker="SIMULATED MEDICAL",
        model="Phantom CT 64",
        protocol="HEAD WITHOUT CONTRAST",
        seconds_after_start=60,
    )
    ds = series_template(context, series)
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.PatientPosition = "HFS"
    place_in_space(ds, context, spacing, pitch)
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    ds.SpacingBetweenSlices = f"{pitch:.3f}"
    ds.AcquisitionNumber = 1
    ds.KVP = "120"
    ds.XRayTubeCurrent = 280
    ds.ExposureTime = 1000
    ds.Exposure = 280
    ds.ReconstructionDiameter = f"{_FIELD_OF_VIEW:.1f}"
    ds.ConvolutionKernel = "H31"
    ds.GantryDetectorTilt = "0"
    ds.RescaleIntercept = "-1024"
    ds.RescaleSlope = "1"
    ds.RescaleType = "HU"
    ds.WindowCenter = ["40", "600"]
    ds.WindowWidth = ["80", "2800"]
    ds.WindowCenterWidthExplanation = ["BRAIN", "BONE"]
    describe_grey_pixels(ds, np.empty((size, size), np.uint16), bits=12)
    return ds
