"""From stored cells to what the sender meant to be seen (PS3.3 C.7.6.16.2.9, C.11.1, C.11.2).

Reads the DICOM JSON Model of the object, also the functional groups of enhanced multi-frame ones.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.frames import PixelLayout
from apps.archive.dicom.transcode import DecodedFrame, Pixels, to_rgb
from apps.archive.dicom.values import Json

Attributes = dict[str, Json]
BulkReader = Callable[[str], bytes]
"""Gives the bytes behind a `bulkdata/<path>` URI of `ParsedHeaders.dicom_json`."""

_SHARED_GROUPS, _FRAME_GROUPS = "52009229", "52009230"
_PIXEL_VALUE_TRANSFORMATION, _FRAME_VOI_LUT = "00289145", "00289132"
_PALETTE_DESCRIPTORS = ("00281101", "00281102", "00281103")
_PALETTE_DATA = ("00281201", "00281202", "00281203")
_MOST_CELLS_FOR_PERCENTILES = 1_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """Centre and width in the units after the modality transformation (PS3.3 C.11.2.1.2).

    ``function`` is a VOI LUT Function (PS3.3 C.11.2.1.3); empty: the object's own, as a screen applies it to whatever
    centre and width the person chooses.
    """

    center: float
    width: float
    function: str = ""


def to_display(
    decoded: DecodedFrame,
    layout: PixelLayout,
    attributes: Attributes,
    *,
    frame_number: int = 1,
    window: Window | None = None,
    read_bulk: BulkReader | None = None,
) -> NDArray[np.uint8]:
    """8-bit grey (rows, columns) or RGB (rows, columns, 3), black is 0.

    Applies rescale, the given window or else the object's first VOI LUT or window or else the
    range of the cells, inverts MONOCHROME1, looks up palettes, converts YBR.
    Raises UndecodablePixels `unsupported_format` for a palette that is not there.
    """
    if layout.photometric_interpretation == "PALETTE COLOR":
        return _look_up_palette(decoded.pixels, layout, attributes, read_bulk)
    if decoded.pixels.ndim == 3:
        return _to_8_bit(to_rgb(decoded), layout)
    frame = _FrameAttributes(attributes, frame_number)
    cells = _stored_cells(decoded.pixels, layout)
    is_binary = layout.bits_allocated == 1
    grey = cells.astype(np.uint8) * np.uint8(255) if is_binary else _apply_voi(cells, frame, window)
    inverse = layout.photometric_interpretation == "MONOCHROME1"
    return np.uint8(255) - grey if inverse else grey


class _FrameAttributes:
    """First values that hold for one frame: its functional groups, the shared ones, the object."""

    def __init__(self, attributes: Attributes, frame_number: int) -> None:
        self._attributes = attributes
        self._groups = [
            group
            for group in (
                _item(attributes, _FRAME_GROUPS, frame_number - 1),
                _item(attributes, _SHARED_GROUPS, 0),
            )
            if group
        ]

    def in_group(self, sequence: str, key: str) -> Json:
        for group in self._groups:
            value = _first(_item(group, sequence, 0), key)
            if value is not None:
                return value
        return _first(self._attributes, key)

    def number(self, sequence: str, key: str) -> float | None:
        value = self.in_group(sequence, key)
        return float(value) if isinstance(value, int | float) else None

    def top(self) -> Attributes:
        return self._attributes


def _apply_voi(cells: Pixels, frame: _FrameAttributes, window: Window | None) -> NDArray[np.uint8]:
    if window is None:
        looked_up = _apply_voi_lut(cells, frame.top())
        if looked_up is not None:
            return looked_up
    slope = frame.number(_PIXEL_VALUE_TRANSFORMATION, "00281053") or 1.0
    intercept = frame.number(_PIXEL_VALUE_TRANSFORMATION, "00281052") or 0.0
    values = cells.astype(np.float32) * np.float32(slope) + np.float32(intercept)
    chosen = window or _own_window(frame) or _range_window(values, cells, frame)
    if not chosen.function:
        chosen = replace(chosen, function=_own_function(frame))
    return _apply_window(values, chosen)


def _own_window(frame: _FrameAttributes) -> Window | None:
    center = frame.number(_FRAME_VOI_LUT, "00281050")
    width = frame.number(_FRAME_VOI_LUT, "00281051")
    if center is None or width is None or width <= 0:
        return None
    return Window(center, width)


def _own_function(frame: _FrameAttributes) -> str:
    function = frame.in_group(_FRAME_VOI_LUT, "00281056")
    return function if isinstance(function, str) else "LINEAR"


def _range_window(values: Pixels, cells: Pixels, frame: _FrameAttributes) -> Window:
    """What lies between the first and the 99th percentile, padding (0028,0120) left out."""
    step = max(1, values.size // _MOST_CELLS_FOR_PERCENTILES)
    sampled, stored = values.ravel()[::step], cells.ravel()[::step]
    padding = _first(frame.top(), "00280120")
    if isinstance(padding, int):
        kept = sampled[stored != padding]
        sampled = kept if kept.size else sampled
    sampled = sampled[np.isfinite(sampled)]
    if not sampled.size:
        return Window(0.5, 1.0, "LINEAR_EXACT")
    low, high = (float(edge) for edge in np.percentile(sampled, (1, 99)))
    if high <= low:
        low, high = float(sampled.min()), float(sampled.max())
    return Window((low + high) / 2, max(high - low, 1e-6), "LINEAR_EXACT")


def _apply_window(values: Pixels, window: Window) -> NDArray[np.uint8]:
    center, width = window.center, window.width
    match window.function:
        case "SIGMOID":
            exponent = np.clip(-4 * (values - center) / width, -80, 80)
            scaled = 1 / (1 + np.exp(exponent))
        case "LINEAR_EXACT":
            scaled = (values - center) / width + 0.5
        case _:
            scaled = (values - (center - 0.5)) / max(width - 1, 1e-6) + 0.5
    scaled = np.nan_to_num(scaled, nan=0.0, posinf=1.0, neginf=0.0)
    eight_bit: NDArray[np.uint8] = np.rint(np.clip(scaled, 0, 1) * 255).astype(np.uint8)
    return eight_bit


def _apply_voi_lut(cells: Pixels, attributes: Attributes) -> NDArray[np.uint8] | None:
    """The first VOI LUT (0028,3010) when its data is inline numbers and there is no rescale."""
    item = _item(attributes, "00283010", 0)
    descriptor = _numbers(item, "00283002")
    table = _numbers(item, "00283006")
    if len(descriptor) != 3 or len(table) < 2 or "00281052" in attributes:
        return None
    first = descriptor[1]
    lut = np.asarray(table, np.float32)
    indices = np.clip(cells.astype(np.int64) - first, 0, len(lut) - 1)
    bits = min(max(descriptor[2], 1), 16)
    scaled: NDArray[np.uint8] = np.clip(lut / ((1 << bits) - 1) * 255, 0, 255).astype(np.uint8)
    return scaled[indices]


def _look_up_palette(
    pixels: Pixels, layout: PixelLayout, attributes: Attributes, read_bulk: BulkReader | None
) -> NDArray[np.uint8]:
    channels = []
    for descriptor_key, data_key in zip(_PALETTE_DESCRIPTORS, _PALETTE_DATA, strict=True):
        descriptor = _numbers(attributes, descriptor_key)
        data = _binary(attributes, data_key, read_bulk)
        if len(descriptor) != 3 or not data:
            raise UndecodablePixels("unsupported_format", "palette without its tables")
        entries = (descriptor[0] & 0xFFFF) or 65536
        first = descriptor[1]
        is_bytes = descriptor[2] == 8 and len(data) < 2 * entries
        even = len(data) - len(data) % 2
        table = np.frombuffer(data, "u1") if is_bytes else np.frombuffer(data[:even], "<u2")
        if not is_bytes and int(table.max(initial=0)) > 255:
            table = table >> 8
        cells = _stored_cells(pixels, layout).astype(np.int64) - first
        channels.append(table.astype(np.uint8)[np.clip(cells, 0, len(table) - 1)])
    return np.stack(channels, axis=-1)


def _to_8_bit(pixels: Pixels, layout: PixelLayout) -> NDArray[np.uint8]:
    if pixels.dtype == np.uint8:
        return pixels
    shift = max(0, min(layout.bits_stored, 16) - 8)
    eight_bit: NDArray[np.uint8] = np.clip(pixels.astype(np.int64) >> shift, 0, 255).astype(
        np.uint8
    )
    return eight_bit


def _stored_cells(pixels: Pixels, layout: PixelLayout) -> Pixels:
    """Cells without what lies above Bits Stored (overlays of old, garbage), sign-extended."""
    unused = layout.bits_allocated - layout.bits_stored
    if unused <= 0 or pixels.dtype.kind not in "iu" or layout.bits_stored < 1:
        return pixels
    cells: Pixels
    if pixels.dtype.kind == "u":
        cells = pixels & pixels.dtype.type((1 << layout.bits_stored) - 1)
    else:
        cells = np.left_shift(pixels, unused) >> unused
    return cells


def _element(attributes: Attributes, key: str) -> dict[str, Json]:
    element = attributes.get(key)
    return element if isinstance(element, dict) else {}


def _values(attributes: Attributes, key: str) -> list[Json]:
    values = _element(attributes, key).get("Value")
    return values if isinstance(values, list) else []


def _first(attributes: Attributes, key: str) -> Json:
    values = _values(attributes, key)
    return values[0] if values else None


def _item(attributes: Attributes, key: str, index: int) -> Attributes:
    items = _values(attributes, key)
    item = items[index] if 0 <= index < len(items) else None
    return item if isinstance(item, dict) else {}


def _numbers(attributes: Attributes, key: str) -> list[int]:
    return [value for value in _values(attributes, key) if isinstance(value, int)]


def _binary(attributes: Attributes, key: str, read_bulk: BulkReader | None) -> bytes:
    element: dict[str, Any] = dict(_element(attributes, key))
    if isinstance(element.get("InlineBinary"), str):
        return base64.b64decode(element["InlineBinary"])
    uri = element.get("BulkDataURI")
    if isinstance(uri, str) and read_bulk is not None:
        return read_bulk(uri)
    return b""
