"""A C-STORE SCU that sends a study as a modality would: files as they lie, one association."""

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydicom.filereader import read_file_meta_info
from pydicom.uid import UID
from pynetdicom import AE, _config, evt
from pynetdicom.association import Association
from pynetdicom.events import Event
from pynetdicom.presentation import build_context

_MAXIMUM_CONTEXTS = 128
_OUT_OF_RESOURCES = range(0xA700, 0xA800)


@dataclass(frozen=True)
class Destination:
    """The archive to send to."""

    host: str
    port: int
    called_ae: str


@dataclass(frozen=True)
class Outcome:
    """What became of a study: instances stored (or stored with a warning), and refused."""

    stored: int
    refused: int
    seconds: float


class ArchiveUnavailable(ConnectionError):
    """The archive cannot be reached, rejects the association or is out of resources; try later."""


def send_study(
    files: Sequence[Path], *, calling_ae: str, destination: Destination, timeout: float = 30.0
) -> Outcome:
    """Send the files over one association, each in the transfer syntax it is stored in.

    Bytes go out unchanged. An instance the archive refuses for good is counted and skipped.
    Raises ArchiveUnavailable when trying again later can help, ValueError when the study needs
    more than 128 presentation contexts.
    """
    begun = time.monotonic()
    # pynetdicom offers sending files without decoding them only as a setting of the process.
    _config.STORE_SEND_CHUNKED_DATASET = True
    association = _associate(files, calling_ae, destination, timeout)
    try:
        stored = sum(_store(association, path, calling_ae) for path in files)
        association.release()
    finally:
        if association.is_established:
            association.abort()
    return Outcome(stored, len(files) - stored, time.monotonic() - begun)


def _associate(
    files: Sequence[Path], calling_ae: str, destination: Destination, timeout: float
) -> Association:
    contexts = sorted({_context(path) for path in files})
    if len(contexts) > _MAXIMUM_CONTEXTS:
        raise ValueError(f"{len(contexts)} presentation contexts do not fit in one association")
    ae = AE(ae_title=calling_ae)
    ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = ae.connection_timeout = timeout
    ae.requested_contexts = [build_context(UID(sop), UID(syntax)) for sop, syntax in contexts]
    association = ae.associate(
        destination.host,
        destination.port,
        ae_title=destination.called_ae,
        evt_handlers=[(evt.EVT_CONN_OPEN, _send_without_delay)],
    )
    if not association.is_established:
        reason = "rejected the association" if association.is_rejected else "does not answer"
        raise ArchiveUnavailable(
            f"{destination.called_ae} at {destination.host}:{destination.port} {reason} "
            f"(calling as {calling_ae})"
        )
    return association


def _context(path: Path) -> tuple[str, str]:
    meta = read_file_meta_info(path)
    return str(meta.MediaStorageSOPClassUID), str(meta.TransferSyntaxUID)


def _send_without_delay(event: Event) -> None:
    connection = event.assoc.dul.socket
    if connection is not None and connection.socket is not None:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _store(association: Association, path: Path, calling_ae: str) -> bool:
    try:
        status = association.send_c_store(path)
    except ValueError:
        # The archive accepted the association but not this presentation context.
        return False
    except RuntimeError as error:
        raise ArchiveUnavailable(f"the association of {calling_ae} was lost") from error
    if "Status" not in status:
        raise ArchiveUnavailable(f"the association of {calling_ae} was lost")
    code = int(status.Status)
    if code in _OUT_OF_RESOURCES:
        raise ArchiveUnavailable(f"the archive is out of resources (status {code:04X})")
    return code == 0 or code >> 12 == 0xB
