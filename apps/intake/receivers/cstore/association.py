"""One association: negotiated by pynetdicom, fed without its queues where it matters.

pynetdicom polls (two threads, a millisecond of sleep each), reads 4 KiB at a time and turns each
fragment into three objects before it joins them in memory. Here the thread that reads the socket
writes C-STORE data set fragments straight to the spool file and answers; everything else
(negotiation, release, abort, C-ECHO and services to come) goes pynetdicom's way, woken by events
instead of polling. See docs/adr/0003-dicom-receive.md.
"""

import contextlib
import logging
import socket
import struct
import threading
import time
import uuid
from typing import cast

from pynetdicom.ae import ApplicationEntity
from pynetdicom.association import Association
from pynetdicom.dul import DULServiceProvider
from pynetdicom.pdu import A_ABORT_RQ
from pynetdicom.pdu_primitives import A_ABORT, A_ASSOCIATE, A_P_ABORT, A_RELEASE, P_DATA

from apps.archive.dicom.part10 import FileMetaInformation
from apps.intake.outcomes import Outcome
from apps.intake.receivers.cstore.commands import (
    C_STORE_RQ,
    Command,
    MalformedCommand,
    encode_store_response,
    parse_command,
)
from apps.intake.receivers.cstore.contracts import Admission, Intake, SpooledObject, StoreReply
from apps.intake.receivers.cstore.settings import ScpSettings
from apps.intake.receivers.cstore.spool import SpoolFile, SpoolFull, outcome_of_error
from apps.intake.receivers.cstore.transport import (
    ConnectionBroken,
    ReadAheadSocket,
    WakingQueue,
)

logger = logging.getLogger(__name__)

_P_DATA_TF = 0x04
_ESTABLISHED = "Sta6"
_IS_COMMAND, _IS_LAST = 0x01, 0x02
_LONGEST_COMMAND = 64 * 1024
_LONGEST_WAIT = 0.25
_HEARTBEAT_SECONDS = 5.0


class StoreAssociation(Association):
    """An acceptor association that streams C-STORE to disk."""

    def __init__(self, ae: ApplicationEntity, intake: Intake, settings: ScpSettings) -> None:
        super().__init__(ae, "acceptor")
        self.intake = intake
        self.settings = settings
        self.association_id = uuid.uuid4().hex
        self.admission: Admission | None = None
        self.is_draining = False
        self.wakeup = threading.Event()
        self.dul = StreamingUpperLayer(self)
        self.dul.to_user_queue = WakingQueue(self.wakeup.set)
        self.dimse.msg_queue = WakingQueue(self.wakeup.set)

    def run_reactor(self) -> None:
        """As pynetdicom's, then tell the service that the association is over."""
        try:
            super().run_reactor()
        finally:
            self.wakeup.set()
            if self.admission is not None:
                self.intake.association_closed(self.admission, self.association_id)

    def drain(self) -> None:
        """End the association as soon as no object is under way."""
        self.is_draining = True
        self.wakeup.set()

    def _run_reactor(self) -> None:
        self._is_paused = False
        while not self._kill:
            self.wakeup.wait(_LONGEST_WAIT)
            self.wakeup.clear()
            self._is_paused = True
            self._reactor_checkpoint.wait()
            self._is_paused = False
            self._serve_messages()
            if self.is_established and self.acse.is_release_requested():
                self.acse.send_release(is_response=True)
                self.is_released = True
                self.is_established = False
                self.kill()
            elif self.acse.is_aborted():
                self.dul.receive_pdu(wait=False)
                self.is_aborted = True
                self.is_established = False
                self.kill()
            elif not self.dul.is_alive():
                self.kill()
            elif self.dul.idle_timer_expired() or self.is_draining:
                self.abort()
                self.kill()

    def _serve_messages(self) -> None:
        context_id, message = self.dimse.get_msg(block=False)
        while message is not None and context_id is not None:
            self._serve_request(message, context_id)
            context_id, message = self.dimse.get_msg(block=False)


