"""Every transfer syntax that is accepted as sent (PS3.5 section 10, PS3.6 Table A-1)."""

from dataclasses import dataclass

IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2"
EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1"
ENCAPSULATED_UNCOMPRESSED = "1.2.840.10008.1.2.1.98"
DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1.99"
EXPLICIT_VR_BIG_ENDIAN = "1.2.840.10008.1.2.2"
DEFLATED_IMAGE_FRAME = "1.2.840.10008.1.2.8.1"
JPEG_BASELINE = "1.2.840.10008.1.2.4.50"
JPEG_EXTENDED = "1.2.840.10008.1.2.4.51"
JPEG_SPECTRAL_SELECTION = "1.2.840.10008.1.2.4.53"
JPEG_FULL_PROGRESSION = "1.2.840.10008.1.2.4.55"
JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57"
JPEG_LOSSLESS_SV1 = "1.2.840.10008.1.2.4.70"
JPEG_LS_LOSSLESS = "1.2.840.10008.1.2.4.80"
JPEG_LS_NEAR_LOSSLESS = "1.2.840.10008.1.2.4.81"
JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90"
JPEG_2000 = "1.2.840.10008.1.2.4.91"
JPEG_2000_MULTI_COMPONENT_LOSSLESS = "1.2.840.10008.1.2.4.92"
JPEG_2000_MULTI_COMPONENT = "1.2.840.10008.1.2.4.93"
HTJ2K_LOSSLESS = "1.2.840.10008.1.2.4.201"
HTJ2K_LOSSLESS_RPCL = "1.2.840.10008.1.2.4.202"
HTJ2K = "1.2.840.10008.1.2.4.203"
JPEG_XL_LOSSLESS = "1.2.840.10008.1.2.4.110"
JPEG_XL_RECOMPRESSION = "1.2.840.10008.1.2.4.111"
JPEG_XL = "1.2.840.10008.1.2.4.112"
RLE_LOSSLESS = "1.2.840.10008.1.2.5"


@dataclass(frozen=True, slots=True)
class TransferSyntax:
    """How a data set and its pixel data are encoded."""

    uid: str
    name: str
    explicit: bool = True
    little_endian: bool = True
    encapsulated: bool = True
    deflated: bool = False
    video: bool = False


_SYNTAXES = (
    TransferSyntax(
        IMPLICIT_VR_LITTLE_ENDIAN,
        "Implicit VR Little Endian",
        explicit=False,
        encapsulated=False,
    ),
    TransferSyntax(EXPLICIT_VR_LITTLE_ENDIAN, "Explicit VR Little Endian", encapsulated=False),
    TransferSyntax(
        DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
        "Deflated Explicit VR Little Endian",
        encapsulated=False,
        deflated=True,
    ),
    TransferSyntax(
        EXPLICIT_VR_BIG_ENDIAN,
        "Explicit VR Big Endian",
        little_endian=False,
        encapsulated=False,
    ),
    TransferSyntax(ENCAPSULATED_UNCOMPRESSED, "Encapsulated Uncompressed Explicit VR LE"),
    TransferSyntax(DEFLATED_IMAGE_FRAME, "Deflated Image Frame Compression"),
    TransferSyntax(JPEG_BASELINE, "JPEG Baseline (Process 1)"),
    TransferSyntax(JPEG_EXTENDED, "JPEG Extended (Process 2 and 4)"),
    TransferSyntax("1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 and 5)"),
    TransferSyntax(JPEG_SPECTRAL_SELECTION, "JPEG Spectral Selection (Process 6 and 8)"),
    TransferSyntax("1.2.840.10008.1.2.4.54", "JPEG Spectral Selection (Process 7 and 9)"),
    TransferSyntax(JPEG_FULL_PROGRESSION, "JPEG Full Progression (Process 10 and 12)"),
    TransferSyntax("1.2.840.10008.1.2.4.56", "JPEG Full Progression (Process 11 and 13)"),
    TransferSyntax(JPEG_LOSSLESS, "JPEG Lossless (Process 14)"),
    TransferSyntax("1.2.840.10008.1.2.4.58", "JPEG Lossless (Process 15)"),
    TransferSyntax(JPEG_LOSSLESS_SV1, "JPEG Lossless (Process 14, Selection Value 1)"),
    TransferSyntax(JPEG_LS_LOSSLESS, "JPEG-LS Lossless"),
    TransferSyntax(JPEG_LS_NEAR_LOSSLESS, "JPEG-LS Near-lossless"),
    TransferSyntax(JPEG_2000_LOSSLESS, "JPEG 2000 Lossless"),
    TransferSyntax(JPEG_2000, "JPEG 2000"),
    TransferSyntax(JPEG_2000_MULTI_COMPONENT_LOSSLESS, "JPEG 2000 Part 2 Lossless"),
    TransferSyntax(JPEG_2000_MULTI_COMPONENT, "JPEG 2000 Part 2"),
    TransferSyntax(JPEG_XL_LOSSLESS, "JPEG XL Lossless"),
    TransferSyntax(JPEG_XL_RECOMPRESSION, "JPEG XL JPEG Recompression"),
    TransferSyntax(JPEG_XL, "JPEG XL"),
    TransferSyntax(HTJ2K_LOSSLESS, "High-Throughput JPEG 2000 Lossless"),
    TransferSyntax(HTJ2K_LOSSLESS_RPCL, "High-Throughput JPEG 2000 Lossless RPCL"),
    TransferSyntax(HTJ2K, "High-Throughput JPEG 2000"),
    TransferSyntax(RLE_LOSSLESS, "RLE Lossless"),
    TransferSyntax("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile Main Level", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.100.1", "MPEG2 MP/ML fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile High Level", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.101.1", "MPEG2 MP/HL fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 4.1", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.102.1", "MPEG-4 AVC/H.264 4.1 fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 4.1 BD", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.103.1", "MPEG-4 AVC/H.264 BD fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 4.2 2D", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.104.1", "MPEG-4 AVC/H.264 2D fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 4.2 3D", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.105.1", "MPEG-4 AVC/H.264 3D fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.106.1", "MPEG-4 Stereo fragmentable", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile 5.1", video=True),
    TransferSyntax("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile 5.1", video=True),
)

TRANSFER_SYNTAXES: dict[str, TransferSyntax] = {syntax.uid: syntax for syntax in _SYNTAXES}

LOSSY_TRANSFER_SYNTAXES: frozenset[str] = frozenset(
    {
        JPEG_BASELINE,
        JPEG_EXTENDED,
        JPEG_SPECTRAL_SELECTION,
        JPEG_FULL_PROGRESSION,
        JPEG_LS_NEAR_LOSSLESS,
        JPEG_2000,
        JPEG_2000_MULTI_COMPONENT,
        JPEG_XL,
        HTJ2K,
    }
)
"""Syntaxes whose codec may have discarded information."""
