"""Folders and helpers of the runtime tests; they run real servers, on ports of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runtime.layout import PROJECT
from runtime.processes import wait_until
from runtime.services import module_environment

Launched = subprocess.Popen[str]


def processes_mentioning(text: str) -> list[int]:
    """Live processes other than this one whose command line or working directory has `text`."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
            folder = str((entry / "cwd").readlink())
        except OSError:
            continue
        if command and (text in command or text in folder):
            found.append(int(entry.name))
    return found


@pytest.fixture
def data_directory(tmp_path: Path) -> Iterator[Path]:
    """A data directory with a space in its name, of which no process may remain."""
    folder = tmp_path / "data dir"
    folder.mkdir()
    yield folder
    ended = wait_until(lambda: not processes_mentioning(str(folder)), seconds=20)
    assert ended, processes_mentioning(str(folder))


@pytest.fixture
def start() -> Iterator[Callable[..., Launched]]:
    """Start `python -m MODULE ARGUMENTS`; what still runs at the end is killed."""
    started: list[Launched] = []

    def begin(*arguments: str) -> Launched:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=PROJECT,
            env=module_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def read_until(process: Launched, text: str) -> str:
    """What the process prints up to and with the line that contains `text`."""
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        if text in line:
            return "".join(seen)
    pytest.fail(f"the process ended without printing {text!r}:\n{''.join(seen)}")
