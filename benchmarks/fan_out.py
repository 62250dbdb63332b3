"""How long until a claim is seen by every open worklist."""

import asyncio
import json
import statistics
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from http.cookiejar import CookieJar

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.bench import Bench
from benchmarks.product import EMAIL, PASSWORD, Product
from benchmarks.report import Measurement, compare
from benchmarks.rows import grow_to, open_task_ids

OPENED_AT_ONCE = 10
SECONDS_TO_SEE = 30


def measure_fan_out(bench: Bench) -> list[Measurement]:
    """Milliseconds from sending a claim to its message at each WebSocket, against one listener alone."""
    grow_to(bench.product, max(bench.effort.claims, 50))
    cookie = _log_in(bench.product)
    results = []
    for listeners in bench.effort.listeners:
        waits = [
            (asyncio.run(_waits(bench, cookie, listeners)), asyncio.run(_waits(bench, cookie, 1)))
            for _ in range(2)
        ]
        for name, percentile in (("p50", 50), ("p95", 95)):
            results.append(
                compare(
                    "claim_fanout",
                    f"{listeners} worklists",
                    [(_at(many, percentile), _at(one, percentile)) for many, one in waits],
                    other_name="at 1",
                    unit=f"{name} ms",
                    target="< 500 ms" if percentile == 95 else "",
                )
            )
    return results


def _at(waits: list[float], percentile: int) -> float:
    return statistics.quantiles(waits, n=100, method="inclusive")[percentile - 1]


async def _waits(bench: Bench, cookie: str, listeners: int) -> list[float]:
    """Milliseconds that each listener waited for each claim."""
    product = bench.product
    waits: list[float] = []
    async with _open_worklists(product, cookie, listeners) as worklists:
        for task_id in open_task_ids(product, bench.effort.claims):
            begun = time.monotonic()
            seen = await _post_and_see(product, worklists, task_id, "claim")
            waits += [(moment - begun) * 1000 for moment in seen]
            await _post_and_see(product, worklists, task_id, "release")
    return waits


async def _post_and_see(
    product: Product, worklists: list[ClientConnection], task_id: str, verb: str
) -> list[float]:
    """When each worklist heard of the task after the request was sent."""
    watching = [asyncio.create_task(_see(worklist, task_id)) for worklist in worklists]
    await asyncio.sleep(0)
    async with asyncio.timeout(SECONDS_TO_SEE):
        await asyncio.to_thread(_post, product, f"/api/v1/reading-tasks/{task_id}/{verb}")
        return await asyncio.gather(*watching)


async def _see(worklist: ClientConnection, task_id: str) -> float:
    while True:
        text = await worklist.recv()
        moment = time.monotonic()
        if json.loads(text).get("id") == task_id:
            return moment


@asynccontextmanager
async def _open_worklists(
    product: Product, cookie: str, size: int
) -> AsyncIterator[list[ClientConnection]]:
    address = f"ws://127.0.0.1:{product.http_port}/ws/worklist"
    at_once = asyncio.Semaphore(OPENED_AT_ONCE)

    async def opened(stack: AsyncExitStack) -> ClientConnection:
        async with at_once:
            worklist = await stack.enter_async_context(
                connect(
                    address,
                    additional_headers={"Cookie": cookie, "Origin": product.url},
                    compression=None,
                    open_timeout=SECONDS_TO_SEE,
                    proxy=None,
                )
            )
            ready = json.loads(await worklist.recv())
            assert ready["type"] == "ready", ready
            return worklist

    async with AsyncExitStack() as stack:
        yield await asyncio.gather(*(opened(stack) for _ in range(size)))


def _post(product: Product, path: str) -> None:
    request = urllib.request.Request(  # noqa: S310 - our own loopback server
        product.url + path,
        method="POST",
        headers={"Authorization": f"Bearer {product.token}"},
    )
    with urllib.request.urlopen(request, timeout=SECONDS_TO_SEE):  # noqa: S310 - as above
        return


def _log_in(product: Product) -> str:
    """The Cookie header of a browser session."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{product.url}/api/v1/session"
    try:
        browser.open(address, timeout=30).close()
    except urllib.error.HTTPError as refused:
        # Nobody is logged in yet; the answer brings the CSRF cookie.
        if refused.code not in (401, 403):
            raise
    cookies = {cookie.name: cookie.value or "" for cookie in jar}
    body = json.dumps({"email": EMAIL, "password": PASSWORD}).encode()
    headers = {"Content-Type": "application/json", "X-CSRFToken": cookies["csrftoken"]}
    request = urllib.request.Request(address, body, headers)  # noqa: S310 - our own loopback server
    browser.open(request, timeout=30).close()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
