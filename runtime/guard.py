"""Runs one command so that neither it nor anything it starts can outlive its supervisor.

`python -m runtime.guard --scope DIR --name web --stop-signal TERM --grace 6 -- command …`

Every line the command prints is passed on behind the name. The guard ends when the command ends,
with its exit code, after ending whatever processes the command left behind; when the guard's own
parent dies, even by kill -9, the kernel tells the guard to stop.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import IO

from runtime.processes import (
    adopt_orphans,
    children_of,
    die_with_parent,
    processes_with_environment,
    send,
    wait_until,
)

LEFTOVER_SECONDS = 3.0
# In the environment of everything a guard starts, however deep: descent that no death erases.
MARK = "TELEREAD_GUARDED"


class Guard:
    """One guarded command."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        scope: str,
        stop_signal: signal.Signals,
        grace: float,
    ) -> None:
        self._name = name
        self._mark = f"{scope}:{name}"
        self._command = command
        self._stop_signal = stop_signal
        self._grace = grace
        self._stop_before = 0.0

    def run(self) -> int:
        """Run the command to its end; returns its exit code, 128 + n for signal n."""
        adopt_orphans()
        me = os.getpid()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._begin_stop)
        end_marked(self._mark, self._stop_signal, seconds=self._grace)
        process = subprocess.Popen(
            self._command,
            env={**os.environ, MARK: self._mark},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(me, self._stop_signal),
        )
        assert process.stdout is not None
        pump = threading.Thread(target=self._pass_on, args=(process.stdout,), daemon=True)
        pump.start()
        self._process = process
        code = self._await(process)
        end_children(LEFTOVER_SECONDS)
        pump.join(timeout=2)
        return 128 - code if code < 0 else code

    def _await(self, process: "subprocess.Popen[bytes]") -> int:
        forwarded = False
        while True:
            try:
                return process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                pass
            if self._stop_before and not forwarded:
                process.send_signal(self._stop_signal)
                forwarded = True
            if self._stop_before and time.monotonic() > self._stop_before:
                process.kill()
                return process.wait()

    def _begin_stop(self, number: int, frame: FrameType | None) -> None:
        if not self._stop_before:
            self._stop_before = time.monotonic() + self._grace

    def _pass_on(self, lines: IO[bytes]) -> None:
        label = f"{self._name:<9}| ".encode()
        for line in lines:
            try:
                # One write per line, so that lines of several guards do not mix.
                os.write(sys.stdout.fileno(), label + line.rstrip(b"\n") + b"\n")
            except OSError:
                # The reader is gone; the command must not block on a full pipe because of it.
                continue


def end_marked(mark: str, first: signal.Signals, *, seconds: float) -> None:
    """End every process that descends from an earlier guard with this mark."""

    def remaining() -> list[int]:
        return processes_with_environment(f"{MARK}={mark}")

    send(remaining(), first)
    if not wait_until(lambda: not remaining(), seconds=seconds):
        send(remaining(), signal.SIGKILL)


def end_children(seconds: float) -> None:
    """End every process that is or becomes a child of this one, and collect them."""
    deadline = time.monotonic() + seconds
    send(children_of(os.getpid()), signal.SIGTERM)
    while children := children_of(os.getpid()):
        if time.monotonic() > deadline:
            send(children, signal.SIGKILL)
        _collect()
        time.sleep(0.02)


def _collect() -> None:
    """Take notice of ended children, so that they leave the process table."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Options of the guard, and the command after `--`."""
    parser = argparse.ArgumentParser(prog="python -m runtime.guard", description=__doc__)
    parser.add_argument("--scope", required=True, help="tells this guard's family from others'")
    parser.add_argument("--name", required=True)
    parser.add_argument("--stop-signal", default="TERM", help="TERM, INT or QUIT")
    parser.add_argument("--grace", type=float, default=6.0, help="seconds before SIGKILL")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    return options, options.command


def main(leave: Callable[[int], None] = sys.exit) -> None:
    die_with_parent(os.getppid(), signal.SIGTERM)
    options, command = parse(sys.argv[1:])
    stop_signal = signal.Signals[f"SIG{options.stop_signal}"]
    guard = Guard(
        options.name,
        command,
        scope=options.scope,
        stop_signal=stop_signal,
        grace=options.grace,
    )
    leave(guard.run())


if __name__ == "__main__":
    main()
