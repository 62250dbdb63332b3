"""Debian packages that a person or CI would install by hand, installed where we may."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from runtime.dcmtk import ONLY_DCMTK
from runtime.errors import RuntimeProblem
from runtime.progress import run_quietly, say, step

TEST_PROGRAMS = {"chromium": "chromium", ONLY_DCMTK: "dcmtk"}
# A second opinion: the tests that ask it are skipped, and say so, where it is not there.
HELPFUL_TEST_PROGRAMS = {"dciodvfy": "dicom3tools"}
BENCHMARK_PROGRAMS = {
    **TEST_PROGRAMS,
    "Orthanc": "orthanc",
    "wrk": "wrk",
    "/usr/share/orthanc/plugins/libOrthancDicomWeb.so": "orthanc-dicomweb",
}


def install_missing(programs: Mapping[str, str], *, what: str) -> None:
    """Install the Debian package of each program that is not on this machine.

    Raises RuntimeProblem naming the packages when this process may not install them.
    """
    missing = sorted({package for name, package in programs.items() if not _present(name)})
    if not missing:
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise RuntimeProblem(
            f"{what} needs {', '.join(missing)}; install them, on Debian with: "
            f"sudo apt-get install {' '.join(missing)}"
        )
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    waiting = [apt, "-o", "DPkg::Lock::Timeout=300", "--quiet", "--yes"]
    with step(f"installing {', '.join(missing)}"):
        run_quietly([*waiting, "update"], what="apt-get update", environment=settings)
        # Orthanc's package would otherwise start a server of its own.
        run_quietly(
            [*waiting, "install", "--no-install-recommends", *missing],
            what="apt-get install",
            environment={**settings, "RUNLEVEL": "1"},
            seconds=1800,
        )


def install_helpful(programs: Mapping[str, str], *, what: str) -> None:
    """Like ``install_missing``, but what cannot be had is only said."""
    try:
        install_missing(programs, what=what)
    except RuntimeProblem as problem:
        say(f"going on without: {problem}")


def _present(name: str) -> bool:
    return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None
