"""A DICOMweb server of the suite's own: uvicorn in a process, on the suite's database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from apps.archive.dicomweb.authentication import forget_actors
from apps.archive.dicomweb.catalogue import forget_catalogues
from apps.archive.viewing import forget_viewings

PROJECT = Path(__file__).parents[4]
START_SECONDS = 60


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    forget_actors()
    forget_catalogues()
    forget_viewings()


@pytest.fixture(scope="session")
def server_address(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log_path = tmp_path_factory.mktemp("dicomweb") / "server.log"
    command = [sys.executable, "-m", "uvicorn", "teleread.asgi:application", "--log-level=warning"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "teleread.settings.test",
        "TELEREAD_DATA_DIR": str(settings.DATA_DIR),
    }
    with log_path.open("wb") as log:
        server = subprocess.Popen(
            [*command, f"--port={port}"], cwd=PROJECT, env=environment, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _await_answer(f"{address}/healthz", server, log_path)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _await_answer(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.1)
    raise AssertionError(f"no answer: {log.read_text()}")
