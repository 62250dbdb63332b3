"""Loopback ports: find a free one, or say who must move."""

import random
import socket
from collections.abc import Collection

from runtime.errors import RuntimeProblem

LASTING_PORTS = range(24_000, 32_000)


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on `port` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without it, connections of a server that just ended block the port for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def free_port(*, excluding: Collection[int] = ()) -> int:
    """A loopback port on which nobody listens, fit to be kept for later starts.

    Drawn from below the range the kernel gives to outgoing connections, any of which could hold
    the port just when a server wants it back.
    """
    for port in random.sample(LASTING_PORTS, k=1000):
        if port not in excluding and is_free(port):
            return port
    raise RuntimeProblem("no free port between 24000 and 32000 on 127.0.0.1; stop some servers")


def require_free(port: int, *, purpose: str, variable: str, host: str = "127.0.0.1") -> None:
    """Raise RuntimeProblem naming the variable to change when `port` is in use."""
    if not is_free(port, host):
        raise RuntimeProblem(
            f"port {port} ({purpose}) is in use by another process; "
            f"stop that process or choose another port, e.g. {variable}={port + 1} make demo"
        )