class StreamingUpperLayer(DULServiceProvider):
    """The upper layer service (PS3.8) of one association; runs in a thread of its own."""

    def __init__(self, association: StoreAssociation) -> None:
        super().__init__(association)
        self.daemon = True
        self._association = association
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._wake_reader.setblocking(False)
        self._wake_writer.setblocking(False)
        self.to_provider_queue = WakingQueue(self.wake)
        self._command = bytearray()
        self._store: _Store | None = None
        self._last_heartbeat = 0.0
        self._was_connected = False

    def wake(self) -> None:
        """Let the reactor look at its queues now."""
        with contextlib.suppress(OSError):
            self._wake_writer.send(b"\0")

    def stop_dul(self) -> bool:
        """As pynetdicom's, without waiting for the reactor's sleep to end."""
        if self.state_machine.current_state == "Sta1":
            self._kill_thread = True
            self.wake()
        return super().stop_dul()

    def receive_pdu(
        self, wait: bool = False, timeout: float | None = None
    ) -> A_ASSOCIATE | A_RELEASE | A_ABORT | A_P_ABORT | None:
        """As pynetdicom's, but a connection that closes ends the wait."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while wait and self.to_user_queue.empty() and not self._is_over():
            if deadline is not None and time.monotonic() > deadline:
                break
            self._association.wakeup.wait(_LONGEST_WAIT)
            self._association.wakeup.clear()
        return super().receive_pdu(wait=False)

    def _is_over(self) -> bool:
        was_connected = self._was_connected
        is_closed = self.state_machine.current_state == "Sta1"
        return not self.is_alive() or (was_connected and is_closed)

    def run_reactor(self) -> None:
        """Until killed: act on local primitives and on PDUs, asleep in between."""
        self._idle_timer.start()
        self._association._dul_ready.set()
        try:
            while not self._kill_thread:
                self._run_once()
        except Exception:
            # The state machine cannot be trusted any more: abort past it, end both threads.
            logger.exception("upper layer failed, association %s", self._association.association_id)
            self._abort_hard()
        finally:
            self._discard_store()
            self._association.wakeup.set()
            self._wake_reader.close()
            self._wake_writer.close()

    def _run_once(self) -> None:
        if self.artim_timer.expired:
            self.event_queue.put("Evt18")
        if not self._process_recv_primitive() and self._is_transport_event():
            self._idle_timer.restart()
        if self.event_queue.empty():
            self._socket.wait(self._wake_reader, _LONGEST_WAIT)
        else:
            self.state_machine.do_action(self.event_queue.get(block=False))
            self._was_connected |= self.state_machine.current_state != "Sta1"
            self._association.wakeup.set()

    @property
    def _socket(self) -> ReadAheadSocket:
        return cast(ReadAheadSocket, self.socket)

    def _read_pdu_data(self) -> None:
        """Read one PDU, or, while an object is arriving, all PDUs up to its end."""
        if self.state_machine.current_state != _ESTABLISHED:
            super()._read_pdu_data()
            return
        try:
            self._read_established()
            while self._store is not None and self.event_queue.empty():
                self._read_established()
        except (MalformedCommand, ValueError, struct.error):
            self.event_queue.put("Evt19")
        except OSError:
            self.event_queue.put("Evt17")
        if not self.event_queue.empty():
            self._discard_store()

    def _read_established(self) -> None:
        header = b"".join(self._socket.pieces(6))
        pdu_type, _, length = struct.unpack(">BBL", header)
        if pdu_type == _P_DATA_TF:
            self._read_data_values(length)
            return
        if not 0x01 <= pdu_type <= 0x07:
            raise MalformedCommand("PDU type")
        body = self._socket.recv(length)
        if len(body) != length:
            raise ConnectionBroken("closed in the middle of a PDU")
        pdu, event = self._decode_pdu(bytearray(header) + body)
        self.event_queue.put(event)
        self._recv_pdu.put(pdu)

    def _read_data_values(self, remaining: int) -> None:
        """The presentation data values of one P-DATA-TF PDU (PS3.8 section 9.3.5)."""
        self._beat()
        while remaining:
            length, context_id, control = struct.unpack(">LBB", b"".join(self._socket.pieces(6)))
            remaining -= 4 + length
            if length < 2 or remaining < 0:
                raise MalformedCommand("presentation data value")
            if control & _IS_COMMAND:
                self._take_command_fragment(context_id, control, length - 2)
            elif self._store is not None:
                self._take_store_fragment(control, length - 2)
            else:
                self._hand_over(context_id, control, self._read_whole(length - 2))

    def _read_whole(self, length: int) -> bytes:
        data = bytes(self._socket.recv(length))
        if len(data) != length:
            raise ConnectionBroken("closed in the middle of a PDU")
        return data

    def _take_command_fragment(self, context_id: int, control: int, length: int) -> None:
        if self._store is not None or length > _LONGEST_COMMAND - len(self._command):
            raise MalformedCommand("command inside a data set, or endless")
        self._command += self._read_whole(length)
        if not control & _IS_LAST:
            return
        encoded = bytes(self._command)
        self._command.clear()
        command = parse_command(encoded)
        if command.command_field == C_STORE_RQ and command.has_data_set:
            self._store = _Store(self._association, context_id, command)
        else:
            self._hand_over(context_id, _IS_COMMAND | _IS_LAST, encoded)

    def _take_store_fragment(self, control: int, length: int) -> None:
        store = cast(_Store, self._store)
        for piece in self._socket.pieces(length):
            store.append(piece)
        if control & _IS_LAST:
            self._store = None
            self._socket.send(store.finish())

    def _hand_over(self, context_id: int, control: int, data: bytes) -> None:
        """Give a fragment to pynetdicom's own DIMSE provider."""
        primitive = P_DATA()
        primitive.presentation_data_value_list = [(context_id, bytes([control]) + data)]
        self._association.dimse.receive_primitive(primitive)

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._last_heartbeat < _HEARTBEAT_SECONDS:
            return
        self._last_heartbeat = now
        self._idle_timer.restart()
        association = self._association
        if association.admission is not None:
            association.intake.heartbeat(association.admission, association.association_id)

    def _discard_store(self) -> None:
        if self._store is not None:
            self._store.discard()
            self._store = None

    def _abort_hard(self) -> None:
        abort = A_ABORT_RQ()
        abort.source = 0x02
        abort.reason_diagnostic = 0x00
        with contextlib.suppress(OSError, AttributeError):
            self._socket.send(abort.encode())
        self._association.is_aborted = True
        self._association.is_established = False
        self._association._kill = True
        self._kill_thread = True
        with contextlib.suppress(OSError, AttributeError):
            self._socket.close()


