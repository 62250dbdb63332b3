"""Frames to arrays and back: every syntax we can decode, HTJ2K as the one we encode.

imagecodecs carries the codecs (libjpeg-turbo, CharLS, OpenJPEG, OpenJPH, libjxl). Bytes of unknown
origin go in; whatever a codec raises comes out as `UndecodablePixels`.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from apps.archive.dicom import transfer_syntaxes as syntaxes
from apps.archive.dicom.errors import UndecodablePixels
from apps.archive.dicom.frames import (
    DOUBLE_FLOAT_PIXEL_DATA,
    FLOAT_PIXEL_DATA,
    PixelLayout,
    StoredFrame,
)

Pixels = NDArray[Any]

_MOST_CELLS = 2**30
_HTJ2K_LEVELS = 5


@dataclass(frozen=True, slots=True)
class DecodedFrame:
    """`pixels` is (rows, columns) or (rows, columns, 3), in native byte order.

    `photometric_interpretation` is true of `pixels`: decoders of JPEG and JPEG 2000 already
    undid the colour transforms of their codestreams.
    """

    pixels: Pixels
    photometric_interpretation: str


def decode_frame(frame: StoredFrame, layout: PixelLayout) -> DecodedFrame:
    """Decode one frame; cells keep their stored values, sign-extended where signed.

    Raises UndecodablePixels: `unsupported_transfer_syntax`, `unsupported_format`, `codec_failed`,
    `truncated`.
    """
    if layout.rows * layout.columns * layout.samples_per_pixel > _MOST_CELLS:
        raise UndecodablePixels("unsupported_format", "frame is too large")
    if layout.samples_per_pixel not in (1, 3) or not layout.rows or not layout.columns:
        raise UndecodablePixels("unsupported_format", "rows, columns or samples per pixel")
    uid = frame.transfer_syntax_uid
    if uid in (syntaxes.EXPLICIT_VR_LITTLE_ENDIAN, syntaxes.ENCAPSULATED_UNCOMPRESSED):
        return _decode_native(frame.data, layout)
    if uid == syntaxes.DEFLATED_IMAGE_FRAME:
        return _decode_native(_inflate_frame(frame.data, layout), layout)
    decoder = _DECODERS.get(uid)
    if decoder is None:
        raise UndecodablePixels("unsupported_transfer_syntax", uid)
    try:
        pixels, photometric = decoder(frame.data, layout)
    except (RuntimeError, ValueError, TypeError, MemoryError, OverflowError) as error:
        # imagecodecs' own errors all derive from RuntimeError.
        raise UndecodablePixels("codec_failed", type(error).__name__) from error
    return DecodedFrame(_conform(pixels, layout), photometric)


def to_rgb(decoded: DecodedFrame) -> Pixels:
    """Colour pixels as 8- or 16-bit RGB (PS3.3 C.7.6.3.1.2); RGB comes back as it is."""
    if decoded.photometric_interpretation not in ("YBR_FULL", "YBR_FULL_422"):
        return decoded.pixels
    dtype = decoded.pixels.dtype
    half = float(1 << (dtype.itemsize * 8 - 1))
    cells = decoded.pixels.astype(np.float32)
    luma, blue, red = cells[..., 0], cells[..., 1] - half, cells[..., 2] - half
    rgb = np.stack(
        (luma + 1.402 * red, luma - 0.344136 * blue - 0.714136 * red, luma + 1.772 * blue),
        axis=-1,
    )
    clipped: Pixels = np.clip(np.rint(rgb), 0, 2 * half - 1).astype(dtype)
    return clipped


def can_become_htj2k(layout: PixelLayout) -> bool:
    """Whether an HTJ2K derivative is lossless, useful, and true to the object's own header.

    Not for floats and cells beyond 16 bits (browsers' decoders stop there), nor single bits; not
    for what is lossy already (it would grow); not where decoding changes the photometric
    interpretation that the metadata announces (subsampled chroma).
    """
    return (
        layout.tag not in (FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA)
        and layout.bits_allocated in (8, 16)
        and layout.samples_per_pixel in (1, 3)
        and not layout.photometric_interpretation.endswith(("_422", "_420"))
        and layout.transfer_syntax_uid not in syntaxes.LOSSY_TRANSFER_SYNTAXES
        and not syntaxes.TRANSFER_SYNTAXES[layout.transfer_syntax_uid].video
    )


def encode_htj2k(pixels: Pixels) -> bytes:
    """A reversible HTJ2K codestream (1.2.840.10008.1.2.4.201; its packets are in RPCL order).

    8 or 16 bits, signed or unsigned as the array is (the codestream's Ssiz says so, and OpenJPH in
    the browser hands out Int16Array or Uint16Array by it). Each resolution is a tile-part of its
    own, so that a leading range of bytes decodes to a smaller image. Three samples are coded with
    the reversible component transform, which every decoder undoes, so that the cells come out
    under whatever photometric interpretation the header announces; without it the browser's
    decoder does not interleave them.

    Raises UndecodablePixels `unsupported_format` or `codec_failed`.
    """
    if pixels.dtype not in (np.uint8, np.int8, np.uint16, np.int16):
        raise UndecodablePixels("unsupported_format", str(pixels.dtype))
    smallest = min(pixels.shape[0], pixels.shape[1])
    levels = max(0, min(_HTJ2K_LEVELS, smallest.bit_length() - 1))
    try:
        encoded = imagecodecs.htj2k_encode(
            np.ascontiguousarray(pixels),
            reversible=True,
            resolutions=levels,
            rgb=pixels.ndim == 3,
            planar=False,
            tlm=True,
            tilepart=imagecodecs.HTJ2K.TILEPART.RESOLUTIONS,
        )
    except (RuntimeError, ValueError, TypeError) as error:
        raise UndecodablePixels("codec_failed", type(error).__name__) from error
    return bytes(encoded)


def _decode_native(data: bytes, layout: PixelLayout) -> DecodedFrame:
    rows, columns, samples = layout.rows, layout.columns, layout.samples_per_pixel
    photometric = layout.photometric_interpretation
    if len(data) * 8 < layout.frame_bits:
        raise UndecodablePixels("truncated", f"{len(data)} bytes")
    if layout.bits_allocated == 1:
        bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
        return DecodedFrame(bits[: rows * columns].reshape(rows, columns), photometric)
    dtype = _dtype(layout)
    cells = np.frombuffer(data, dtype, count=layout.frame_bits // layout.bits_allocated)
    if samples == 1:
        return DecodedFrame(_conform(cells.reshape(rows, columns), layout), photometric)
    if photometric == "YBR_FULL_422":
        return DecodedFrame(_unpack_422(cells, rows, columns), "YBR_FULL")
    if layout.planar_configuration == 1:
        return DecodedFrame(cells.reshape(3, rows, columns).transpose(1, 2, 0), photometric)
    return DecodedFrame(cells.reshape(rows, columns, 3), photometric)


def _unpack_422(cells: Pixels, rows: int, columns: int) -> Pixels:
    """Y1 Y2 CB CR for each two pixels (PS3.3 C.7.6.3.1.2)."""
    if columns % 2:
        raise UndecodablePixels("unsupported_format", "YBR_FULL_422 with odd columns")
    groups = cells.reshape(rows, columns // 2, 4)
    pixels = np.empty((rows, columns, 3), cells.dtype)
    pixels[..., 0] = groups[..., :2].reshape(rows, columns)
    pixels[..., 1] = np.repeat(groups[..., 2], 2, axis=1)
    pixels[..., 2] = np.repeat(groups[..., 3], 2, axis=1)
    return pixels


def _inflate_frame(data: bytes, layout: PixelLayout) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(data, layout.frame_bits // 8 + 1)
    except zlib.error as error:
        raise UndecodablePixels("codec_failed", "deflate") from error


def _dtype(layout: PixelLayout) -> "np.dtype[Any]":
    if layout.tag == FLOAT_PIXEL_DATA:
        return np.dtype("<f4")
    if layout.tag == DOUBLE_FLOAT_PIXEL_DATA:
        return np.dtype("<f8")
    if layout.bits_allocated == 1:
        return np.dtype("u1")
    if layout.bits_allocated not in (8, 16, 32, 64):
        raise UndecodablePixels("unsupported_format", f"{layout.bits_allocated} bits allocated")
    sign = "i" if layout.pixel_representation else "u"
    return np.dtype(f"<{sign}{layout.bits_allocated // 8}")


def _conform(pixels: Pixels, layout: PixelLayout) -> Pixels:
    """The shape and type that the header announces; signs extended from Bits Stored."""
    shape = (layout.rows, layout.columns)
    if pixels.shape[:2] != shape or pixels.ndim != (2 if layout.samples_per_pixel == 1 else 3):
        raise UndecodablePixels("codec_failed", "codestream and header disagree on the size")
    dtype = _dtype(layout)
    if dtype.kind == "f" or pixels.dtype == dtype:
        return pixels
    if pixels.dtype.kind == "b":
        return pixels.astype(dtype)
    if dtype.kind == "i" and pixels.dtype.kind == "u" and layout.bits_stored < dtype.itemsize * 8:
        shift = dtype.itemsize * 8 - layout.bits_stored
        extended: Pixels = np.left_shift(pixels.astype(dtype), shift) >> shift
        return extended
    return pixels.astype(dtype)


def _decode_jpeg(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    if layout.samples_per_pixel == 1:
        return imagecodecs.jpeg8_decode(data), layout.photometric_interpretation
    as_rgb = layout.photometric_interpretation == "RGB" and not _says_ycbcr(data)
    pixels = imagecodecs.jpeg8_decode(
        data, colorspace="RGB" if as_rgb else "YCBCR", outcolorspace="RGB"
    )
    return pixels, "RGB"


def _says_ycbcr(data: bytes) -> bool:
    """JFIF, or an Adobe APP14 segment with transform 1, whatever the DICOM header says."""
    head = data[:4096]
    if head[6:11] == b"JFIF\0":
        return True
    adobe = head.find(b"Adobe\0")
    if adobe >= 0 and head[adobe - 4 : adobe - 2] == b"\xff\xee":
        return head[adobe + 11 : adobe + 12] == b"\1"
    return False


def _decode_lossless_jpeg(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    try:
        return imagecodecs.jpegsof3_decode(data), layout.photometric_interpretation
    except imagecodecs.Jpegsof3Error:
        # Baseline codestreams travel under the lossless syntax; the codestream knows better.
        return _decode_jpeg(data, layout)


def _decode_jpeg_ls(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    pixels = imagecodecs.jpegls_decode(data)
    if layout.samples_per_pixel == 3 and pixels.ndim == 3 and pixels.shape[0] == 3:
        pixels = pixels.transpose(1, 2, 0)
    return pixels, layout.photometric_interpretation


def _decode_jpeg_2000(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    return imagecodecs.jpeg2k_decode(data), _photometric_after_j2k(layout)


def _decode_htj2k(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    return imagecodecs.htj2k_decode(data, planar=False), _photometric_after_j2k(layout)


def _photometric_after_j2k(layout: PixelLayout) -> str:
    """The codestream's own component transform is undone by the decoder (PS3.5 8.2.4)."""
    if layout.photometric_interpretation in ("YBR_RCT", "YBR_ICT"):
        return "RGB"
    return layout.photometric_interpretation


def _decode_jpeg_xl(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    photometric = layout.photometric_interpretation
    return imagecodecs.jpegxl_decode(data), "RGB" if layout.samples_per_pixel == 3 else photometric


def _decode_rle(data: bytes, layout: PixelLayout) -> tuple[Pixels, str]:
    """PS3.5 Annex G: one segment a byte plane, most significant first, samples one by one."""
    planes = imagecodecs.dicomrle_decode(data, _dtype(layout))
    if layout.bits_allocated == 1:
        return _decode_native(bytes(planes), layout).pixels, layout.photometric_interpretation
    cells = np.frombuffer(planes, _dtype(layout))
    wanted = layout.rows * layout.columns * layout.samples_per_pixel
    if cells.size < wanted:
        raise UndecodablePixels("truncated", "RLE segments")
    shape = (layout.samples_per_pixel, layout.rows, layout.columns)
    pixels = cells[:wanted].reshape(shape)
    plane = pixels[0] if layout.samples_per_pixel == 1 else pixels.transpose(1, 2, 0)
    return plane, layout.photometric_interpretation


_DECODERS: dict[str, Callable[[bytes, PixelLayout], tuple[Pixels, str]]] = {
    syntaxes.JPEG_BASELINE: _decode_jpeg,
    syntaxes.JPEG_EXTENDED: _decode_jpeg,
    syntaxes.JPEG_SPECTRAL_SELECTION: _decode_jpeg,
    syntaxes.JPEG_FULL_PROGRESSION: _decode_jpeg,
    syntaxes.JPEG_LOSSLESS: _decode_lossless_jpeg,
    syntaxes.JPEG_LOSSLESS_SV1: _decode_lossless_jpeg,
    syntaxes.JPEG_LS_LOSSLESS: _decode_jpeg_ls,
    syntaxes.JPEG_LS_NEAR_LOSSLESS: _decode_jpeg_ls,
    syntaxes.JPEG_2000_LOSSLESS: _decode_jpeg_2000,
    syntaxes.JPEG_2000: _decode_jpeg_2000,
    syntaxes.JPEG_2000_MULTI_COMPONENT_LOSSLESS: _decode_jpeg_2000,
    syntaxes.JPEG_2000_MULTI_COMPONENT: _decode_jpeg_2000,
    syntaxes.HTJ2K_LOSSLESS: _decode_htj2k,
    syntaxes.HTJ2K_LOSSLESS_RPCL: _decode_htj2k,
    syntaxes.HTJ2K: _decode_htj2k,
    syntaxes.JPEG_XL_LOSSLESS: _decode_jpeg_xl,
    syntaxes.JPEG_XL_RECOMPRESSION: _decode_jpeg_xl,
    syntaxes.JPEG_XL: _decode_jpeg_xl,
    syntaxes.RLE_LOSSLESS: _decode_rle,
}
