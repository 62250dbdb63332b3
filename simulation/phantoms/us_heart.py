"""Echocardiogram: an apical four-chamber cine with colour flow, JPEG baseline."""

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import JPEGBaseline8Bit, UltrasoundMultiFrameImageStorage

from simulation.headers import SeriesDescription, StudyContext, instance, series_template
from simulation.phantoms.raster import Plane, as_plane, blur, random_stream, smooth_noise

_DEPTH = 160.0
_HALF_ANGLE = np.deg2rad(39.0)
_APEX_ROW = 34
_BEAT_FRAMES = 24
_FRAME_MILLISECONDS = 33.3


def make_us_heart(context: StudyContext) -> Iterator[FileDataset]:
    """One multi-frame instance, YBR_FULL_422, two beats; with colour flow unless small."""
    small = context.plan.size == "small"
    columns, rows = (160, 120) if small else (800, 600)
    count = 8 if small else 2 * _BEAT_FRAMES
    scanner = _Scanner(context, rows, columns)
    pictures = [
        scanner.frame(index * _BEAT_FRAMES // (8 if small else _BEAT_FRAMES))
        for index in range(count)
    ]
    encoded = [_jpeg(picture) for picture in pictures]
    ds = _dataset(context, rows, columns, count, scanner.millimetres_per_pixel)
    uncompressed = rows * columns * 3 * count
    ds.LossyImageCompression = "01"
    ds.LossyImageCompressionRatio = f"{uncompressed / sum(map(len, encoded)):.2f}"
    ds.LossyImageCompressionMethod = "ISO_10918_1"
    ds.PixelData = encapsulate(encoded)
    ds["PixelData"].VR = "OB"
    yield ds


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format="JPEG", quality=88, subsampling=1)
    return buffer.getvalue()


