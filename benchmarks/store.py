"""C-STORE to durable and indexed: DCMTK's storescu against ours and against Orthanc."""

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import psycopg

from benchmarks.bench import Bench
from benchmarks.orthanc import TITLE, Orthanc
from benchmarks.product import SENDER, Product
from benchmarks.report import Measurement, compare
from benchmarks.slices import SentSeries, write_series
from runtime import dcmtk
from runtime.errors import RuntimeProblem

ASSOCIATIONS = (1, 4, 8)
SECONDS_TO_SEND = 300
_folders = count(1)


def measure_store(bench: Bench) -> list[Measurement]:
    """Instances per second at each number of associations, every one with a study of its own."""
    results = []
    for associations in ASSOCIATIONS:
        pairs = [_pair(bench, associations, turn) for turn in range(bench.effort.rounds)]
        results.append(
            compare(
                "cstore",
                f"{associations} association{'s' * (associations > 1)}",
                pairs,
                other_name="Orthanc",
                unit="instances/s",
                target="≥ 1.0",
            )
        )
    return results


def store_everywhere(bench: Bench, size: int) -> SentSeries:
    """Send one new series of `size` slices to both servers, for what reads it."""
    series = write_series(bench.folder / f"read-{next(_folders)}", size)
    _send([series.folder], bench.product.dicom_port, "TELEREAD")
    _send([series.folder], bench.orthanc.dicom_port, TITLE)
    shutil.rmtree(series.folder)
    return series


def _pair(bench: Bench, associations: int, turn: int) -> tuple[float, float]:
    """Send the same new slices to both; who is first changes with every turn."""
    each = bench.effort.instances // associations
    top = bench.folder / f"send-{next(_folders)}"
    folders = [write_series(top / str(n), each).folder for n in range(associations)]
    # What is written back of the files to send must not be charged to who is asked first.
    os.sync()
    rates: dict[str, float] = {}
    for name in ("ours", "theirs") if turn % 2 == 0 else ("theirs", "ours"):
        before = _stored(bench, name)
        seconds = _send(folders, *_address(bench, name))
        arrived = _stored(bench, name) - before
        if arrived != each * associations:
            raise RuntimeProblem(f"{arrived} of {each * associations} instances arrived: {name}")
        rates[name] = arrived / seconds
    shutil.rmtree(top)
    return rates["ours"], rates["theirs"]


def _address(bench: Bench, name: str) -> tuple[int, str]:
    if name == "ours":
        return bench.product.dicom_port, "TELEREAD"
    return bench.orthanc.dicom_port, TITLE


def _send(folders: Sequence[Path], port: int, called: str) -> float:
    """Seconds until every folder, each over an association of its own, is stored."""
    command = [
        dcmtk.program("storescu"),
        "-aet",
        SENDER,
        "-aec",
        called,
        "+sd",
        "127.0.0.1",
        str(port),
    ]
    environment = {**os.environ, "TCP_NODELAY": "1"}
    begun = time.monotonic()
    senders = [
        subprocess.Popen(
            [*command, str(folder)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for folder in folders
    ]
    try:
        codes = [sender.wait(timeout=SECONDS_TO_SEND) for sender in senders]
    finally:
        for sender in senders:
            sender.kill()
    seconds = time.monotonic() - begun
    if any(codes):
        raise RuntimeProblem(f"storescu failed against {called}; its lines stand above")
    return seconds


def _stored(bench: Bench, name: str) -> int:
    return _stored_by_us(bench.product) if name == "ours" else _stored_by_orthanc(bench.orthanc)


def _stored_by_us(product: Product) -> int:
    with psycopg.connect(product.owner_url) as connection:
        row = connection.execute("SELECT count(*) FROM archive_instance").fetchone()
    return int(row[0]) if row else 0


def _stored_by_orthanc(orthanc: Orthanc) -> int:
    address = f"http://127.0.0.1:{orthanc.http_port}/statistics"
    with urllib.request.urlopen(address, timeout=30) as answer:
        return int(json.load(answer)["CountInstances"])
