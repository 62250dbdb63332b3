"""The storage SCP of one process: listening, admission, presentation contexts, draining."""

import contextlib
import logging
import socket
import threading
import time
from typing import Any

from pydicom.uid import UID
from pynetdicom import _config, evt
from pynetdicom.ae import ApplicationEntity
from pynetdicom.presentation import PresentationContext, build_context
from pynetdicom.transport import AddressInformation, AssociationServer, RequestHandler

from apps.archive.dicom.part10 import IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME
from apps.archive.dicom.sop_classes import STORAGE_SOP_CLASSES, VERIFICATION
from apps.archive.dicom.transfer_syntaxes import TRANSFER_SYNTAXES
from apps.intake.receivers.cstore.association import StoreAssociation
from apps.intake.receivers.cstore.contracts import Intake, Refusal
from apps.intake.receivers.cstore.settings import ScpSettings
from apps.intake.receivers.cstore.transport import ReadAheadSocket

logger = logging.getLogger(__name__)

_STANDARD_ROOT = "1.2.840.10008."
_POLL_SECONDS = 0.2
_YIELD_SECONDS = 0.002

# pynetdicom's own handlers format every PDU and message for a debug log, at a cost for each.
_config.LOG_HANDLER_LEVEL = "none"


class StoreScp:
    """Accepts associations on a listening socket and gives what arrives to an `Intake`.

    Several processes may share one listening socket; the less busy accepts first.
    """

    def __init__(self, listener: socket.socket, intake: Intake, settings: ScpSettings) -> None:
        entity = ApplicationEntity("ANY-SCP")
        entity.implementation_class_uid = UID(IMPLEMENTATION_CLASS_UID)
        entity.implementation_version_name = IMPLEMENTATION_VERSION_NAME
        entity.maximum_pdu_size = settings.maximum_pdu_length
        entity.maximum_associations = settings.maximum_associations
        entity.acse_timeout = settings.association_timeout
        entity.network_timeout = settings.network_timeout
        self._server = _Server(entity, listener, intake, settings)

    @property
    def port(self) -> int:
        """The TCP port that is listened on."""
        return int(self._server.server_address[1])

    def serve_until_drained(self) -> None:
        """Accept and serve; returns after `stop`, when the accept loop has ended."""
        self._server.serve_forever(poll_interval=_POLL_SECONDS)

    def stop(self, drain_seconds: float) -> bool:
        """Accept no more, let objects under way arrive and be answered, end the associations.

        To be called from another thread than `serve_until_drained`. Says whether all associations
        ended in time.
        """
        self._server.stop_accepting()
        deadline = time.monotonic() + drain_seconds
        while associations := self._server.running():
            for association in associations:
                association.drain()
            if time.monotonic() > deadline:
                return False
            associations[0].join(_POLL_SECONDS)
        return True


class _Server(AssociationServer):
    """pynetdicom's server on a socket that somebody else has bound and keeps."""

    def __init__(
        self,
        entity: ApplicationEntity,
        listener: socket.socket,
        intake: Intake,
        settings: ScpSettings,
    ) -> None:
        self._listener = listener
        self.intake = intake
        self.settings = settings
        self._associations: set[StoreAssociation] = set()
        self._lock = threading.Lock()
        super().__init__(
            entity,
            listener.getsockname(),
            entity.ae_title,
            [],
            request_handler=_Handler,
        )

    def server_bind(self) -> None:
        """Take the listener over instead of binding a socket."""
        if self.socket is not None:
            self.socket.close()
        self.socket = self._listener
        self.socket.setblocking(False)
        self.server_address = self._listener.getsockname()

    def server_activate(self) -> None:
        """The listener listens already."""

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept, after leaving less busy processes a moment to do so."""
        time.sleep(min(len(self.running()), 10) * _YIELD_SECONDS)
        client, address = self._listener.accept()
        client.settimeout(self.settings.network_timeout)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return client, address

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether there is room even for a connection that will only be rejected."""
        return len(self.running()) < 2 * self.settings.maximum_associations + 16

    def shutdown_request(self, request: Any) -> None:
        """Close a connection; unlike socketserver's, silent about one that is closed already."""
        with contextlib.suppress(OSError):
            super().shutdown_request(request)

    def service_actions(self) -> None:
        """Nothing: pynetdicom collects garbage here, which stops every thread of the process."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that could not become an association; the others go on."""
        logger.error("connection failed", exc_info=True)  # noqa: LOG014 called while handling

    def running(self) -> list[StoreAssociation]:
        """The associations whose threads have not ended."""
        with self._lock:
            self._associations = {one for one in self._associations if one.is_alive()}
            return list(self._associations)

    def add(self, association: StoreAssociation) -> None:
        """Start an association and keep count of it."""
        association.daemon = True
        association.start()
        with self._lock:
            self._associations.add(association)

    def stop_accepting(self) -> None:
        """End `serve_forever`; the listening socket stays the owner's."""
        super(AssociationServer, self).shutdown()


