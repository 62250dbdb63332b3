"""Progress lines with the seconds since the command began."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from runtime.errors import RuntimeProblem
from runtime.processes import die_with_parent

# The clock goes on when the command continues as another interpreter with the same environment.
_began = float(os.environ.setdefault("TELEREAD_BEGAN", str(time.monotonic())))


def say(text: str) -> None:
    """One line to the person, with the elapsed time."""
    print(f"[{time.monotonic() - _began:6.1f} s] {text}", flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    say(f"{text} …")
    began = time.monotonic()
    yield
    say(f"{text}: done in {time.monotonic() - began:.1f} s")


def run_quietly(
    command: Sequence[str | Path],
    *,
    what: str,
    hint: str = "",
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    seconds: float = 900,
) -> None:
    """Run a command whose output matters only when it fails.

    Raises RuntimeProblem with the end of the output when it fails or takes too long.
    """
    me = os.getpid()
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
            text=True,
            errors="replace",
            preexec_fn=lambda: die_with_parent(me, signal.SIGTERM),
        )
    except FileNotFoundError as error:
        raise RuntimeProblem(f"{what} failed: {command[0]} does not exist. {hint}") from error
    except subprocess.TimeoutExpired as error:
        raise RuntimeProblem(f"{what} took more than {seconds:.0f} s and was ended") from error
    if done.returncode != 0:
        told = _shortened(done.stdout.strip().splitlines())
        raise RuntimeProblem(f"{what} failed ({done.returncode}):\n{told}\n{hint}".rstrip())


def _shortened(lines: list[str], *, first: int = 15, last: int = 40) -> str:
    """The beginning, where npm says what is wrong, and the end, where Python does."""
    if len(lines) > first + last:
        lines = [*lines[:first], "…", *lines[-last:]]
    return "\n".join(lines)


def fail(problem: RuntimeProblem) -> int:
    """Tell the person what is wrong; returns the exit code."""
    sys.stdout.flush()
    print(f"\nteleread: {problem}", file=sys.stderr, flush=True)
    return 1
