"""Asks an HTTP server over kept connections with wrk, which costs little beside any server."""

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.children import run
from runtime.errors import RuntimeProblem

SCRIPT = Path(__file__).with_name("load.lua")
LONGEST_SECONDS = 60


@dataclass(frozen=True)
class Load:
    """What one burst of requests came to; latencies in milliseconds."""

    requests: int
    octets: int
    seconds: float
    p50: float
    p95: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def ask(
    urls: Sequence[str],
    *,
    headers: Mapping[str, str],
    connections: int,
    seconds: float,
    pause_ms: int = 0,
) -> Load:
    """Ask for the URLs, all of one server, in turn for some seconds on every connection at once.

    Each connection waits `pause_ms` on average between an answer and its next request.
    Raises RuntimeProblem when an answer is no success: a benchmark of errors says nothing.
    """
    seen = _burst(urls, headers, connections, seconds, pause_ms)
    while not seen["requests"] and seconds < LONGEST_SECONDS:
        # Answers that take longer than the burst are cut off and counted nowhere.
        seconds *= 4
        seen = _burst(urls, headers, connections, seconds, pause_ms)
    if seen["failed"] or not seen["requests"]:
        raise RuntimeProblem(
            f"{seen['failed']} of {seen['requests']} requests to {urls[0]} failed; see the logs"
        )
    return Load(
        requests=seen["requests"],
        octets=seen["octets"],
        seconds=seen["microseconds"] / 1e6,
        p50=seen["p50"] / 1000,
        p95=seen["p95"] / 1000,
    )


def _burst(
    urls: Sequence[str],
    headers: Mapping[str, str],
    connections: int,
    seconds: float,
    pause_ms: int,
) -> dict[str, int]:
    server = urlsplit(urls[0])
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as paths:
        paths.writelines(url.removeprefix(f"http://{server.netloc}") + "\n" for url in urls)
        paths.flush()
        command = ["wrk", "--threads=1", f"--connections={connections}", "--timeout=30s"]
        command += [f"--duration={max(1, round(seconds))}s", f"--script={SCRIPT}"]
        for name, value in headers.items():
            command += ["--header", f"{name}: {value}"]
        command += [f"http://{server.netloc}", "--", paths.name, str(pause_ms)]
        output = run(command, environment=os.environ, seconds=seconds + 60)
    seen: dict[str, int] = json.loads(output.splitlines()[-1])
    return seen
