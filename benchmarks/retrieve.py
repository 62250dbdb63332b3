"""WADO-RS (PS3.18 10.4): ours with a token, Orthanc's DICOMweb without any check."""

import json
import time
import urllib.request
from functools import partial

from benchmarks.bench import Bench
from benchmarks.load import Load, ask
from benchmarks.report import Measurement, compare
from benchmarks.store import store_everywhere

CONNECTIONS = 8
SLICES = 300
FRAMES = 'multipart/related; type="application/octet-stream"; transfer-syntax=*'
METADATA = "application/dicom+json"


def measure_frames(bench: Bench) -> list[Measurement]:
    """Single frames of a 300-slice CT as they are stored, requests per second."""
    series = store_everywhere(bench, SLICES)
    way = f"/studies/{series.study_instance_uid}/series/{series.series_instance_uid}/instances"
    paths = [f"{way}/{uid}/frames/1" for uid in _instance_uids(bench, way)]
    ours = partial(
        _ask,
        [bench.product.dicomweb + path for path in paths],
        {"Accept": FRAMES, "Authorization": f"Bearer {bench.product.token}"},
    )
    theirs = partial(_ask, [bench.orthanc.dicomweb + path for path in paths], {"Accept": FRAMES})
    for server in (ours, theirs):
        server(1)
    pairs = []
    for _ in range(bench.effort.rounds):
        mine, its = ours(bench.effort.seconds), theirs(bench.effort.seconds)
        pairs.append((mine.rate, its.rate))
    line = compare(
        "frames",
        f"{CONNECTIONS} connections",
        pairs,
        other_name="Orthanc",
        unit="requests/s",
        target="≥ 1.0",
    )
    return [line]


def measure_metadata(bench: Bench) -> list[Measurement]:
    """The metadata of a whole 300-slice series, one request after another, in turn at each server.

    Timed by the request: an answer takes Orthanc seconds, which a burst of fixed length would cut.
    """
    series = store_everywhere(bench, SLICES)
    way = f"/studies/{series.study_instance_uid}/series/{series.series_instance_uid}/metadata"
    ours, theirs = bench.product.dicomweb + way, bench.orthanc.dicomweb + way
    pairs = [
        (1 / _seconds(ours, bench.product.token), 1 / _seconds(theirs))
        for _ in range(bench.effort.rounds + 1)
    ]
    line = compare(
        "metadata",
        "300 instances",
        # The first answers warm the caches of both.
        pairs[1:],
        other_name="Orthanc",
        unit="requests/s",
        target="≥ 5",
    )
    return [line]


def _seconds(url: str, token: str = "") -> float:
    begun = time.monotonic()
    _get(url, token)
    return time.monotonic() - begun


def _ask(urls: list[str], headers: dict[str, str], seconds: float) -> Load:
    return ask(urls, headers=headers, connections=CONNECTIONS, seconds=seconds)


def _instance_uids(bench: Bench, way: str) -> list[str]:
    answer = _get(f"{bench.product.dicomweb}{way}?limit={SLICES}", bench.product.token)
    return [row["00080018"]["Value"][0] for row in json.loads(answer)]


def _get(url: str, token: str = "") -> bytes:
    headers = {"Accept": METADATA, **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own loopback server
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - as above
        return bytes(answer.read())
