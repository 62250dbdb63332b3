"""One frame's bytes out of a stored object, by seeking (PS3.5 section 8, PS3.18 section 8.7.3)."""

from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

import numpy as np

from apps.archive.dicom.container import inflated
from apps.archive.dicom.errors import UndecodablePixels, UnreadableObject
from apps.archive.dicom.fragments import FrameIndex
from apps.archive.dicom.headers import ParsedHeaders
from apps.archive.dicom.source import open_source
from apps.archive.dicom.transfer_syntaxes import EXPLICIT_VR_LITTLE_ENDIAN, TRANSFER_SYNTAXES
from apps.archive.dicom.values import Json

FLOAT_PIXEL_DATA = 0x7FE00008
DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009


@dataclass(frozen=True, slots=True)
class PixelLayout:
    """All that is needed to fetch and decode a frame; goes to and from JSON, for an index.

    `offset` and `length` delimit the pixel data's value field in the stored file, or in the
    inflated data set when `deflated`; `dataset_offset` is where the data set begins in the file.
    """

    transfer_syntax_uid: str
    dataset_offset: int
    offset: int
    length: int
    tag: int
    vr: str
    encapsulated: bool
    deflated: bool
    frames: FrameIndex
    number_of_frames: int
    rows: int
    columns: int
    samples_per_pixel: int
    photometric_interpretation: str
    planar_configuration: int
    bits_allocated: int
    bits_stored: int
    pixel_representation: int

    @classmethod
    def of(cls, headers: ParsedHeaders) -> "PixelLayout | None":
        """The layout of a parsed object, None when it has no pixel data."""
        if headers.pixels is None:
            return None
        pixels = headers.pixels
        bits_allocated = headers.bits_allocated or 8
        return cls(
            transfer_syntax_uid=headers.transfer_syntax_uid,
            dataset_offset=headers.dataset_offset,
            offset=pixels.offset,
            length=pixels.length,
            tag=pixels.tag,
            vr=pixels.vr,
            encapsulated=pixels.encapsulated,
            deflated=pixels.deflated,
            frames=pixels.frames,
            number_of_frames=headers.number_of_frames,
            rows=headers.rows or 0,
            columns=headers.columns or 0,
            samples_per_pixel=headers.samples_per_pixel or 1,
            photometric_interpretation=headers.photometric_interpretation,
            planar_configuration=headers.planar_configuration or 0,
            bits_allocated=bits_allocated,
            bits_stored=headers.bits_stored or bits_allocated,
            pixel_representation=headers.pixel_representation or 0,
        )

    def to_json(self) -> dict[str, Json]:
        """The layout as JSON values."""
        fields = asdict(self)
        fields["frames"] = [[[offset, n] for offset, n in frame] for frame in self.frames]
        return fields

    @classmethod
    def from_json(cls, fields: dict[str, Json]) -> "PixelLayout":
        """The layout that `to_json` wrote. Raises TypeError, KeyError for anything else."""
        typed: dict[str, Any] = dict(fields)
        typed["frames"] = tuple(
            tuple((offset, length) for offset, length in frame) for frame in typed["frames"]
        )
        return cls(**typed)

    @property
    def frame_bits(self) -> int:
        """Bits of one native frame; YBR_FULL_422 shares its chroma between two pixels."""
        samples = self.samples_per_pixel
        if samples == 3 and self.photometric_interpretation == "YBR_FULL_422":
            samples = 2
        return self.rows * self.columns * samples * self.bits_allocated


@dataclass(frozen=True, slots=True)
class StoredFrame:
    """A frame as it can be delivered; native frames are always little endian."""

    data: bytes
    transfer_syntax_uid: str


def read_frame(file: BinaryIO, layout: PixelLayout, number: int) -> StoredFrame:
    """Frame `number` (from 1) of the stored `file`, which must be able to seek.

    Native frames come out as Explicit VR Little Endian whatever they were stored as, bit-packed
    ones aligned to begin on a byte; encapsulated ones as stored, their fragments joined.

    Raises UndecodablePixels: `no_such_frame`, `frames_unresolved`, `truncated`.
    """
    if not 1 <= number <= layout.number_of_frames:
        raise UndecodablePixels("no_such_frame", f"frame {number} of {layout.number_of_frames}")
    if layout.encapsulated:
        return _read_encapsulated(file, layout, number)
    first, length, leading_bits = _native_slice(layout, number)
    if layout.deflated:
        data = _read_deflated(file, layout, first, length)
    else:
        file.seek(first)
        data = file.read(length)
    if len(data) < length:
        raise UndecodablePixels("truncated", f"frame {number}")
    return StoredFrame(_as_little_endian(data, layout, leading_bits), EXPLICIT_VR_LITTLE_ENDIAN)


def _read_deflated(file: BinaryIO, layout: PixelLayout, first: int, length: int) -> bytes:
    try:
        with (
            open_source(file) as source,
            inflated(source, layout.dataset_offset, layout.transfer_syntax_uid) as clear,
        ):
            return clear.read_at(first, length)
    except UnreadableObject as error:
        raise UndecodablePixels("truncated", error.detail) from error


def _read_encapsulated(file: BinaryIO, layout: PixelLayout, number: int) -> StoredFrame:
    if len(layout.frames) < number:
        raise UndecodablePixels("frames_unresolved", "no offset table tells the frames apart")
    parts = []
    for offset, length in layout.frames[number - 1]:
        file.seek(offset)
        part = file.read(length)
        if len(part) < length:
            raise UndecodablePixels("truncated", f"frame {number}")
        parts.append(part)
    return StoredFrame(b"".join(parts), layout.transfer_syntax_uid)


def _native_slice(layout: PixelLayout, number: int) -> tuple[int, int, int]:
    """File offset, bytes to read and leading bits to drop. Raises UndecodablePixels `truncated`."""
    first_bit = layout.frame_bits * (number - 1)
    first_byte, last_byte = first_bit // 8, (first_bit + layout.frame_bits + 7) // 8
    leading_bits = first_bit % 8
    if last_byte > layout.length or layout.frame_bits == 0:
        raise UndecodablePixels("truncated", f"frame {number} ends at byte {last_byte}")
    if _has_swapped_pairs(layout):
        leading_bits += first_byte % 2 * 8
        first_byte -= first_byte % 2
        last_byte += last_byte % 2
    return layout.offset + first_byte, last_byte - first_byte, leading_bits


def _has_swapped_pairs(layout: PixelLayout) -> bool:
    """Cells of 8 bits or fewer in big-endian OW words: PS3.5 section 8.1.1 and Annex D."""
    return (
        not TRANSFER_SYNTAXES[layout.transfer_syntax_uid].little_endian
        and layout.vr == "OW"
        and layout.bits_allocated <= 8
    )


def _as_little_endian(data: bytes, layout: PixelLayout, leading_bits: int) -> bytes:
    syntax = TRANSFER_SYNTAXES[layout.transfer_syntax_uid]
    if _has_swapped_pairs(layout):
        data = np.frombuffer(data, ">u2").astype("<u2").tobytes()
    elif not syntax.little_endian and layout.bits_allocated > 8:
        size = layout.bits_allocated // 8
        data = np.frombuffer(data, f">u{size}").astype(f"<u{size}").tobytes()
    if leading_bits % 8 == 0 and layout.frame_bits % 8 == 0:
        return data[leading_bits // 8 : (leading_bits + layout.frame_bits) // 8]
    bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
    wanted = bits[leading_bits : leading_bits + layout.frame_bits]
    return np.packbits(wanted, bitorder="little").tobytes()
