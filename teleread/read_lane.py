"""Short reads on one lasting thread of each web process, instead of on a thread made for each request.

The pages that every open worklist asks for take a few milliseconds: less than the thread, the contexts and the
database connection that are made for a request; and twenty such threads in one process wait for each other rather than
for the database. Here they take turns. Views, middleware and errors are the same as everywhere. What is not named here,
is no ``GET``, or would have to wait for a slow one goes the ordinary way.
"""

import asyncio
import select
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponse

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Coroutine[Any, Any, None]]

# Who finds the lane taken for so long, or so many before them, does not wait for it.
PATIENCE_SECONDS = 0.1
MOST_WAITING = 20


class ReadLane:
    """Answers ``GET`` of ``paths`` itself and hands everything else on to ``otherwise``."""

    def __init__(self, otherwise: Application, *, paths: Collection[str]) -> None:
        self.otherwise = otherwise
        self.paths = frozenset(paths)
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="read-lane")
        self._waiting = 0
        self._taken_at: float | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        is_ours = scope["method"] == "GET" and scope["path"] in self.paths
        if not is_ours or self._is_held_up():
            await self.otherwise(scope, receive, send)
            return
        self._waiting += 1
        try:
            response = await asyncio.get_running_loop().run_in_executor(
                self._thread, self._answer, scope
            )
        finally:
            self._waiting -= 1
        await _send(response, send)

    @property
    def is_taken(self) -> bool:
        """Whether a read runs at this moment."""
        return self._taken_at is not None

    def close(self) -> None:
        """Ends the thread and its database connection."""
        self._thread.submit(connection.close)
        self._thread.shutdown()

    def _is_held_up(self) -> bool:
        taken_at = self._taken_at
        return self._waiting >= MOST_WAITING or (
            taken_at is not None and time.monotonic() - taken_at > PATIENCE_SECONDS
        )

    def _answer(self, scope: dict[str, Any]) -> HttpResponse:
        self._taken_at = time.monotonic()
        try:
            _leave_ended_connection()
            response = self._handler.get_response(ASGIRequest(scope, BytesIO()))
        finally:
            self._taken_at = None
        assert isinstance(response, HttpResponse)
        return response


def _leave_ended_connection() -> None:
    """A restarted database has ended the thread's connection: nothing else makes an idle one readable."""
    raw = connection.connection
    if raw is not None and (raw.closed or _can_be_read(raw.fileno())):
        connection.close()


def _can_be_read(descriptor: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


async def _send(response: HttpResponse, send: Send) -> None:
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    headers += [
        (b"Set-Cookie", cookie.OutputString().encode("ascii"))
        for cookie in response.cookies.values()
    ]
    start = {
        "type": "http.response.start",
        "status": response.status_code,
        "headers": headers,
    }
    await send(start)
    await send({"type": "http.response.body", "body": response.content})
