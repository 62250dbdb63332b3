"""Linux process mechanics: death signals, orphans, whole families of processes."""

import ctypes
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int, death_signal: signal.Signals) -> None:
    """Have the kernel send `death_signal` to this process when the thread that made it ends.

    The kernel forgets this when the process changes its user, so call it after that. Ends the
    process at once if `parent` is gone already.
    """
    _prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        os._exit(128 + death_signal)


def adopt_orphans() -> None:
    """Make descendants whose parent dies children of this process, so that it can end them."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def is_alive(pid: int) -> bool:
    """Whether the process exists and has not ended (a zombie has)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def children_of(pid: int) -> list[int]:
    """Live and dead children of every thread of the process."""
    found: list[int] = []
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found.extend(int(child) for child in listing.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def processes_working_in(folder: Path, executable: str) -> list[int]:
    """Live processes of that executable's name whose working directory is `folder`."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if (entry / "cwd").readlink() != folder:
                continue
            program = (entry / "exe").readlink().name.removesuffix(" (deleted)")
        except OSError:
            continue
        if program == executable and is_alive(int(entry.name)):
            found.append(int(entry.name))
    return found


def processes_with_environment(entry: str) -> list[int]:
    """Live processes of ours that were started with exactly that `NAME=value`."""
    wanted = entry.encode()
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            variables = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in variables and is_alive(int(process.name)):
            found.append(int(process.name))
    return found


def send(pids: Iterable[int], number: signal.Signals) -> None:
    """Signal every process that still exists."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.05) -> bool:
    """Poll until the condition holds; False when it did not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(every)
    return True
