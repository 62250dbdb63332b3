"""What a receiver process needs to be told."""

from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ScpSettings:
    """`spool_folder` lies on the file system of the archive's folder, so that a move is a rename.

    `maximum_pdu_length` is what we offer (PS3.8 Annex D.1); DCMTK sends at most 128 KiB.
    `network_timeout` seconds without a byte end an association, `association_timeout` a connection
    that does not associate. `least_free_bytes` must stay free on the spool's disk.
    """

    spool_folder: Path
    maximum_pdu_length: int = 256 * 1024
    maximum_associations: int = 64
    association_timeout: float = 30.0
    network_timeout: float = 60.0
    least_free_bytes: int = 512 * MEBIBYTE
