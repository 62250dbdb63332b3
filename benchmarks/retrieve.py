"""WADO-RS (PS3.18 10.4): ours with a token, Orthanc's DICOMweb without any check."""

import json
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
    return [_compare(bench, "frames", "8 connections", paths, FRAMES, target="≥ 1.0")]


def measure_metadata(bench: Bench) -> list[Measurement]:
    """The metadata of a whole 300-slice series, requests per second."""
    series = store_everywhere(bench, SLICES)
    way = f"/studies/{series.study_instance_uid}/series/{series.series_instance_uid}/metadata"
    return [_compare(bench, "metadata", "300 instances", [way], METADATA, target="≥ 5")]


def _compare(
    bench: Bench, name: str, case: str, paths: list[str], accept: str, *, target: str
) -> Measurement:
    ours = partial(
        _ask,
        [bench.product.dicomweb + path for path in paths],
        {"Accept": accept, "Authorization": f"Bearer {bench.product.token}"},
    )
    theirs = partial(_ask, [bench.orthanc.dicomweb + path for path in paths], {"Accept": accept})
    for server in (ours, theirs):
        server(1)
    pairs = []
    for _ in range(bench.effort.rounds):
        mine, its = ours(bench.effort.seconds), theirs(bench.effort.seconds)
        pairs.append((mine.rate, its.rate))
    return compare(name, case, pairs, other_name="Orthanc", unit="requests/s", target=target)


def _ask(urls: list[str], headers: dict[str, str], seconds: float) -> Load:
    return ask(urls, headers=headers, connections=CONNECTIONS, seconds=seconds)


def _instance_uids(bench: Bench, way: str) -> list[str]:
    request = urllib.request.Request(  # noqa: S310 - our own loopback server
        f"{bench.product.dicomweb}{way}?limit={SLICES}",
        headers={"Accept": METADATA, "Authorization": f"Bearer {bench.product.token}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
        return [row["00080018"]["Value"][0] for row in json.load(answer)]
