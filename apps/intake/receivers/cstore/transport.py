"""A socket that reads ahead, and queues that wake their reader."""

import queue
import select
import socket
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from pynetdicom.transport import AssociationSocket

Item = TypeVar("Item")

LARGEST_BUFFERED_READ = 1024 * 1024
_BUFFER_SIZE = 256 * 1024


class ConnectionBroken(OSError):
    """The peer closed the connection in the middle of a PDU, or sent one of absurd size."""


class ReadAheadSocket(AssociationSocket):
    """pynetdicom's socket reads in steps of 4 KiB; this one takes what the kernel has."""

    _buffer: bytearray
    _start = 0
    _end = 0

    def prepare(self) -> None:
        """Call once before the association starts."""
        self._buffer = bytearray(_BUFFER_SIZE)

    @property
    def ready(self) -> bool:
        """Whether a read would not wait."""
        if self._end > self._start:
            return True
        return bool(super().ready)

    def recv(self, nr_bytes: int) -> bytearray:
        """Exactly `nr_bytes`, fewer if the connection closes. Raises OSError when that is absurd.

        Only PDUs that are parsed as a whole come this way; one of more than a mebibyte is no
        A-ASSOCIATE of any kind (PS3.8 section 9.3) but an attack on our memory.
        """
        if nr_bytes > LARGEST_BUFFERED_READ:
            raise ConnectionBroken(f"PDU of {nr_bytes} bytes")
        received = bytearray()
        for piece in self.pieces(nr_bytes, whole=False):
            received += piece
        return received

    def pieces(self, count: int, *, whole: bool = True) -> Iterator[memoryview]:
        """The next `count` bytes in pieces; each is valid until the next is asked for.

        Raises ConnectionBroken when the connection closes early and `whole` is wanted, OSError
        and TimeoutError as the socket does.
        """
        view = memoryview(self._buffer)
        while count:
            if self._start == self._end and not self._fill():
                if whole:
                    raise ConnectionBroken("closed in the middle of a PDU")
                return
            piece = view[self._start : min(self._end, self._start + count)]
            self._start += len(piece)
            count -= len(piece)
            yield piece

    def wait(self, wake: socket.socket, seconds: float) -> None:
        """Sleep until there is something to read, a `wake`, or the time is over."""
        watched = [wake]
        if self.socket is not None and self._is_connected:
            watched.append(self.socket)
        try:
            readable, _, _ = select.select(watched, [], [], seconds)
        except (OSError, ValueError):
            return
        if wake in readable:
            wake.recv(4096)

    def _fill(self) -> int:
        if self.socket is None:
            return 0
        self._start = 0
        self._end = 0
        self._end = self.socket.recv_into(self._buffer)
        return self._end


class WakingQueue(queue.Queue[Item], Generic[Item]):
    """A queue whose consumer waits for more than the queue."""

    def __init__(self, wake: Callable[[], None]) -> None:
        super().__init__()
        self._wake = wake

    def put(self, item: Item, block: bool = True, timeout: float | None = None) -> None:
        """As `queue.Queue.put`, then wake the consumer."""
        super().put(item, block, timeout)
        self._wake()
