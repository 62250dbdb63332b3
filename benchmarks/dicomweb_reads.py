"""WADO-RS reads, ours against another DICOMweb server that holds the same series.

    python -m benchmarks.dicomweb_reads --ours URL --token TOKEN --theirs URL --study UID --series UID

The two take turns for some seconds each, because on a shared machine only a ratio of neighbours means anything.
Both are asked over kept connections by the same client: threads on plain sockets, which cost little beside the
servers. Prints one line for each kind of read.
"""

import argparse
import json
import socket
import threading
import time
import urllib.request
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

CONNECTIONS = 8
BUFFER = 1 << 20
FRAME_ACCEPT = 'multipart/related; type="application/octet-stream"; transfer-syntax=*'
METADATA_ACCEPT = "application/dicom+json"


@dataclass(frozen=True)
class Server:
    name: str
    root: str
    token: str

    def request(self, path: str, accept: str) -> bytes:
        url = urlsplit(self.root + path)
        lines = [f"GET {url.path} HTTP/1.1", f"Host: {url.netloc}", f"Accept: {accept}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        return "\r\n".join([*lines, "", ""]).encode()

    @property
    def address(self) -> tuple[str, int]:
        url = urlsplit(self.root)
        return url.hostname or "127.0.0.1", url.port or 80


@dataclass
class Tally:
    requests: int = 0
    octets: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0


def instance_uids(server: Server, study: str, series: str) -> list[str]:
    request = urllib.request.Request(  # noqa: S310 - the address on the command line
        f"{server.root}/studies/{study}/series/{series}/instances?limit=1000",
        headers={"Accept": METADATA_ACCEPT, "Authorization": f"Bearer {server.token}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
        return [row["00080018"]["Value"][0] for row in json.load(answer)]


def run(server: Server, paths: list[str], accept: str, seconds: float, into: Tally) -> None:
    """Asks for the paths over and over, on all connections at once."""
    begun = time.perf_counter()
    until = begun + seconds
    workers = [
        threading.Thread(target=_ask, args=(server, paths[n:] + paths[:n], accept, until, into))
        for n in range(0, CONNECTIONS * 7, 7)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    into.seconds += time.perf_counter() - begun


def _ask(server: Server, paths: list[str], accept: str, until: float, into: Tally) -> None:
    buffer = bytearray(BUFFER)
    with socket.create_connection(server.address, timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for path in cycle(paths):
            if time.perf_counter() > until:
                return
            connection.sendall(server.request(path, accept))
            octets = _read_answer(connection, buffer)
            into.requests += 1
            into.octets += octets


def _read_answer(connection: socket.socket, buffer: bytearray) -> int:
    """Reads one answer; answers its length. Raises ``RuntimeError`` unless it is a 200."""
    got = connection.recv_into(buffer)
    while (end := buffer.find(b"\r\n\r\n", 0, got)) < 0:
        got += connection.recv_into(memoryview(buffer)[got:])
    head = bytes(buffer[:end]).lower()
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(head.decode("latin-1"))
    mark = head.find(b"content-length:")
    if mark < 0:
        return _read_chunked(connection, bytes(buffer[end + 4 : got]))
    length = int(head[mark + 15 :].split(b"\r\n")[0])
    left = length - (got - end - 4)
    while left > 0:
        left -= connection.recv_into(buffer)
    return length


def _read_chunked(connection: socket.socket, data: bytes) -> int:
    octets = len(data)
    tail = data[-7:]
    while not tail.endswith(b"\r\n0\r\n\r\n"):
        data = connection.recv(BUFFER)
        octets += len(data)
        tail = (tail + data)[-7:]
    return octets


def compare(
    name: str, servers: list[Server], paths: list[str], accept: str, rounds: int, seconds: float
) -> None:
    tallies = {server.name: Tally() for server in servers}
    for server in servers:
        run(server, paths, accept, 1.0, Tally())
    for _ in range(rounds):
        for server in servers:
            run(server, paths, accept, seconds, tallies[server.name])
    ours, theirs = (tallies[server.name] for server in servers)
    print(  # noqa: T201 - its output is for the person at the terminal
        f"{name}: {ours.rate:.0f}/s against {theirs.rate:.0f}/s, ratio {ours.rate / theirs.rate:.2f} "
        f"({ours.octets // max(ours.requests, 1)} and {theirs.octets // max(theirs.requests, 1)} bytes each)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("ours", "token", "theirs", "study", "series"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    options = parser.parse_args()
    servers = [Server("ours", options.ours, options.token), Server("theirs", options.theirs, "")]
    series = f"/studies/{options.study}/series/{options.series}"
    uids = instance_uids(servers[0], options.study, options.series)
    frames = [f"{series}/instances/{uid}/frames/1" for uid in uids]
    compare("frames", servers, frames, FRAME_ACCEPT, options.rounds, options.seconds)
    metadata = [f"{series}/metadata"]
    compare("series metadata", servers, metadata, METADATA_ACCEPT, options.rounds, options.seconds)


if __name__ == "__main__":
    main()
