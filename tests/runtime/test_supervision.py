"""A supervised teleread in small: any process may be killed at any time."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import redis

from runtime import embedded
from runtime.layout import Layout
from runtime.ports import free_port
from runtime.processes import processes_working_in, send, wait_until
from tests.runtime.conftest import Launched, processes_mentioning, read_until

Start = Callable[..., Launched]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def demo(data_directory: Path, port: int, start: Start) -> Launched:
    """A running launcher."""
    launcher = start("tests.runtime.demo_of_two", str(data_directory), str(port))
    read_until(launcher, "ready:")
    return launcher


def answering_process(port: int) -> int:
    """Process id that the web server tells; 0 while nobody answers."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            return int(connection.makefile().readline() or 0)
    except OSError:
        return 0


def test_a_killed_server_and_its_workers_are_replaced(demo: Launched, port: int) -> None:
    first = answering_process(port)
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: answering_process(port) not in (0, first), seconds=30)
    # Whoever reads the output can see it.
    assert "exited: web" in read_until(demo, "spawned: 'web'")


def test_a_killed_guard_is_replaced(demo: Launched, data_directory: Path, port: int) -> None:
    first = answering_process(port)
    send(_guards(data_directory, "web"), signal.SIGKILL)
    assert wait_until(lambda: answering_process(port) not in (0, first), seconds=40)


def test_a_killed_database_and_redis_come_back_with_their_data(
    demo: Launched, data_directory: Path
) -> None:
    layout = Layout.of(data_directory)
    variables = embedded.environment(data_directory)
    with psycopg.connect(variables["DATABASE_OWNER_URL"]) as owner:
        owner.execute("CREATE TABLE parcel AS SELECT 'kept' AS name")
    postmaster = int((layout.cluster / "postmaster.pid").read_text("ascii").split("\n", 1)[0])
    servers = processes_working_in(layout.redis, "redis-server")
    send([postmaster, *servers], signal.SIGKILL)

    def recovered() -> bool:
        try:
            redis.Redis.from_url(variables["REDIS_URL"]).ping()
            with psycopg.connect(variables["DATABASE_URL"]) as connection:
                return connection.execute("SELECT name FROM parcel").fetchone() == ("kept",)
        except (psycopg.Error, redis.RedisError):
            return False

    assert wait_until(recovered, seconds=30)


def test_a_polite_stop_leaves_nothing(demo: Launched, data_directory: Path) -> None:
    demo.terminate()
    assert "stopped" in read_until(demo, "stopped\n")
    assert demo.wait(timeout=10) == 0
    assert processes_mentioning(str(data_directory)) == []


@pytest.mark.parametrize("victim", ["launcher", "supervisord"])
def test_a_killed_launcher_leaves_nothing(
    victim: str, demo: Launched, data_directory: Path
) -> None:
    supervisord = _supervisord(data_directory)
    send([demo.pid if victim == "launcher" else supervisord], signal.SIGKILL)
    demo.wait(timeout=30)
    assert wait_until(lambda: not processes_mentioning(str(data_directory)), seconds=30)


def test_the_next_start_ends_what_nobody_was_left_to_end(
    demo: Launched, data_directory: Path, port: int, start: Start
) -> None:
    first = answering_process(port)
    guards = _guards(data_directory, "")
    send([demo.pid, _supervisord(data_directory), *guards], signal.SIGKILL)
    demo.wait(timeout=30)
    again = start("tests.runtime.demo_of_two", str(data_directory), str(port))
    read_until(again, "ready:")
    assert wait_until(lambda: answering_process(port) not in (0, first), seconds=30)
    again.terminate()
    assert again.wait(timeout=30) == 0


def _supervisord(data_directory: Path) -> int:
    return int((Layout.of(data_directory).sockets / "supervisord.pid").read_text("ascii"))


def _guards(data_directory: Path, name: str) -> list[int]:
    return [
        pid
        for pid in processes_mentioning(f"--name={name}")
        if str(data_directory) in Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    ]
