"""MR of the brain: sagittal T1, axial T2, FLAIR, T1 and diffusion with its ADC map."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import MRImageStorage

from simulation.headers import (
    SeriesDescription,
    StudyContext,
    describe_grey_pixels,
    instance,
    place_in_space,
    series_template,
)
from simulation.phantoms.head import Head, HeadAnatomy, Tissue, make_head
from simulation.phantoms.head_slices import Direction, cut
from simulation.phantoms.head_space import SHAPE, Volume
from simulation.phantoms.raster import Plane, QuantumNoise, as_plane, random_stream, smooth_noise
from simulation.plans import Size

_T1: dict[Tissue, float] = {
    "grey": 520, "white": 760, "csf": 150, "dura": 330, "cortex": 40, "diploe": 560, "skin": 520,
    "fat": 1080, "muscle": 400, "eye": 160, "lens": 330, "sinus": 8, "mucosa": 330, "blood": 640,
    "oedema": 430, "infarct": 400, "lesion": 470,
}  # fmt: skip
_T2: dict[Tissue, float] = {
    "grey": 520, "white": 360, "csf": 1320, "dura": 180, "cortex": 30, "diploe": 330, "skin": 330,
    "fat": 640, "muscle": 200, "eye": 1350, "lens": 250, "sinus": 8, "mucosa": 800, "blood": 300,
    "oedema": 860, "infarct": 840, "lesion": 880,
}  # fmt: skip
_FLAIR: dict[Tissue, float] = {
    "grey": 560, "white": 420, "csf": 95, "dura": 240, "cortex": 30, "diploe": 320, "skin": 360,
    "fat": 720, "muscle": 240, "eye": 110, "lens": 250, "sinus": 8, "mucosa": 700, "blood": 420,
    "oedema": 930, "infarct": 880, "lesion": 1020,
}  # fmt: skip
_B0: dict[Tissue, float] = {
    "grey": 560, "white": 430, "csf": 1400, "dura": 150, "cortex": 15, "diploe": 40, "skin": 40,
    "fat": 50, "muscle": 190, "eye": 1350, "lens": 200, "sinus": 5, "mucosa": 300, "blood": 260,
    "oedema": 820, "infarct": 760, "lesion": 780,
}  # fmt: skip
_ADC: dict[Tissue, float] = {
    "grey": 840, "white": 760, "csf": 3050, "dura": 700, "muscle": 1300, "eye": 2900, "blood": 600,
    "oedema": 1400, "infarct": 410, "lesion": 1150, "mucosa": 1500, "lens": 800, "skin": 900,
}  # fmt: skip


@dataclass(frozen=True)
class _Sequence:
    number: int
    description: str
    direction: Direction
    contrast: dict[Tissue, float]
    slices: int
    matrix: int
    pitch: float
    field_of_view: float
    scanning: str
    repetition: float
    echo: float
    inversion: float | None
    noise: float
    b_values: tuple[int, ...] = ()
    derived: bool = False


_SEQUENCES = (
    _Sequence(2, "SAG T1 3D", "sagittal", _T1, 150, 256, 1.0, 256, "GR", 1900, 2.5, 900, 13),
    _Sequence(3, "AX T2 TSE", "axial", _T2, 30, 512, 5.0, 230, "SE", 4800, 98, None, 12),
    _Sequence(4, "AX FLAIR", "axial", _FLAIR, 30, 320, 5.0, 230, "IR", 9000, 86, 2500, 14),
    _Sequence(5, "AX T1", "axial", _T1, 30, 320, 5.0, 230, "SE", 520, 9, None, 12),
    _Sequence(
        6, "AX DWI b0 b1000", "axial", _B0, 30, 192, 5.0, 230, "EP", 6200, 84, None, 16, (0, 1000)
    ),
    _Sequence(7, "AX ADC", "axial", _ADC, 30, 192, 5.0, 230, "EP", 6200, 84, None, 40, (), True),
)
_KEPT: dict[Size, tuple[int, ...]] = {
    "full": (2, 3, 4, 5, 6, 7),
    "medium": (3, 4, 6, 7),
    "small": (3, 6),
}


def make_mr_brain(context: StudyContext) -> Iterator[FileDataset]:
    """All MR instances, series by series, unsigned 12 of 16 bit."""
    plan = context.plan
    head = make_head(
        HeadAnatomy(
            plan.anatomy, stroke=plan.finding == "stroke", lesions=plan.finding == "lesions"
        )
    )
    for sequence in _SEQUENCES:
        if sequence.number in _KEPT[plan.size]:
            yield from _series(context, head, sequence)


def _series(context: StudyContext, head: Head, sequence: _Sequence) -> Iterator[FileDataset]:
    small = context.plan.size == "small"
    size, slices = (128, 10) if small else (sequence.matrix, sequence.slices)
    pitch = sequence.pitch * sequence.slices / slices
    spacing = sequence.field_of_view / size
    random = random_stream("mr", context.seed, context.plan.key, sequence.number)
    noise = _MagnitudeNoise(random, size, sequence.noise)
    template = _template(context, sequence, size, spacing, pitch)
    number = 0
    for b_value in sequence.b_values or (0,):
        volume = _signal(head, sequence, b_value)
        volume *= _coil_shading()
        for index in range(slices):
            number += 1
            place = (index - (slices - 1) / 2) * pitch + (
                0 if sequence.direction == "sagittal" else 2
            )
            plane = cut(
                volume,
                sequence.direction,
                place,
                size=size,
                spacing=spacing,
                turn=0.03,
                thickness=sequence.pitch - 1,
            )
            ds = instance(template, context, MRImageStorage, number)
            _place(ds, sequence.direction, place, size, spacing)
            if sequence.b_values:
                ds.DiffusionBValue = float(b_value)
            ds.PixelData = np.clip(noise.add(plane), 0, 4095).astype(np.uint16).tobytes()
            yield ds


def _signal(head: Head, sequence: _Sequence, b_value: int) -> Volume:
    """Signal of the sequence; with diffusion weighting S = S0 exp(-b ADC)."""
    if b_value == 0:
        return head.weigh(sequence.contrast, air=0.0)
    weighted: dict[Tissue, float] = {
        tissue: 1.9 * signal * float(np.exp(-b_value * _ADC.get(tissue, 500.0) * 1e-6))
        for tissue, signal in sequence.contrast.items()
    }
    return head.weigh(weighted, air=0.0)


def _coil_shading() -> Volume:
    z, y, x = (np.linspace(-1, 1, length, dtype=np.float32) for length in SHAPE)
    fading = np.clip((np.arange(SHAPE[0], dtype=np.float32) - 2) / 34, 0, 1)[:, None, None]
    shading = (
        1.0
        + 0.10 * y[None, :, None] ** 2
        + 0.08 * x[None, None, :] ** 2
        + 0.06 * z[:, None, None]
        - 0.05 * x[None, None, :] * y[None, :, None]
    )
    return as_plane(fading * shading)


class _MagnitudeNoise:
    """Rician noise with a faint texture inside tissue."""

    def __init__(self, random: np.random.Generator, size: int, level: float) -> None:
        self._real = QuantumNoise(random, size, sigma=0.55)
        self._imaginary = QuantumNoise(random, size, sigma=0.55)
        self._level = np.float32(level)
        self._texture = 1 + np.float32(0.025) * smooth_noise(random, size, size, scale=3)

    def add(self, plane: Plane) -> Plane:
        """The magnitude of the plane with complex noise added."""
        real = np.maximum(plane, 0) * self._texture + self._real.draw() * self._level
        imaginary = self._imaginary.draw() * self._level
        return as_plane(np.sqrt(real * real + imaginary * imaginary))


def _place(ds: FileDataset, direction: Direction, place: float, size: int, spacing: float) -> None:
    corner = -(size - 1) / 2 * spacing
    position = (corner, corner, place) if direction == "axial" else (place, corner, -corner)
    ds.ImagePositionPatient = [f"{value:.4f}" for value in position]
    ds.SliceLocation = f"{place:.4f}"


def _template(
    context: StudyContext, sequence: _Sequence, size: int, spacing: float, pitch: float
) -> Dataset:
    series = SeriesDescription(
        number=sequence.number,
        modality="MR",
        description=sequence.description,
        body_part="BRAIN",
        maker="SIMULATED MEDICAL",
        model="Phantom MR 3T",
        protocol=sequence.description,
        seconds_after_start=240 * sequence.number,
    )
    ds = series_template(context, series)
    kind = ["DERIVED", "PRIMARY", "ADC"] if sequence.derived else ["ORIGINAL", "PRIMARY", "M"]
    ds.ImageType = kind
    ds.PatientPosition = "HFS"
    place_in_space(ds, context, spacing, min(sequence.pitch, pitch))
    axial = sequence.direction == "axial"
    ds.ImageOrientationPatient = [1, 0, 0, 0, 1, 0] if axial else [0, 1, 0, 0, 0, -1]
    ds.SpacingBetweenSlices = f"{pitch:.3f}"
    ds.ScanningSequence = sequence.scanning
    ds.SequenceVariant = "SK"
    ds.ScanOptions = ""
    ds.MRAcquisitionType = "2D" if axial else "3D"
    ds.RepetitionTime = f"{sequence.repetition:g}"
    ds.EchoTime = f"{sequence.echo:g}"
    if sequence.inversion and sequence.scanning == "IR":
        ds.InversionTime = f"{sequence.inversion:g}"
    ds.EchoTrainLength = 1 if sequence.scanning != "IR" else 16
    ds.MagneticFieldStrength = "3"
    ds.FlipAngle = "9" if not axial else "90"
    ds.AcquisitionNumber = 1
    top = max(value for tissue, value in sequence.contrast.items() if tissue not in ("fat", "eye"))
    ds.WindowCenter = f"{top * 0.54:.0f}"
    ds.WindowWidth = f"{top * 1.08:.0f}"
    describe_grey_pixels(ds, np.empty((size, size), np.uint16), bits=12)
    return ds
