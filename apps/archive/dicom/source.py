"""Random access to the bytes of an object without holding them in memory."""

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

Readable = str | os.PathLike[str] | bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class ByteSource:
    """`buffer` may be sliced for headers; `read_at` is for scanning pixel data.

    Pixel data is never touched through the map, so that a scan over two gigabytes does not make
    two gigabytes resident.
    """

    buffer: bytes | mmap.mmap
    descriptor: int | None

    @property
    def size(self) -> int:
        return len(self.buffer)

    def read_at(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`; fewer at the end of the source."""
        if self.descriptor is None:
            return self.buffer[offset : offset + length]
        return os.pread(self.descriptor, length, offset)


@contextmanager
def open_source(readable: Readable) -> Iterator[ByteSource]:
    """Open a path, bytes, or a binary file with a descriptor (left open) for random access."""
    if isinstance(readable, bytes):
        yield ByteSource(readable, None)
        return
    if isinstance(readable, str | os.PathLike):
        with Path(readable).open("rb") as file, _mapped(file) as source:
            yield source
        return
    with _mapped(readable) as source:
        yield source


@contextmanager
def _mapped(file: BinaryIO) -> Iterator[ByteSource]:
    descriptor = file.fileno()
    if os.fstat(descriptor).st_size == 0:
        yield ByteSource(b"", descriptor)
        return
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as mapped:
        yield ByteSource(mapped, descriptor)
