"""The embedded PostgreSQL and Redis without the rest of teleread, for tests and for a developer.

    python -m runtime.services run  --data-dir DIR [--throwaway]   in the foreground
    python -m runtime.services up   --data-dir DIR [--throwaway]   in the background
    python -m runtime.services down --data-dir DIR

`up` and `run` print the environment of the servers as `NAME=value` lines once both answer.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runtime import embedded
from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT, Layout
from runtime.lock import exclusive
from runtime.processes import die_with_parent, is_alive, wait_until

STOP_SIGNALS = {"postgres": "INT", "redis": "TERM"}
STOP_SECONDS = 20


def server_command(name: str, layout: Layout, *, grace: float = 8) -> list[str]:
    """Command that runs one embedded server under a guard, from any working directory."""
    return [
        *guard_command(name, layout, stop_signal=STOP_SIGNALS[name], grace=grace),
        sys.executable,
        "-m",
        "runtime.embedded",
        name,
        f"--data-dir={layout.root}",
    ]


def guard_command(
    name: str, layout: Layout, *, stop_signal: str = "TERM", grace: float = 6
) -> list[str]:
    """Beginning of a command line that puts the rest of it under a guard."""
    options = [
        f"--scope={layout.root}",
        f"--name={name}",
        f"--stop-signal={stop_signal}",
        f"--grace={grace}",
    ]
    return [sys.executable, "-m", "runtime.guard", *options, "--"]


def module_environment() -> dict[str, str]:
    """This process's environment, in which `python -m runtime…` works from everywhere."""
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


@contextmanager
def running(data_directory: Path | str, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Have both servers up for the block; yields their environment variables.

    The servers end with the block, and with this process however it dies. Call it from the main
    thread: the kernel ends them with the thread that entered the block.

    Raises RuntimeProblem when the data directory is in use or a server does not come up.
    """
    layout = Layout.of(data_directory)
    with exclusive(layout):
        embedded.prepare(layout.root, durable=durable)
        processes: list[subprocess.Popen[bytes]] = []
        log_path = layout.logs / "services.log"
        try:
            with log_path.open("ab") as log:
                for name in STOP_SIGNALS:
                    command = server_command(name, layout)
                    # One by one, so that the first is stopped when the second cannot start.
                    processes.append(_start(command, log.fileno()))
            _await_ready(layout, processes, log_path)
            yield embedded.environment(layout.root)
        finally:
            _stop(processes)


def _start(command: list[str], output: int) -> "subprocess.Popen[bytes]":
    me = os.getpid()
    return subprocess.Popen(
        command,
        env=module_environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=lambda: die_with_parent(me, signal.SIGTERM),
    )


def _await_ready(
    layout: Layout, processes: "list[subprocess.Popen[bytes]]", log_path: Path
) -> None:
    def hopeless() -> bool:
        return any(process.poll() is not None for process in processes)

    try:
        embedded.wait_until_ready(layout.root, hopeless=hopeless)
    except RuntimeProblem as problem:
        raise RuntimeProblem(f"{problem} in {log_path}") from problem


def _stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run(layout: Layout, *, durable: bool) -> None:
    """Run both servers until SIGTERM or SIGINT."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running(layout.root, durable=durable) as variables:
            _print(variables)
            _pid_file(layout).write_text(f"{os.getpid()}\n", encoding="ascii")
            while True:
                signal.pause()
    except KeyboardInterrupt:
        _pid_file(layout).unlink(missing_ok=True)


def up(layout: Layout, *, durable: bool) -> None:
    """Start both servers in the background and wait until they answer."""
    layout.create()
    command = [sys.executable, "-m", "runtime.services", "run", f"--data-dir={layout.root}"]
    with (layout.logs / "services.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, *([] if durable else ["--throwaway"])],
            env=module_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
    pid_file = _pid_file(layout)

    def settled() -> bool:
        return process.poll() is not None or _pid_in(pid_file) == process.pid

    if not wait_until(settled, seconds=90) or process.poll() is not None:
        process.terminate()
        raise RuntimeProblem(f"the services did not start; see {layout.logs / 'services.log'}")
    _print(embedded.environment(layout.root))


def down(layout: Layout) -> None:
    """Stop what `up` started; nothing to do is no error."""
    pid = _pid_in(_pid_file(layout))
    if pid and is_alive(pid):
        os.kill(pid, signal.SIGTERM)
        if not wait_until(lambda: not is_alive(pid), seconds=STOP_SECONDS + 5):
            raise RuntimeProblem(f"process {pid} does not end; see {layout.logs}")
    _pid_file(layout).unlink(missing_ok=True)


def _pid_file(layout: Layout) -> Path:
    return layout.sockets / "services.pid"


def _pid_in(path: Path) -> int:
    try:
        pid = int(path.read_text(encoding="ascii"))
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return 0
    # The kernel may have given the number to another process since.
    return pid if b"runtime.services" in command else 0


def _print(variables: dict[str, str]) -> None:
    for name, value in variables.items():
        print(f"{name}={value}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m runtime.services",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=("up", "down", "run"))
    parser.add_argument("--data-dir", required=True, type=Path)
    parser.add_argument("--throwaway", action="store_true", help="no fsync: for tests only")
    arguments = parser.parse_args()
    layout = Layout.of(arguments.data_dir)
    try:
        if arguments.verb == "down":
            down(layout)
        else:
            {"up": up, "run": run}[arguments.verb](layout, durable=not arguments.throwaway)
    except RuntimeProblem as problem:
        parser.exit(1, f"{problem}\n")


if __name__ == "__main__":
    main()
