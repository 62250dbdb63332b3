"""A receiver on loopback with a service that remembers, for tests that use the real senders."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from apps.intake.outcomes import Outcome
from apps.intake.receivers.cstore.contracts import (
    Admission,
    Refusal,
    SpooledObject,
    StoreReply,
)
from apps.intake.receivers.cstore.server import StoreScp
from apps.intake.receivers.cstore.settings import ScpSettings
from apps.intake.receivers.cstore.supervisor import listen

DEADLINE_SECONDS = 20.0


@dataclass
class RememberingIntake:
    """Admits SENDER to TELEREAD and keeps the bytes of what it is given."""

    outcome: Outcome = Outcome.STORED
    received: list[tuple[SpooledObject, bytes]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    beats: int = 0
    folder: Path | None = None
    keeps_file: bool = False
    before_answer: Callable[[], None] = lambda: None

    def admit(self, calling_aet: str, called_aet: str, address: str) -> Admission | Refusal:
        if called_aet != "TELEREAD":
            return Refusal.CALLED_AE_NOT_RECOGNISED
        if calling_aet != "SENDER":
            return Refusal.CALLING_AE_NOT_RECOGNISED
        return Admission("peer-1", calling_aet, called_aet, address, self.folder)

    def association_opened(self, admission: Admission, association_id: str) -> None:
        self.opened.append(association_id)

    def heartbeat(self, admission: Admission, association_id: str) -> None:
        self.beats += 1

    def association_closed(self, admission: Admission, association_id: str) -> None:
        self.closed.append(association_id)

    def receive(self, admission: Admission, spooled: SpooledObject) -> StoreReply:
        self.before_answer()
        self.received.append((spooled, spooled.path.read_bytes()))
        return StoreReply(self.outcome, "told so", self.keeps_file)


@dataclass(frozen=True)
class Receiver:
    port: int
    intake: RememberingIntake
    scp: StoreScp


@contextmanager
def running_receiver(settings: ScpSettings, intake: RememberingIntake) -> Iterator[Receiver]:
    listener = listen("127.0.0.1", 0)
    scp = StoreScp(listener, intake, settings)
    thread = threading.Thread(target=scp.serve_until_drained, daemon=True)
    thread.start()
    try:
        yield Receiver(scp.port, intake, scp)
    finally:
        scp.stop(drain_seconds=5.0)
        thread.join(DEADLINE_SECONDS)
        listener.close()


def settings_for(folder: Path, **changes: int) -> ScpSettings:
    values = {"least_free_bytes": 0} | changes
    return ScpSettings(folder, **values)


def wait_until(condition: Callable[[], bool]) -> None:
    """Poll; fails the test when the condition has not come true in time."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "condition did not come true"
        threading.Event().wait(0.01)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_SECONDS)
