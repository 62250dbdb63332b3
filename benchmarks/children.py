"""Server processes that live for one block and die with this process."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT
from runtime.processes import die_with_parent, wait_until

START_SECONDS = 90
STOP_SECONDS = 20


@contextmanager
def server(
    command: list[str], *, port: int, log: Path, environment: Mapping[str, str]
) -> Iterator[int]:
    """Have the command run and listen on the port; yields its process id, which leads its group.

    Raises RuntimeProblem when it does not listen in time; its output is in `log`.
    """
    me = os.getpid()
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(me, signal.SIGTERM),
        )
    try:
        wait_until(lambda: listens(port) or process.poll() is not None, seconds=START_SECONDS)
        if process.poll() is not None or not listens(port):
            raise RuntimeProblem(f"{command[0]} does not listen on port {port}; see {log}")
        yield process.pid
    finally:
        _stop(process)


def listens(port: int) -> bool:
    """Whether somebody accepts connections on the loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def run(command: list[str], *, environment: Mapping[str, str], seconds: float) -> str:
    """Run to the end; returns its output. Raises RuntimeProblem when it fails or takes longer."""
    try:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=dict(environment),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RuntimeProblem(f"{command[0]} did not end within {seconds:.0f} s") from None
    if done.returncode != 0:
        sys.stderr.write(done.stdout + done.stderr)
        raise RuntimeProblem(f"{' '.join(command[:4])} failed; its lines stand above")
    return done.stdout


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    # What the server forked and did not end itself.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
