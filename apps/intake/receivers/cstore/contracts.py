"""What the receiver asks of the service behind it."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from apps.intake.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Admission:
    """A peer that may send. `peer_id` is the service's own key for it, opaque here.

    `folder`, if given, is where this peer's objects are written instead of the spool folder: the
    archive's own place for them, so that nothing need be moved. It must exist.
    """

    peer_id: str
    calling_aet: str
    called_aet: str
    address: str
    folder: Path | None = None


class Refusal(Enum):
    """Why an association is rejected: (result, source, reason) of PS3.8 Table 9-21."""

    CALLING_AE_NOT_RECOGNISED = (1, 1, 3)
    CALLED_AE_NOT_RECOGNISED = (1, 1, 7)
    TEMPORARY_CONGESTION = (2, 3, 1)
    LOCAL_LIMIT_EXCEEDED = (2, 3, 2)


@dataclass(frozen=True, slots=True)
class SpooledObject:
    """One received object as a DICOM file: our file meta information, the data set as sent.

    `path` is written out but not yet synced to disk. After `receive` it is deleted if it is still
    there, unless the reply says `keeps_file`. `content_hash` as `apps.archive.dicom.part10` has it.
    """

    path: Path
    size: int
    dataset_offset: int
    content_hash: str
    sop_class_uid: str
    sop_instance_uid: str
    transfer_syntax_uid: str
    association_id: str


@dataclass(frozen=True, slots=True)
class StoreReply:
    """`comment` goes to the sender as Error Comment (0000,0902): no PHI, at most 64 characters.

    With `keeps_file` the object stays at its path, the archive's from now on. That saves the
    rename, which costs a third of the rate under synchronous load (docs/adr/0003-dicom-receive.md).
    """

    outcome: Outcome
    comment: str = ""
    keeps_file: bool = False


class Intake(Protocol):
    """The service behind the receiver. Every method is called from the association's own thread."""

    def admit(self, calling_aet: str, called_aet: str, address: str) -> Admission | Refusal:
        """Whether the peer may associate. `address` is its IP address."""

    def association_opened(self, admission: Admission, association_id: str) -> None:
        """The association is about to be accepted."""

    def heartbeat(self, admission: Admission, association_id: str) -> None:
        """Data keeps arriving; at most once in a few seconds."""

    def association_closed(self, admission: Admission, association_id: str) -> None:
        """Released, aborted or broken; called once for each `association_opened`."""

    def receive(self, admission: Admission, spooled: SpooledObject) -> StoreReply:
        """Take the object. The answer goes out when this returns, so that a success must be
        durable by then. An exception is answered with `PROCESSING_FAILURE`."""
