"""Small studies drawn once for all tests of the simulated site, and an archive to send them to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

import pytest
from pydicom.dataset import FileDataset
from pynetdicom import AE, ALL_TRANSFER_SYNTAXES, evt
from pynetdicom.dimse_primitives import C_STORE
from pynetdicom.events import Event
from pynetdicom.presentation import AllStoragePresentationContexts
from pynetdicom.transport import ThreadedAssociationServer

from simulation.catalogue import SEED
from simulation.headers import StudyContext
from simulation.sender import Destination
from simulation.studies import make_datasets

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@cache
def small_study(key: str, seed: int = 1) -> tuple[FileDataset, ...]:
    """The catalogue study `key` in its smallest form."""
    plan = next(plan for plan in SEED if plan.key == key)
    return tuple(make_datasets(StudyContext(replace(plan, size="small"), seed, NOW)))


@dataclass
class ListeningArchive:
    """A storage SCP that keeps what it receives; `refuse` gives a status for an instance."""

    destination: Destination
    received: list[tuple[str, str, bytes]] = field(default_factory=list)
    associations: int = 0
    refuse: Callable[[int], int] = field(default=lambda _count: 0x0000)

    def store(self, event: Event) -> int:
        """Keep the instance and answer with the status that `refuse` asks for."""
        status = self.refuse(len(self.received))
        request = event.request
        assert isinstance(request, C_STORE)
        sender = str(event.assoc.requestor.ae_title)
        content = event.encoded_dataset(include_meta=False)
        self.received.append((sender, str(request.AffectedSOPInstanceUID), content))
        return status

    def count(self, _event: Event) -> None:
        """Count an association."""
        self.associations += 1


@pytest.fixture
def archive() -> Iterator[ListeningArchive]:
    """An archive on a free loopback port, gone when the test ends."""
    ae = AE(ae_title="TELEREAD")
    for context in AllStoragePresentationContexts:
        ae.add_supported_context(context.abstract_syntax or "", ALL_TRANSFER_SYNTAXES)
    kept = ListeningArchive(Destination("127.0.0.1", 0, "TELEREAD"))
    server = ae.start_server(
        ("127.0.0.1", 0),
        block=False,
        evt_handlers=[(evt.EVT_C_STORE, kept.store), (evt.EVT_ACCEPTED, kept.count)],
    )
    assert isinstance(server, ThreadedAssociationServer)
    kept.destination = Destination("127.0.0.1", server.server_address[1], "TELEREAD")
    try:
        yield kept
    finally:
        server.shutdown()
