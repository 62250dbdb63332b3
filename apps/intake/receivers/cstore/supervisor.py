"""Several receiver processes on one port, started again when they die.

The parent binds and listens, the children accept from the same socket: a connection that waits in
the backlog survives the death of a child, which it would not with one SO_REUSEPORT socket each
(there the kernel resets the dead one's queue). The parent runs nothing but this file, so that
there is nothing in it to fail.
"""

import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from apps.intake.receivers.cstore.server import StoreScp

logger = logging.getLogger(__name__)

_BACKLOG = 128
_SHORTEST_LIFE = 2.0
_LONGEST_PAUSE = 10.0
_POLL_SECONDS = 0.1


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket to be shared by processes. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(_BACKLOG)
    return listener


class Supervisor:
    """Forks `processes` children that each run the SCP that `make_scp` builds in the child.

    Fork happens before `make_scp` runs: the parent must hold no threads, database connections or
    locks when `run` is called.
    """

    def __init__(
        self, make_scp: Callable[[], StoreScp], *, processes: int, drain_seconds: float = 20.0
    ) -> None:
        self._make_scp = make_scp
        self._processes = processes
        self._drain_seconds = drain_seconds
        self._started: dict[int, float] = {}
        self._pause = 0.0
        self._is_stopping = False
        self._lifeline: tuple[int, int] = (-1, -1)

    def run(self) -> int:
        """Keep the children running until SIGTERM or SIGINT; returns the exit code.

        Then the children drain; what has not ended after `drain_seconds` and a little is killed.
        """
        self._lifeline = os.pipe()
        signal.signal(signal.SIGTERM, self._on_stop)
        signal.signal(signal.SIGINT, self._on_stop)
        while not self._is_stopping:
            while len(self._started) < self._processes and not self._is_stopping:
                self._start_child()
            self._reap()
            time.sleep(_POLL_SECONDS)
        return self._stop_children()

    def _on_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _start_child(self) -> None:
        time.sleep(self._pause)
        child = os.fork()
        if child == 0:
            os.close(self._lifeline[1])
            os._exit(_run_child(self._make_scp, self._lifeline[0], self._drain_seconds))
        self._started[child] = time.monotonic()

    def _reap(self) -> None:
        for child in list(self._started):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended == 0:
                continue
            lived = time.monotonic() - self._started.pop(child)
            self._pause = min(self._pause * 2 + 0.5, _LONGEST_PAUSE)
            if lived > _SHORTEST_LIFE:
                self._pause = 0.0
            if not self._is_stopping:
                logger.error("receiver %d ended (%d), starting another", child, status)

    def _stop_children(self) -> int:
        for child in self._started:
            os.kill(child, signal.SIGTERM)
        deadline = time.monotonic() + self._drain_seconds + 5.0
        while self._started and time.monotonic() < deadline:
            self._reap()
            time.sleep(_POLL_SECONDS / 2)
        for child in self._started:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        os.close(self._lifeline[0])
        os.close(self._lifeline[1])
        return 1 if self._started else 0


def _run_child(make_scp: Callable[[], StoreScp], lifeline: int, drain_seconds: float) -> int:
    """Serve until SIGTERM, or until the parent is gone and its end of the lifeline closes."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        scp = make_scp()
        threading.Thread(target=_watch, args=(lifeline, stop), daemon=True).start()
        threading.Thread(target=scp.serve_until_drained, daemon=True).start()
        while not stop.wait(60.0):
            continue
        return 0 if scp.stop(drain_seconds) else 1
    except BaseException:
        # os._exit would swallow the reason.
        logger.exception("receiver process failed")
        return 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _watch(lifeline: int, stop: threading.Event) -> None:
    os.read(lifeline, 1)
    stop.set()
