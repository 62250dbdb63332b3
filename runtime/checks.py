"""`make test`, `make lint`, `make format`: the checks in order, the test runner last."""

import os
import subprocess
import sys
from pathlib import Path

from runtime import frontend
from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT
from runtime.progress import say, step
from runtime.system_packages import TEST_PROGRAMS, install_missing

SOURCES = ("teleread", "apps", "runtime", "simulation", "tests", "benchmarks", "manage.py")
# Two cores; more workers would only make every browser test wait for the others.
WORKERS = 2


def lint(_: list[str]) -> int:
    """Everything that reads the sources without running them."""
    for title, command in _static_checks():
        _check(title, command, env=_settings_for_types())
    _check_frontend(["check"])
    return 0


def test(extra: list[str]) -> int:
    """The whole suite; returns pytest's exit code. `extra` goes to pytest."""
    install_missing(TEST_PROGRAMS, what="the browser and DICOM tests")
    for title, command in _static_checks():
        _check(title, command, env=_settings_for_types())
    _check_frontend(["check", "test"])
    frontend.build()
    say("pytest")
    command = [sys.executable, "-m", "pytest", f"--numprocesses={WORKERS}"]
    command += ["--dist=loadgroup", *extra]
    return subprocess.run(command, cwd=PROJECT, check=False).returncode


def rewrite(_: list[str]) -> int:
    """Format the sources and apply the safe fixes."""
    ruff = [sys.executable, "-m", "ruff"]
    _check("ruff check --fix", [*ruff, "check", "--fix", "."])
    _check("ruff format", [*ruff, "format", "."])
    _check_frontend(["format"])
    return 0


def _static_checks() -> list[tuple[str, list[str]]]:
    python = sys.executable
    present = [name for name in SOURCES if (PROJECT / name).exists()]
    return [
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("mypy", [python, "-m", "mypy", *present]),
        ("import contracts", [str(Path(python).with_name("lint-imports"))]),
    ]


def _settings_for_types() -> dict[str, str]:
    """Settings that load without any server, for the type checker's Django plugin."""
    nowhere = "postgresql://nobody:nothing@127.0.0.1:1/none"
    return {
        **os.environ,
        "DATABASE_URL": nowhere,
        "DATABASE_OWNER_URL": nowhere,
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }


def _check_frontend(scripts: list[str]) -> None:
    settings = frontend.install()
    if settings is None:
        return
    for script in scripts:
        _check(f"npm run {script}", ["npm", "run", script], cwd=frontend.FRONTEND, env=settings)


def _check(
    title: str, command: list[str], *, cwd: Path = PROJECT, env: dict[str, str] | None = None
) -> None:
    with step(title):
        done = subprocess.run(command, cwd=cwd, env=env or dict(os.environ), check=False)
        if done.returncode != 0:
            raise RuntimeProblem(f"{title} failed; its findings stand above")
