import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.apps.intake.receivers.harness import DEADLINE_SECONDS, connect, wait_until
from tests.apps.intake.receivers.test_cstore import CT, associate_request, receive_pdu, send

ROOT = Path(__file__).parents[4]


@dataclass(frozen=True)
class Supervised:
    port: int
    process: "subprocess.Popen[str]"

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Supervised]:
    module = "tests.apps.intake.receivers.run_supervisor"
    with subprocess.Popen(
        [sys.executable, "-m", module, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        running = Supervised(int(process.stdout.readline()), process)
        wait_until(lambda: len(running.children()) == 2)
        yield running
        if process.poll() is None:
            process.kill()


def test_a_killed_child_is_replaced_and_nobody_is_refused(supervised: Supervised) -> None:
    assert send(supervised.port, CT).Status == 0x0000
    victims = supervised.children()
    for victim in victims:
        victim.kill()
    assert send(supervised.port, CT).Status == 0x0000
    wait_until(lambda: len(supervised.children()) == 2)
    assert not {child.pid for child in supervised.children()} & {one.pid for one in victims}


def test_term_stops_every_process(supervised: Supervised) -> None:
    assert send(supervised.port, CT).Status == 0x0000
    children = supervised.children()
    supervised.process.send_signal(signal.SIGTERM)
    assert supervised.process.wait(DEADLINE_SECONDS) == 0
    wait_until(lambda: not any(child.is_running() for child in children))


def test_children_do_not_outlive_a_killed_parent(supervised: Supervised) -> None:
    children = supervised.children()
    os.kill(supervised.process.pid, signal.SIGKILL)
    supervised.process.wait(DEADLINE_SECONDS)
    wait_until(lambda: not any(alive(child) for child in children))


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_an_idle_association_is_ended_by_term(supervised: Supervised) -> None:
    with connect(supervised.port) as peer:
        peer.sendall(associate_request())
        assert receive_pdu(peer)[0] == 0x02
        supervised.process.send_signal(signal.SIGTERM)
        assert receive_pdu(peer)[0] == 0x07
    assert supervised.process.wait(DEADLINE_SECONDS) == 0
