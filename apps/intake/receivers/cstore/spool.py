"""Objects on their way from the wire to the archive, one file each."""

import contextlib
import errno
import os
import uuid
from pathlib import Path

from apps.archive.dicom.part10 import FileMetaInformation, encode_file_meta, new_content_digest
from apps.intake.outcomes import Outcome
from apps.intake.receivers.cstore.contracts import SpooledObject

_OUT_OF_RESOURCES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EFBIG})


class SpoolFull(Exception):
    """Less space is free than must stay free."""


class SpoolFile:
    """A file being written while its object arrives: never more than one piece in memory."""

    def __init__(
        self, folder: Path, meta: FileMetaInformation, *, least_free_bytes: int, association_id: str
    ) -> None:
        """Raises SpoolFull, OSError, or ValueError for UIDs that are not ASCII."""
        head = encode_file_meta(meta)
        space = os.statvfs(folder)
        if space.f_bavail * space.f_frsize < least_free_bytes:
            raise SpoolFull
        self._meta = meta
        self._association_id = association_id
        self._path = folder / f"{uuid.uuid4().hex}.dcm"
        self._digest = new_content_digest()
        self._dataset_offset = len(head)
        self._size = len(head)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._descriptor = os.open(self._path, flags, 0o600)
        self._write(head)

    def append(self, piece: memoryview) -> None:
        """Write a piece of the data set. Raises OSError."""
        self._digest.update(piece)
        self._write(piece)
        self._size += len(piece)

    def finish(self) -> SpooledObject:
        """Close the file and say what is in it. Raises OSError."""
        self._close()
        return SpooledObject(
            path=self._path,
            size=self._size,
            dataset_offset=self._dataset_offset,
            content_hash=self._digest.hexdigest(),
            sop_class_uid=self._meta.sop_class_uid,
            sop_instance_uid=self._meta.sop_instance_uid,
            transfer_syntax_uid=self._meta.transfer_syntax_uid,
            association_id=self._association_id,
        )

    def discard(self) -> None:
        """Close and delete, whatever state the file is in; what was moved away stays."""
        with contextlib.suppress(OSError):
            self._close()
        self._path.unlink(missing_ok=True)

    def _write(self, piece: bytes | memoryview) -> None:
        view = memoryview(piece)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def _close(self) -> None:
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)


def outcome_of_error(error: OSError) -> Outcome:
    """What the sender is told when the disk refuses: try again later, or that we failed."""
    if error.errno in _OUT_OF_RESOURCES:
        return Outcome.OUT_OF_RESOURCES
    return Outcome.PROCESSING_FAILURE