class _Scanner:
    """A sector probe above a beating heart, imaged beam by beam and then scan-converted."""

    def __init__(self, context: StudyContext, rows: int, columns: int) -> None:
        plan = context.plan
        random = random_stream("us", context.seed, plan.key)
        self._rows, self._columns = rows, columns
        self._beams, self._samples = (96, 160) if plan.size == "small" else (240, 560)
        self.millimetres_per_pixel = _DEPTH / (rows * 0.84)
        angle = np.linspace(-_HALF_ANGLE, _HALF_ANGLE, self._beams, dtype=np.float32)[None, :]
        depth = np.linspace(2, _DEPTH, self._samples, dtype=np.float32)[:, None]
        self._x, self._d = depth * np.sin(angle), depth * np.cos(angle)
        self._depth = depth
        self._real = self._scatterers(random)
        self._imaginary = self._scatterers(random)
        self._shadows = 1 + 0.18 * smooth_noise(random, 1, self._beams, scale=20)
        self._swirl = smooth_noise(random, self._samples, self._beams, scale=22)
        self._ecg_phase = float(random.uniform(0, 1))
        self._rate = int(random.integers(58, 92))
        self._map_pixels()

    def _scatterers(self, random: np.random.Generator) -> Plane:
        field = random.standard_normal((self._samples * 2, self._beams * 2), dtype=np.float32)
        field = blur(blur(field, 1.2, (0,)), 1.7, (1,))
        return as_plane(field / field.std())

    def _map_pixels(self) -> None:
        row = (np.arange(self._rows, dtype=np.float32) - self._rows * _APEX_ROW / 600)[:, None]
        column = (np.arange(self._columns, dtype=np.float32) - self._columns * 0.5)[None, :]
        distance = np.sqrt(row * row + column * column) * np.float32(self.millimetres_per_pixel)
        angle = np.arctan2(column, row)
        self._inside = (distance > 2) & (distance < _DEPTH) & (np.abs(angle) < _HALF_ANGLE)
        sample = (distance - 2) / (_DEPTH - 2) * (self._samples - 1)
        beam = (angle / _HALF_ANGLE + 1) / 2 * (self._beams - 1)
        self._sample = np.clip(sample, 0, self._samples - 1.001)[self._inside]
        self._beam = np.clip(beam, 0, self._beams - 1.001)[self._inside]

    def _convert(self, polar: Plane) -> Plane:
        low_row, low_beam = self._sample.astype(np.int32), self._beam.astype(np.int32)
        down, across = self._sample - low_row, self._beam - low_beam
        top = polar[low_row, low_beam] * (1 - across) + polar[low_row, low_beam + 1] * across
        bottom = (
            polar[low_row + 1, low_beam] * (1 - across) + polar[low_row + 1, low_beam + 1] * across
        )
        picture = np.zeros((self._rows, self._columns), dtype=np.float32)
        picture[self._inside] = top * (1 - down) + bottom * down
        return picture

    def frame(self, index: int) -> Image.Image:
        """The picture at frame `index` of the beat, with grey image, flow and annotations."""
        phase = (index % _BEAT_FRAMES) / _BEAT_FRAMES
        squeeze = float(np.sin(np.pi * phase / 0.42) ** 2) if phase < 0.42 else 0.0
        echo, blood = self._anatomy(squeeze, phase)
        speckle = self._speckle(squeeze)
        level = 20 * np.log10(speckle * echo * self._shadows + 1e-4)
        level = level - 4.0 * np.clip((self._depth - 110) / 50, 0, 1)
        grey = np.clip((level + 44) / 50, 0, 1) ** 1.15
        picture = self._convert(grey.astype(np.float32))
        colour = np.repeat((picture * 235)[:, :, None], 3, axis=2)
        flow = self._convert(self._flow(phase) * blood)
        _overlay_flow(colour, flow)
        return self._annotate(Image.fromarray(colour.astype(np.uint8)), index)

    def _speckle(self, squeeze: float) -> Plane:
        pull = 3.0 * squeeze
        row = np.arange(self._samples)[:, None] * 2 - (pull * (self._d - 60) / 30).astype(np.int32)
        beam = np.arange(self._beams)[None, :] * 2 - (pull * self._x / 18).astype(np.int32)
        row = np.clip(row, 0, self._samples * 2 - 1)
        beam = np.clip(beam, 0, self._beams * 2 - 1)
        return as_plane(np.hypot(self._real[row, beam], self._imaginary[row, beam]))

    def _inside_oval(
        self, centre: tuple[float, float], radii: tuple[float, float], tilt: float = 0.0
    ) -> Plane:
        dx, dd = self._x - centre[0], self._d - centre[1]
        cosine, sine = np.cos(tilt), np.sin(tilt)
        across, along = dx * cosine + dd * sine, dd * cosine - dx * sine
        radial = np.sqrt((across / radii[0]) ** 2 + (along / radii[1]) ** 2)
        return as_plane((1 - radial) * min(radii))

    def _anatomy(self, squeeze: float, phase: float) -> tuple[Plane, Plane]:
        wave = self._swirl * 1.4
        echo = (0.10 + 0.05 * np.clip(self._swirl, 0, 2)).astype(np.float32)
        sac = self._inside_oval((-2, 84), (53, 72)) + wave
        echo = np.where(sac > 0, 0.20, echo)
        echo += 1.3 * np.exp(-((sac / 1.7) ** 2)) * (self._d > 40)
        swell = 1 + 0.16 * squeeze
        chambers = [
            self._inside_oval(
                (13, 68 - 2 * squeeze), (20 * (1 - 0.30 * squeeze), 42 * (1 - 0.13 * squeeze)), 0.08
            ),
            self._inside_oval(
                (-24, 76 - 3 * squeeze),
                (15 * (1 - 0.28 * squeeze), 33 * (1 - 0.16 * squeeze)),
                -0.20,
            ),
            self._inside_oval((16, 132 - 4 * squeeze), (20 * swell, 17 * swell)),
            self._inside_oval((-25, 129 - 4 * squeeze), (18 * swell, 16 * swell)),
        ]
        blood = np.zeros_like(echo)
        for depth in chambers:
            inside = np.clip((depth + 0.6 * wave) / 1.6 + 0.5, 0, 1)
            echo = as_plane(echo * (1 - inside) + 0.022 * inside)
            echo += 0.35 * np.exp(-(((depth + 0.6) / 1.1) ** 2)) * (1 - inside)
            blood = np.maximum(blood, inside)
        echo += (
            0.30
            * np.exp(-(((self._x + 6 + 0.05 * self._d) / 3.2) ** 2))
            * (self._d < 118)
            * (sac > 4)
        )
        opening = (
            float(np.clip(np.sin(np.pi * (phase - 0.46) / 0.5), 0, 1)) if phase > 0.46 else 0.0
        )
        for left, right, annulus in ((-5.0, 33.0, 113.0), (-38.0, -11.0, 108.0)):
            echo += 0.9 * self._leaflets(left, right, annulus - 5 * squeeze, opening)
        return echo.astype(np.float32), (blood * (sac > 0)).astype(np.float32)

    def _leaflets(self, left: float, right: float, annulus: float, opening: float) -> Plane:
        middle = (left + right) / 2
        total = np.zeros_like(self._x)
        for hinge, side in ((left, 1), (right, -1)):
            tip = (middle - side * (1 + 9 * opening), annulus - 5 - 13 * opening)
            along_x, along_d = tip[0] - hinge, tip[1] - annulus
            length = float(np.hypot(along_x, along_d))
            share = ((self._x - hinge) * along_x + (self._d - annulus) * along_d) / length**2
            share = np.clip(share, 0, 1)
            away = np.hypot(self._x - hinge - share * along_x, self._d - annulus - share * along_d)
            total = np.maximum(total, np.exp(-((away / 1.2) ** 2)))
        return total.astype(np.float32)

    def _flow(self, phase: float) -> Plane:
        """Velocity over the Nyquist limit, positive towards the probe."""
        jet = np.exp(-(((self._x - 14) / (8 + np.abs(self._d - 112) * 0.12)) ** 2))
        if phase > 0.46:
            speed = float(np.sin(np.pi * (phase - 0.46) / 0.54)) * 0.85
            reach = np.exp(-(((self._d - 98) / 30) ** 2))
        else:
            speed = -float(np.sin(np.pi * phase / 0.46)) * 0.55
            jet = np.exp(-(((self._x - 2 - (100 - self._d) * 0.10) / 8) ** 2))
            reach = np.exp(-(((self._d - 92) / 26) ** 2))
        box = (self._d > 58) & (self._d < 138) & (np.abs(self._x) < 34)
        return (speed * jet * reach * (1 + 0.25 * self._swirl) * box).astype(np.float32)

    def _annotate(self, picture: Image.Image, index: int) -> Image.Image:
        draw = ImageDraw.Draw(picture)
        scale = self._rows / 600
        font = ImageFont.load_default(size=max(8, round(13 * scale)))
        width, height = picture.size
        if scale >= 0.5:
            lines = (
                "S5-1  Adult Echo",
                "MI 1.1  TIS 0.8",
                "2D  62%  C 50",
                "CF  59%  2.5 MHz",
                f"HR {self._rate} bpm",
            )
            for row, text in enumerate(lines):
                draw.text((14, 60 + row * 20), text, fill=(200, 205, 210), font=font)
            for step in range(256):
                shade = round((255 - step) * 0.92)
                draw.line((16, 200 + step * 0.7, 26, 200 + step * 0.7), fill=(shade, shade, shade))
                draw.line(
                    (width - 40, 70 + step * 0.6, width - 26, 70 + step * 0.6),
                    fill=_flow_colour(1 - step / 127.5),
                )
            draw.text((width - 52, 50), "+61.6", fill=(200, 205, 210), font=font)
            draw.text((width - 52, 228), "-61.6", fill=(200, 205, 210), font=font)
            for tick in range(0, int(_DEPTH) + 1, 10):
                level = self._rows * _APEX_ROW / 600 + tick / self.millimetres_per_pixel
                draw.line(
                    (width - 96, level, width - (108 if tick % 50 == 0 else 102), level),
                    fill=(150, 155, 160),
                )
        draw.polygon(
            [(width / 2, 8 * scale), (width / 2 - 7, 20 * scale), (width / 2 + 7, 20 * scale)],
            fill=(240, 200, 60),
        )
        self._draw_ecg(draw, width, height, index)
        return picture

    def _draw_ecg(self, draw: ImageDraw.ImageDraw, width: int, height: int, index: int) -> None:
        at = np.arange(0, width, 2)
        phase = (at / width * 3 + self._ecg_phase) % 1
        wave = (
            0.12 * np.exp(-(((phase - 0.18) / 0.025) ** 2))
            - 0.14 * np.exp(-(((phase - 0.285) / 0.008) ** 2))
            + 1.0 * np.exp(-(((phase - 0.305) / 0.010) ** 2))
            - 0.25 * np.exp(-(((phase - 0.328) / 0.010) ** 2))
            + 0.24 * np.exp(-(((phase - 0.56) / 0.045) ** 2))
        )
        rows = height * 0.965 - wave * height * 0.055
        draw.line(list(zip(at.tolist(), rows.tolist(), strict=True)), fill=(70, 220, 110), width=1)
        now = width * (index / _BEAT_FRAMES / 3)
        draw.line((now, height * 0.90, now, height * 0.98), fill=(230, 80, 80))


