"""Reading parts of stored objects, in threads, so that a slow disk holds up nobody else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from apps.archive import storage
from apps.archive.dicom.errors import UndecodablePixels
from apps.common.errors import DomainError

CHUNK = 512 * 1024
_PREAMBLE, _PREFIX = 128, b"DICM"
T = TypeVar("T")


class BlobMissing(DomainError):
    """The index knows the object, but its bytes cannot be read."""

    status = 500
    code = "object_unreadable"
    title = "The stored object cannot be read"


def open_blob(key: str) -> BinaryIO:
    """The blob, able to seek; unbuffered where it is a file. Raises ``BlobMissing``."""
    try:
        path = storage.local_path(key)
        return storage.open_blob(key) if path is None else _unbuffered(path)
    except OSError as error:
        raise BlobMissing(
            "Tell support the time; the object's bytes are not where they should be."
        ) from error


def _unbuffered(path: Path) -> BinaryIO:
    return cast("BinaryIO", path.open("rb", buffering=0))


async def in_thread(work: Callable[[], T]) -> T:
    """What ``work`` answers; for files and codecs, never for the database."""
    return await asyncio.get_running_loop().run_in_executor(None, work)


async def chunks_for_export(key: str) -> AsyncIterator[bytes]:
    """The blob in bounded pieces, its preamble zeroed: bytes 0 to 127 may make a file executable elsewhere
    (PS3.10 7.1; CVE-2019-11687).
    """
    file = await in_thread(lambda: open_blob(key))
    try:
        chunk = neutral_preamble(await in_thread(lambda: file.read(CHUNK)))
        while chunk:
            yield chunk
            chunk = await in_thread(lambda: file.read(CHUNK))
    finally:
        file.close()


async def chunks_between(key: str, offset: int, length: int) -> AsyncIterator[bytes]:
    """``length`` bytes from ``offset`` in bounded pieces."""
    file = await in_thread(lambda: open_blob(key))
    try:
        await in_thread(lambda: file.seek(offset))
        while length:
            chunk = await in_thread(partial(file.read, min(CHUNK, length)))
            if not chunk:
                return
            length -= len(chunk)
            yield chunk
    finally:
        file.close()


def neutral_preamble(start: bytes) -> bytes:
    """The first bytes of a DICOM file with nothing in the preamble."""
    if start[_PREAMBLE : _PREAMBLE + 4] != _PREFIX:
        return start
    return bytes(_PREAMBLE) + start[_PREAMBLE:]


def read_exactly(file: BinaryIO, offset: int, length: int) -> bytes:
    """``length`` bytes from ``offset``. Raises ``UndecodablePixels`` where the blob ends before."""
    file.seek(offset)
    data = file.read(length)
    if len(data) < length:
        raise UndecodablePixels("truncated", f"{len(data)} of {length} bytes at {offset}")
    return data
