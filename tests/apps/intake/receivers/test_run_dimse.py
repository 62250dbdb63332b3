"""The real receiver processes, fed by DCMTK's storescu: what was acknowledged is there, whatever was killed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from apps.archive.dicom.part10 import content_hash
from apps.archive.models import Instance, Study
from apps.archive.storage import open_blob
from apps.common.isolation import tenant_context
from apps.intake.models import Arrival, Transfer
from apps.intake.services import add_peer
from runtime import dcmtk
from tests.factories import Practice
from tests.objects import as_bytes, make_study

DEADLINE = 60.0
CALLED = "E2E_CALLED"


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "the condition did not come true in time"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Receiver:
    """`manage.py run_dimse` in a process group of its own, on the test's database."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "manage.py", "run_dimse", "--host=127.0.0.1"]
        command += [f"--port={self.port}", "--processes=2"]
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "teleread.settings.test"},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(lambda: self.echo() == 0)

    def kill(self) -> None:
        """As the machine would: every process of the receiver, at once, without warning."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(30)

    def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(60)

    def echo(self, *options: str) -> int:
        command = [dcmtk.program("echoscu"), "-aet", self.title, "-aec", CALLED, *options]
        return subprocess.run(
            [*command, "127.0.0.1", str(self.port)],
            timeout=DEADLINE,
            check=False,
            capture_output=True,
        ).returncode

    def send_command(self, paths: list[Path]) -> list[str]:
        command = [dcmtk.program("storescu"), "-v", "-xs", "-aet", self.title, "-aec", CALLED]
        return [*command, "127.0.0.1", str(self.port), *map(str, paths)]

    def send(self, paths: list[Path]) -> str:
        done = subprocess.run(
            self.send_command(paths), timeout=180, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stderr + done.stdout


@pytest.fixture
def receiver(committed_practice: Practice) -> Iterator[Receiver]:
    title = f"E{os.getpid()}_{committed_practice.slug[-4:]}".upper()[:16]
    with tenant_context(committed_practice.tenant_id):
        add_peer(
            actor=committed_practice.actor("admin"),
            site=committed_practice.site_a,
            ae_title=title,
            called_ae_title=CALLED,
            allowed_networks=["127.0.0.0/8"],
        )
    one = Receiver(title)
    one.start()
    yield one
    one.kill()


def write(folder: Path, *, instances: int, series: int = 1) -> list[Path]:
    paths = []
    for each in make_study(series=series, instances=instances):
        path = folder / f"{each.SOPInstanceUID}.dcm"
        path.write_bytes(as_bytes(each))
        paths.append(path)
    return paths


def acknowledged(output: str, paths: list[Path]) -> list[Path]:
    """The files for which storescu saw a success, in the order sent."""
    sent = [Path(name) for name in re.findall(r"Sending file: (.+)", output)]
    answers = re.findall(r"Received Store Response \((\w+)\)", output)
    found = [path for path, answer in zip(sent, answers, strict=False) if answer == "Success"]
    assert set(found) <= set(paths)
    return found


def test_storescu_sends_a_study_that_is_stored_as_sent(
    committed_practice: Practice, receiver: Receiver, tmp_path: Path
) -> None:
    paths = write(tmp_path, series=2, instances=5)
    receiver.send(paths)
    receiver.send(paths)
    with tenant_context(committed_practice.tenant_id):
        study = Study.objects.get()
        assert (study.series_count, study.instance_count) == (2, 10)
        assert study.site_id == committed_practice.site_a.id
        outcomes = list(Arrival.objects.values_list("outcome", flat=True))
        assert (outcomes.count("stored"), outcomes.count("duplicate")) == (10, 10)
        for path in paths:
            instance = Instance.objects.get(sop_instance_uid=path.stem)
            with open_blob(instance.blob_key) as file:
                assert content_hash(file.read()) == content_hash(path) == instance.content_hash

    def all_closed() -> bool:
        with tenant_context(committed_practice.tenant_id):
            return not Transfer.objects.filter(closed_at=None).exists()

    wait_until(all_closed)
    assert receiver.stop() == 0


def test_strangers_are_refused_and_leave_nothing(
    committed_practice: Practice, receiver: Receiver
) -> None:
    assert receiver.echo("-aet", "NOBODY") != 0
    assert receiver.echo("-aec", "WRONG") != 0
    assert receiver.echo() == 0
    with tenant_context(committed_practice.tenant_id):
        assert not Transfer.objects.exists()


def test_kill_in_mid_study_loses_nothing_that_was_acknowledged(
    committed_practice: Practice, receiver: Receiver, tmp_path: Path
) -> None:
    paths = write(tmp_path, instances=120)
    log = tmp_path / "storescu.log"
    with log.open("wb") as output:
        sender = subprocess.Popen(
            receiver.send_command(paths), stdout=output, stderr=subprocess.STDOUT
        )
        wait_until(lambda: log.read_text().count("(Success)") >= 20)
        receiver.kill()
        sender.wait(60)
    safe = acknowledged(log.read_text(), paths)
    assert 20 <= len(safe) < len(paths)
    with tenant_context(committed_practice.tenant_id):
        stored = set(Instance.objects.values_list("sop_instance_uid", flat=True))
        assert {path.stem for path in safe} <= stored
        assert Study.objects.get().instance_count == len(stored)
        for instance in Instance.objects.all():
            with open_blob(instance.blob_key) as file:
                assert content_hash(file.read()) == instance.content_hash

    receiver.start()
    receiver.send(paths)
    with tenant_context(committed_practice.tenant_id):
        assert Study.objects.get().instance_count == Instance.objects.count() == len(paths)
        assert Arrival.objects.filter(outcome="stored").count() == len(paths)
