"""The smallest whole files of each kind that may be attached."""

import struct
import zlib


def pdf(mark: str = "1") -> bytes:
    """Differs by ``mark``, which stands in a comment (ISO 32000-1 7.2.3)."""
    head = b"%PDF-1.4\n%" + mark.encode() + b"\n"
    return head + b"trailer<</Size 1>>\nstartxref\n0\n%%EOF\n"


def jpeg(preview: bytes = b"") -> bytes:
    """An APP1 segment with ``preview`` in it, a scan of one byte, the end of the image."""
    segment = b"\xff\xe1" + struct.pack(">H", 2 + len(preview)) + preview
    return b"\xff\xd8" + segment + b"\xff\xda\x00\x02" + b"\x00" + b"\xff\xd9"


def png() -> bytes:
    """One grey pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x80")
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", rows), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    digest = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + digest
