"""`make test`, `make lint`, `make format`: the checks in order, the test runner last."""

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from runtime import frontend
from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT
from runtime.progress import say, step
from runtime.system_packages import (
    HELPFUL_TEST_PROGRAMS,
    TEST_PROGRAMS,
    install_helpful,
    install_missing,
)

SOURCES = ("teleread", "apps", "runtime", "simulation", "tests", "benchmarks", "manage.py")
# Two cores; more workers would only make every browser test wait for the others.
WORKERS = 2

_printing = Lock()


@dataclass(frozen=True)
class Check:
    """A command that finds faults and says so by its exit code; no environment means this process's."""

    title: str
    command: list[str]
    folder: Path = PROJECT
    environment: Mapping[str, str] | None = None


def lint(_: list[str]) -> int:
    """Everything that reads the sources without running them."""
    run_side_by_side(_static_checks(), _frontend_checks("check"))
    return 0


def test(extra: list[str]) -> int:
    """The whole suite; returns pytest's exit code. `extra` goes to pytest."""
    install_missing(TEST_PROGRAMS, what="the browser and DICOM tests")
    install_helpful(HELPFUL_TEST_PROGRAMS, what="the second opinion on DICOM objects")
    run_side_by_side(_static_checks(), _frontend_checks("check", "test"))
    frontend.build()
    say("pytest")
    command = [sys.executable, "-m", "pytest", f"--numprocesses={WORKERS}"]
    command += ["--dist=loadgroup", "--durations=60", "--durations-min=3", *extra]
    return subprocess.run(command, cwd=PROJECT, check=False).returncode


def rewrite(_: list[str]) -> int:
    """Format the sources and apply the safe fixes."""
    ruff = [sys.executable, "-m", "ruff"]
    _check(Check("ruff check --fix", [*ruff, "check", "--fix", "."]))
    _check(Check("ruff format", [*ruff, "format", "."]))
    for check in _frontend_checks("format"):
        _check(check)
    return 0


def _static_checks() -> list[Check]:
    python = sys.executable
    present = [name for name in SOURCES if (PROJECT / name).exists()]
    settings = _settings_for_types()
    return [
        Check(
            "ruff format", [python, "-m", "ruff", "format", "--check", "."], environment=settings
        ),
        Check("ruff check", [python, "-m", "ruff", "check", "."], environment=settings),
        Check("mypy", [python, "-m", "mypy", *present], environment=settings),
        Check(
            "import contracts",
            [str(Path(python).with_name("lint-imports"))],
            environment=settings,
        ),
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


def _frontend_checks(*scripts: str) -> list[Check]:
    settings = frontend.install()
    if settings is None:
        return []
    return [
        Check(f"npm run {script}", ["npm", "run", script], frontend.FRONTEND, settings)
        for script in scripts
    ]


def run_side_by_side(*columns: list[Check]) -> None:
    """Each list in order, the lists at the same time.

    Raises RuntimeProblem that names every list's first failure, once all lists have ended.
    """
    with ThreadPoolExecutor(max_workers=len(columns)) as pool:
        found = [problem for problem in pool.map(_first_failure, columns) if problem is not None]
    if found:
        raise RuntimeProblem("; ".join(map(str, found)))


def _first_failure(checks: list[Check]) -> RuntimeProblem | None:
    for check in checks:
        try:
            _check(check)
        except RuntimeProblem as problem:
            return problem
    return None


def _check(check: Check) -> None:
    """Run it; what it says comes in one piece, so that two at once stay readable."""
    with step(check.title):
        done = subprocess.run(
            check.command,
            cwd=check.folder,
            env=check.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
            errors="replace",
        )
        with _printing:
            print(done.stdout, end="", flush=True)
        if done.returncode != 0:
            raise RuntimeProblem(f"{check.title} failed; its findings stand above")
