"""The service behind the C-STORE receiver: from associations and spooled files to the intake's one door.

Called from the threads of many associations. No thread keeps a database connection between two calls, so that idle
associations cannot exhaust the pool.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection

from apps.common.isolation import tenant_context
from apps.intake import services
from apps.intake.outcomes import Outcome
from apps.intake.receivers.answers import outcome_of
from apps.intake.receivers.cstore.contracts import Admission, Refusal, SpooledObject, StoreReply

logger = logging.getLogger(__name__)
RECEIVER = "cstore"
LONGEST_COMMENT = 64

_REFUSALS = {
    services.RefusalReason.CALLED_AE_NOT_RECOGNIZED: Refusal.CALLED_AE_NOT_RECOGNISED,
    services.RefusalReason.CALLING_AE_NOT_RECOGNIZED: Refusal.CALLING_AE_NOT_RECOGNISED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedPeer(Admission):
    """The receiver's admission with what the service knows behind it."""

    admitted: services.Admission


@dataclass(slots=True)
class _Session:
    """One association. Its transfer is opened with its first object: a C-ECHO leaves no row."""

    admitted: services.Admission
    transfer_id: UUID | None = None
    carried: set[str] = field(default_factory=set)


class DatabaseIntake:
    """The `Intake` of a receiver process."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Session] = {}
        self._lock = threading.Lock()

    def admit(self, calling_aet: str, called_aet: str, address: str) -> Admission | Refusal:
        """Raises `DatabaseError`, which the receiver answers as a passing congestion."""
        with _database():
            admitted = services.admit(
                calling_ae_title=calling_aet, called_ae_title=called_aet, address=address
            )
        if isinstance(admitted, services.Refusal):
            logger.warning(
                "Refused %r calling %r from %s: %s",
                calling_aet,
                called_aet,
                address,
                admitted.reason,
            )
            return _REFUSALS[admitted.reason]
        return AdmittedPeer(
            str(admitted.peer_id), calling_aet, called_aet, address, admitted=admitted
        )

    def association_opened(self, admission: Admission, association_id: str) -> None:
        assert isinstance(admission, AdmittedPeer)
        with self._lock:
            self._sessions[association_id] = _Session(admission.admitted)

    def heartbeat(self, admission: Admission, association_id: str) -> None:
        """Nothing: `keep_alive` says for every open association that it is, also between two objects."""

    def association_closed(self, admission: Admission, association_id: str) -> None:
        with self._lock:
            session = self._sessions.pop(association_id, None)
        if session is None or session.transfer_id is None:
            return
        try:
            with _database():
                services.close_transfer(
                    tenant_id=session.admitted.tenant_id, transfer_id=session.transfer_id
                )
        except (DatabaseError, InterfaceError):
            # Its heartbeat ends, so that the study is not held up for long.
            logger.warning("A transfer could not be closed; its heartbeat will run out.")

    def receive(self, admission: Admission, spooled: SpooledObject) -> StoreReply:
        """Success only where blob and index row are durable; else the modality is told to try again."""
        with self._lock:
            session = self._sessions[spooled.association_id]
        try:
            with _database():
                received = services.receive_object(
                    origin=self._origin(session),
                    spooled=services.SpooledObject(
                        path=spooled.path,
                        size=spooled.size,
                        content_hash=spooled.content_hash,
                        transfer_syntax_uid=spooled.transfer_syntax_uid,
                        sop_class_uid=spooled.sop_class_uid,
                        sop_instance_uid=spooled.sop_instance_uid,
                    ),
                    carried=session.carried,
                )
        except (services.TemporarilyUnavailable, DatabaseError, InterfaceError):
            return StoreReply(Outcome.OUT_OF_RESOURCES, "Not stored: try again later")
        return StoreReply(outcome_of(received), received.reason[:LONGEST_COMMENT])

    def keep_alive(self, stop: threading.Event) -> None:
        """Until `stop`: says every few seconds which transfers are alive. Runs in a thread of its own."""
        while not stop.wait(services.HEARTBEAT_SECONDS):
            try:
                with _database():
                    self._beat()
            except (DatabaseError, InterfaceError):
                logger.warning("Heartbeats could not be written; the database does not answer.")

    def _beat(self) -> None:
        alive: dict[UUID, list[UUID]] = {}
        with self._lock:
            for session in self._sessions.values():
                if session.transfer_id is not None:
                    alive.setdefault(session.admitted.tenant_id, []).append(session.transfer_id)
        for tenant_id, transfer_ids in alive.items():
            services.beat_transfers(tenant_id=tenant_id, transfer_ids=transfer_ids)

    def _origin(self, session: _Session) -> services.Origin:
        admitted = session.admitted
        if session.transfer_id is None:
            with tenant_context(admitted.tenant_id):
                transfer = services.open_transfer(
                    actor=admitted.actor,
                    site=admitted.site,
                    receiver=RECEIVER,
                    peer_id=admitted.peer_id,
                )
            session.transfer_id = transfer.id
        return services.Origin(admitted.actor, admitted.site, RECEIVER, session.transfer_id)


@contextmanager
def _database() -> Iterator[None]:
    """Gives the thread's connection back to the pool, and a broken one up."""
    try:
        yield
    finally:
        connection.close()
