"""The virtual environment: made once, filled from the pinned locks, renewed when a lock changes."""

import fcntl
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from runtime import fingerprint
from runtime.configuration import virtual_environment
from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT
from runtime.progress import run_quietly, say, step
from runtime.system_packages import install_missing

INSTALL = ("install", "--disable-pip-version-check", "--no-deps", "--quiet")
LOCKS = {
    "base": "base.txt",
    "dev": "dev.txt",
    "node": "node.txt",
    "simulation": "simulation.txt",
}


def python() -> Path:
    """The environment's interpreter."""
    return virtual_environment() / "bin" / "python"


def prepare(lock: str) -> None:
    """Make the environment if needed and install the lock of that name (one of LOCKS).

    Raises RuntimeProblem when the interpreter is too old or packages cannot be had.
    """
    # Not dead code: this runs under whatever interpreter the machine calls python3.
    if sys.version_info < (3, 11):  # noqa: UP036
        raise RuntimeProblem(
            f"teleread needs Python 3.11 or newer, this is {sys.version.split()[0]}; "
            "run `make PYTHON=python3.12 …` with one that is"
        )
    if not python().exists():
        _make()
    path = PROJECT / "requirements" / LOCKS[lock]
    wanted = fingerprint.of_files([path], also=[_version_of_environment()])
    if fingerprint.matches(_marker(lock), wanted):
        return
    with step(f"installing Python packages ({path.name})"):
        run_quietly(
            [str(python()), "-m", "pip", *INSTALL, f"--requirement={path}"],
            what="installing Python packages",
            hint="Check that this machine reaches its package index (see `pip config list`).",
            seconds=1800,
        )
    fingerprint.record(_marker(lock), wanted)


@contextmanager
def alone() -> Iterator[None]:
    """Keep two commands of this checkout from installing or building at once."""
    path = virtual_environment().with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another command of this checkout is installing; waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def enter(arguments: list[str]) -> NoReturn:
    """Continue as the environment's interpreter with `python -m runtime …`; same process id."""
    os.environ["PATH"] = f"{python().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    os.environ["VIRTUAL_ENV"] = str(virtual_environment())
    os.chdir(PROJECT)
    os.execv(python(), [str(python()), "-m", "runtime", *arguments])


def is_inside() -> bool:
    """Whether this process is the environment's interpreter already."""
    return Path(sys.prefix).resolve() == virtual_environment().resolve()


def _make() -> None:
    with step(f"making the virtual environment {virtual_environment()}"):
        if importlib.util.find_spec("ensurepip") is None:
            install_missing({"python3-venv": "python3-venv"}, what="virtual environments")
        # A half-made one from an interrupted start would be used as it is.
        shutil.rmtree(virtual_environment(), ignore_errors=True)
        run_quietly(
            [sys.executable, "-m", "venv", virtual_environment()],
            what="making the virtual environment",
            hint="On Debian, the package python3-venv is needed.",
        )


def _version_of_environment() -> str:
    configuration = virtual_environment() / "pyvenv.cfg"
    return configuration.read_text(encoding="utf-8") if configuration.exists() else ""


def _marker(lock: str) -> Path:
    return virtual_environment() / f"teleread-{lock}.installed"
