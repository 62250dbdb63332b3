"""The worklist and QIDO-RS studies at two sizes of one practice: a list must not slow down as it grows."""

import json
import urllib.request
from urllib.parse import urlencode

from benchmarks.bench import Bench
from benchmarks.load import ask
from benchmarks.report import Measurement, compare
from benchmarks.rows import grow_to
from runtime.errors import RuntimeProblem

CLIENTS = 20
MOST_OPEN = 100_000
PAUSE_MS = 500
_WORKLIST = "/api/v1/reading-tasks"
_STUDIES = "/dicom-web/studies"
_OPEN = {"state": "SCHEDULED,IN_PROGRESS", "limit": "50"}

# By benchmark and case: the milliseconds each client waits between two queries, and what it asks.
_QUERIES: dict[tuple[str, str], tuple[int, list[tuple[str, dict[str, str]]]]] = {
    ("worklist", "first page"): (PAUSE_MS, [(_WORKLIST, _OPEN)]),
    ("worklist", "urgent CT"): (
        PAUSE_MS,
        [(_WORKLIST, {**_OPEN, "modality": "CT", "priority": "URGENT"})],
    ),
    ("worklist", "search a name"): (
        PAUSE_MS,
        [(_WORKLIST, {**_OPEN, "search": name}) for name in ("cad", "fee", "bea", "ROW-12")],
    ),
    ("worklist", "counts"): (PAUSE_MS, [(f"{_WORKLIST}/counts", {})]),
    ("worklist", "first page, no pause"): (0, [(_WORKLIST, _OPEN)]),
    ("qido", "latest studies"): (PAUSE_MS, [(_STUDIES, {"limit": "50"})]),
    ("qido", "one patient"): (
        PAUSE_MS,
        [(_STUDIES, {"PatientID": f"ROW-{number}"}) for number in range(1, 1999, 37)],
    ),
    ("qido", "a week of CT"): (
        PAUSE_MS,
        [
            (
                _STUDIES,
                {"StudyDate": "20230105-20230111", "ModalitiesInStudy": "CT", "limit": "50"},
            ),
            (
                _STUDIES,
                {"StudyDate": "20240301-20240307", "ModalitiesInStudy": "CT", "limit": "50"},
            ),
        ],
    ),
    ("qido", "part of a name"): (
        PAUSE_MS,
        [(_STUDIES, {"PatientName": f"{name}*", "limit": "50"}) for name in ("Ca", "Fe", "Be")],
    ),
}


def measure_search(bench: Bench, names: set[str]) -> list[Measurement]:
    """95th percentile in milliseconds at the large size beside the small one, 20 clients."""
    small, large = bench.effort.small, bench.effort.large
    grow_to(bench.product, small)
    before = _at_this_size(bench, names)
    grow_to(bench.product, large, open_tasks=min(large, MOST_OPEN))
    after = _at_this_size(bench, names)
    return [
        compare(
            benchmark,
            f"{case}, {large:,}",
            list(zip(after[benchmark, case], before[benchmark, case], strict=True)),
            other_name=f"at {small:,}",
            unit="p95 ms",
            target="< 50 ms, 1.0",
        )
        for benchmark, case in after
    ]


def _at_this_size(bench: Bench, names: set[str]) -> dict[tuple[str, str], list[float]]:
    chosen = {key: value for key, value in _QUERIES.items() if key[0] in names}
    _refuse_an_empty_list(bench)
    for pause, queries in chosen.values():
        # As a service that has been up for a while: every connection has planned what it is asked often.
        _p95(bench, queries, pause, bench.effort.seconds)
    return {
        key: [_p95(bench, queries, pause, bench.effort.seconds) for _ in range(bench.effort.rounds)]
        for key, (pause, queries) in chosen.items()
    }


def _refuse_an_empty_list(bench: Bench) -> None:
    """A list that shows nothing is fast and says nothing."""
    address = f"{bench.product.url}{_WORKLIST}?{urlencode(_OPEN)}"
    headers = {"Authorization": f"Bearer {bench.product.token}"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own loopback server
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
        rows = json.load(answer)["results"]
    if len(rows) < int(_OPEN["limit"]):
        raise RuntimeProblem(
            f"the worklist to measure shows {len(rows)} tasks; see benchmarks/practice.py"
        )


def _p95(
    bench: Bench, queries: list[tuple[str, dict[str, str]]], pause: int, seconds: float
) -> float:
    urls = [f"{bench.product.url}{path}?{urlencode(query)}" for path, query in queries]
    headers = {"Authorization": f"Bearer {bench.product.token}"}
    return ask(urls, headers=headers, connections=CLIENTS, seconds=seconds, pause_ms=pause).p95
