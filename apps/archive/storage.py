"""Where the bytes of objects lie: `storages["blobs"]`, a folder by default, S3 in production.

A key starts with the tenant's id and is used once: a blob is never written over, so that a reader can never see
half of one object and half of another.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages


def instance_key(*, tenant_id: UUID, study_instance_uid: str, object_id: UUID) -> str:
    """The key of one received object: beside the others of its study, under a name of its own."""
    digest = hashlib.sha256(study_instance_uid.encode("utf-8", "replace")).hexdigest()
    return f"{tenant_id}/instances/{digest[:2]}/{digest[2:26]}/{object_id}.dcm"


def keep_file(*, spooled: Path, key: str) -> None:
    """Moves a finished file to `key`; when this returns, its bytes survive a loss of power.

    On a folder that is rename, fsync, fsync of the directory; on an object store the upload's own promise.
    Raises `OSError` (or the store's error) and then nothing lies under `key`.
    """
    storage = blobs()
    if isinstance(storage, FileSystemStorage):
        _keep_in_folder(spooled, Path(storage.path(key)))
        return
    with spooled.open("rb") as file:
        storage.save(key, File(file))
    spooled.unlink()


def open_blob(key: str) -> BinaryIO:
    """The bytes under `key`, open for reading and seeking. Raises `FileNotFoundError`."""
    path = local_path(key)
    if path is not None:
        return path.open("rb")
    return cast("BinaryIO", blobs().open(key, "rb"))


def local_path(key: str) -> Path | None:
    """The file behind `key` where the store is a folder, for reading ranges; None on an object store."""
    storage = blobs()
    return Path(storage.path(key)) if isinstance(storage, FileSystemStorage) else None


@contextmanager
def readable_file(key: str) -> Iterator[Path]:
    """A local file with the blob's bytes; a temporary copy where the store is not a folder."""
    path = local_path(key)
    if path is not None:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="teleread-blob-") as copy:
        with open_blob(key) as file:
            shutil.copyfileobj(file, copy, 1024 * 1024)
        copy.flush()
        yield Path(copy.name)


def forget_blob(key: str) -> None:
    """Removes a blob that no row names; nothing there is no error."""
    blobs().delete(key)


def blobs() -> Storage:
    return storages["blobs"]


def _keep_in_folder(spooled: Path, target: Path) -> None:
    _make_durable_folder(target.parent)
    _beside(spooled, target).rename(target)
    try:
        # In this order the file's journal entry carries its new name too, and the directory's
        # fsync has nothing left to write. No row names the key yet, so nobody can read half a file.
        _fsync(target, os.O_RDWR)
        _fsync(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _beside(spooled: Path, target: Path) -> Path:
    """The file on the target's file system, because a rename across file systems is a copy and not atomic."""
    if spooled.stat().st_dev == target.parent.stat().st_dev:
        return spooled
    near = target.with_suffix(".part")
    shutil.copyfile(spooled, near)
    spooled.unlink()
    return near


@lru_cache(maxsize=4096)
def _make_durable_folder(folder: Path) -> None:
    """Creates a folder so that its entry survives too.

    Every ancestor below the root is made durable, also one that another process has just created. Cached: blob
    folders are not removed while we run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = Path(blobs().path(""))
    for each in (folder, *folder.parents):
        if each == root:
            return
        _fsync(each.parent, os.O_RDONLY | os.O_DIRECTORY)


def _fsync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
