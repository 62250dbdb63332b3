"""A large object: memory must not follow (design: two gigabytes, less than 100 MB)."""

from pathlib import Path

import psutil

from apps.intake.receivers.cstore.contracts import Admission, SpooledObject, StoreReply
from tests.apps.intake.receivers.harness import (
    RememberingIntake,
    connect,
    running_receiver,
    settings_for,
)
from tests.apps.intake.receivers.test_cstore import begin_store, data_pdu, receive_pdu

PIECE = bytes(1024 * 1024)
PIECES = 256
LARGEST_GROWTH = 32 * 1024 * 1024


class ForgettingIntake(RememberingIntake):
    """Notes the size and reads nothing."""

    size = 0

    def receive(self, admission: Admission, spooled: SpooledObject) -> StoreReply:
        self.size = spooled.size
        return StoreReply(self.outcome)


def test_memory_does_not_follow_the_object(tmp_path: Path) -> None:
    intake, process = ForgettingIntake(), psutil.Process()
    with (
        running_receiver(settings_for(tmp_path), intake) as receiver,
        connect(receiver.port) as peer,
    ):
        begin_store(peer, PIECE)
        before = process.memory_info().rss
        peak = before
        for _ in range(PIECES):
            peer.sendall(data_pdu(PIECE, last=False))
            peak = max(peak, process.memory_info().rss)
        peer.sendall(data_pdu(b"", last=True))
        assert receive_pdu(peer)[0] == 0x04
    assert intake.size > PIECES * len(PIECE)
    assert peak - before < LARGEST_GROWTH