class _Handler(RequestHandler):
    """Makes an association of a connection."""

    def handle(self) -> None:
        """Start the association; its own threads do the rest."""
        server = self.server
        if not isinstance(server, _Server):
            raise TypeError("handler of another server")
        association = StoreAssociation(self.ae, server.intake, server.settings)
        association._server = server
        association_socket = ReadAheadSocket(association, client_socket=self.request)
        association_socket.prepare()
        association.set_socket(association_socket)
        association.acceptor.maximum_length = self.ae.maximum_pdu_size
        association.acceptor.ae_title = server.ae_title
        association.acceptor.address_info = self.local
        association.acceptor.implementation_class_uid = self.ae.implementation_class_uid
        association.acceptor.implementation_version_name = self.ae.implementation_version_name
        association.requestor.address_info = AddressInformation.from_tuple(self.client_address)
        association.bind(evt.EVT_REQUESTED, _negotiate)
        server.add(association)


def _negotiate(event: evt.Event) -> None:
    """Admit or reject the peer, then support just what it proposes of what we accept."""
    association = event.assoc
    if not isinstance(association, StoreAssociation):
        raise TypeError("association of another server")
    request = association.requestor.primitive
    if request is None:
        return
    refusal = _admit(association, str(request.calling_ae_title), str(request.called_ae_title))
    if refusal is not None:
        association.acse.send_reject(*refusal.value)
        association.is_rejected = True
        association.kill()
        return
    association.acceptor._contexts = _supported(request.presentation_context_definition_list)


def _admit(association: StoreAssociation, calling: str, called: str) -> Refusal | None:
    running = association._server.running() if isinstance(association._server, _Server) else []
    if len(running) > association.settings.maximum_associations:
        return Refusal.LOCAL_LIMIT_EXCEEDED
    remote = association.requestor.address_info
    try:
        admission = association.intake.admit(
            calling.strip(), called.strip(), remote.address if remote else ""
        )
        if isinstance(admission, Refusal):
            logger.warning("association refused: %s", admission.name)
            return admission
        association.intake.association_opened(admission, association.association_id)
    except Exception:
        # A database that is away must not turn into a crash that the peer cannot interpret.
        logger.exception("admission failed")
        return Refusal.TEMPORARY_CONGESTION
    association.admission = admission
    return None


def _supported(proposed: list[PresentationContext]) -> list[PresentationContext]:
    """The proposed contexts that we accept, with the sender's own order of transfer syntaxes."""
    syntaxes: dict[str, dict[str, None]] = {}
    for context in proposed:
        abstract = str(context.abstract_syntax)
        if not is_accepted(abstract):
            continue
        offered = syntaxes.setdefault(abstract, {})
        for syntax in context.transfer_syntax:
            if str(syntax) in TRANSFER_SYNTAXES:
                offered[str(syntax)] = None
    return [build_context(uid, list(offered)) for uid, offered in syntaxes.items() if offered]


def is_accepted(abstract_syntax: str) -> bool:
    """Verification, every storage class, and private ones, which only storage can mean to us."""
    return (
        abstract_syntax == VERIFICATION
        or abstract_syntax in STORAGE_SOP_CLASSES
        or not abstract_syntax.startswith(_STANDARD_ROOT)
    )
