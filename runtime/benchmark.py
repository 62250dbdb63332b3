"""`make bench`: the benchmarks, with what they compare against."""

import subprocess
import sys

from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT
from runtime.system_packages import BENCHMARK_PROGRAMS, install_missing


def run(extra: list[str]) -> int:
    """Run `python -m benchmarks`; `extra` goes to it. Returns its exit code."""
    if not (PROJECT / "benchmarks" / "__main__.py").exists():
        raise RuntimeProblem("there is no benchmarks/__main__.py in this checkout")
    install_missing(BENCHMARK_PROGRAMS, what="the benchmark against Orthanc")
    command = [sys.executable, "-m", "benchmarks", *extra]
    return subprocess.run(command, cwd=PROJECT, check=False).returncode