def _flow_colour(velocity: float) -> tuple[int, int, int]:
    strength = abs(velocity)
    if velocity >= 0:
        return round(90 + 165 * strength), round(200 * max(0.0, strength - 0.35)), 0
    return 0, round(210 * max(0.0, strength - 0.3)), round(100 + 155 * strength)


def _overlay_flow(colour: NDArray[np.float32], flow: Plane) -> None:
    strength = np.clip(np.abs(flow), 0, 1)
    shown = (strength > 0.13) & (colour[:, :, 0] < 120)
    towards = flow > 0
    painted = np.stack(
        [
            np.where(towards, 90 + 165 * strength, 0),
            200 * np.clip(strength - 0.35, 0, 1),
            np.where(towards, 0, 100 + 155 * strength),
        ],
        axis=2,
    )
    colour[shown] = painted[shown]


def _dataset(
    context: StudyContext, rows: int, columns: int, frames: int, pitch: float
) -> FileDataset:
    series = SeriesDescription(
        number=1,
        modality="US",
        description="APICAL 4 CHAMBER",
        body_part="HEART",
        maker="SIMULATED MEDICAL",
        model="Phantom Echo",
        protocol="ADULT ECHO",
        seconds_after_start=120,
    )
    ds = instance(
        series_template(context, series),
        context,
        UltrasoundMultiFrameImageStorage,
        1,
        transfer_syntax=JPEGBaseline8Bit,
    )
    ds.ImageType = ["ORIGINAL", "PRIMARY", "", "0011"]
    ds.AcquisitionNumber = 1
    ds.PatientOrientation = ""
    ds.NumberOfFrames = frames
    ds.FrameIncrementPointer = 0x00181063
    ds.FrameTime = f"{_FRAME_MILLISECONDS:.1f}"
    ds.CineRate = round(1000 / _FRAME_MILLISECONDS)
    ds.RecommendedDisplayFrameRate = ds.CineRate
    ds.StartTrim, ds.StopTrim = 1, frames
    ds.UltrasoundColorDataPresent = 1
    ds.BurnedInAnnotation = "NO"
    ds.SequenceOfUltrasoundRegions = [_region(rows, columns, pitch)]
    ds.SamplesPerPixel = 3
    ds.PhotometricInterpretation = "YBR_FULL_422"
    ds.PlanarConfiguration = 0
    ds.Rows, ds.Columns = rows, columns
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 8, 8, 7, 0
    return ds


def _region(rows: int, columns: int, pitch: float) -> Dataset:
    """US Region Calibration (PS3.3 C.8.5.5): a 2D region measured in centimetres."""
    region = Dataset()
    region.RegionSpatialFormat = 1
    region.RegionDataType = 1
    region.RegionFlags = 0
    region.RegionLocationMinX0, region.RegionLocationMinY0 = round(columns * 0.12), 0
    region.RegionLocationMaxX1, region.RegionLocationMaxY1 = round(columns * 0.88), rows - 1
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = pitch / 10
    return region