class _Store:
    """One C-STORE under way. A failure is remembered while the rest of the object drains."""

    def __init__(self, association: StoreAssociation, context_id: int, command: Command) -> None:
        self._association = association
        self._context_id = context_id
        self._command = command
        self._file: SpoolFile | None = None
        self._failure: StoreReply | None = None
        self._open()

    def append(self, piece: memoryview) -> None:
        if self._file is None:
            return
        try:
            self._file.append(piece)
        except OSError as error:
            self._fail(outcome_of_error(error))

    def finish(self) -> bytes:
        """Hand the object over and return the response PDU."""
        reply = self._failure or self._deliver()
        return encode_store_response(
            self._command, self._context_id, reply.outcome.answer.dimse_status, reply.comment
        )

    def discard(self) -> None:
        if self._file is not None:
            self._file.discard()
            self._file = None

    def _open(self) -> None:
        association = self._association
        context = association._accepted_cx.get(self._context_id)
        if context is None or association.admission is None:
            self._fail(Outcome.SOP_CLASS_NOT_SUPPORTED)
            return
        meta = FileMetaInformation(
            self._command.sop_class_uid,
            self._command.sop_instance_uid,
            str(context.transfer_syntax[0]),
            association.admission.calling_aet,
            association.admission.called_aet,
        )
        try:
            self._file = SpoolFile(
                association.admission.folder or association.settings.spool_folder,
                meta,
                least_free_bytes=association.settings.least_free_bytes,
                association_id=association.association_id,
            )
        except SpoolFull:
            self._fail(Outcome.OUT_OF_RESOURCES)
        except OSError as error:
            self._fail(outcome_of_error(error))
        except ValueError:
            self._fail(Outcome.CANNOT_UNDERSTAND)

    def _fail(self, outcome: Outcome) -> None:
        logger.error("object refused: %s, %s", outcome.name, self._association.association_id)
        self._failure = StoreReply(outcome, outcome.name.replace("_", " ").lower())
        self.discard()

    def _deliver(self) -> StoreReply:
        association = self._association
        if self._file is None or association.admission is None:
            return StoreReply(Outcome.PROCESSING_FAILURE)
        try:
            spooled: SpooledObject = self._file.finish()
            reply = association.intake.receive(association.admission, spooled)
            if reply.keeps_file:
                self._file = None
            return reply
        except Exception:
            # Whatever the service behind us raised, the sender must learn that it failed.
            logger.exception("receive failed, association %s", association.association_id)
            return StoreReply(Outcome.PROCESSING_FAILURE, "processing failure")
        finally:
            self.discard()
