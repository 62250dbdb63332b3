"""DICOMweb reads without the middleware stack, which would cost more than the read itself.

The views are Django views like any other and stand in the URL configuration; this ASGI application takes ``GET``
and ``HEAD`` under its prefix, resolves them there and runs them directly. Sessions, tokens and errors are handled by
the views themselves (``edge``); nothing here writes, so that there is nothing for CSRF protection to protect.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from io import BytesIO
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from prometheus_client import Histogram

from apps.archive.dicomweb.addresses import ROOT
from apps.common.api.problems import problem_json, server_error

logger = logging.getLogger(__name__)

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Coroutine[Any, Any, None]]

SAFETY_HEADERS = [
    (b"X-Content-Type-Options", b"nosniff"),
    (b"Content-Security-Policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"Referrer-Policy", b"same-origin"),
    (b"Cross-Origin-Resource-Policy", b"same-origin"),
]
SECONDS = Histogram(
    "teleread_dicomweb_seconds",
    "Time to the end of a DICOMweb read",
    ["view", "status"],
)


class DicomWebLane:
    """Answers DICOMweb reads itself, by the addresses in ``urlconf``, and hands everything else on."""

    def __init__(self, otherwise: Application, *, urlconf: str) -> None:
        self.otherwise = otherwise
        self.urlconf = urlconf

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if not scope["path"].startswith(f"{ROOT}/") or scope["method"] not in (
            "GET",
            "HEAD",
        ):
            await self.otherwise(scope, receive, send)
            return
        started = time.perf_counter()
        async with ThreadSensitiveContext():
            name, response = await _answer(scope, self.urlconf)
            try:
                await _send(response, send, head=scope["method"] == "HEAD")
            finally:
                response.close()
        SECONDS.labels(name, response.status_code).observe(time.perf_counter() - started)


async def _answer(scope: dict[str, Any], urlconf: str) -> tuple[str, HttpResponseBase]:
    try:
        request = ASGIRequest(scope, BytesIO())
        request.get_host()
        match = resolve(request.path_info.removeprefix(ROOT), urlconf)
    except Resolver404:
        return "none", problem_json(
            status=404,
            code="not_found",
            title="Not found",
            detail="There is no such resource.",
        )
    except (UnicodeDecodeError, SuspiciousOperation, RequestDataTooBig):
        return "none", problem_json(
            status=400,
            code="invalid_request",
            title="The request cannot be read",
            detail="Check the address and its parameters.",
        )
    try:
        return match.url_name or "none", await match.func(request, *match.args, **match.kwargs)
    except Exception:
        # The address holds UIDs, which are no names, but the query may hold a patient's: the view's name is enough.
        logger.exception("A DICOMweb read failed: %s", match.url_name)
        return match.url_name or "none", server_error(HttpRequest())


async def _send(response: HttpResponseBase, send: Send, *, head: bool) -> None:
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    await send(
        {
            "type": "http.response.start",
            "status": response.status_code,
            "headers": [*headers, *SAFETY_HEADERS],
        }
    )
    if not head:
        if response.streaming:
            async for part in response:  # type: ignore[attr-defined] # a streaming response iterates
                await send({"type": "http.response.body", "body": part, "more_body": True})
        else:
            for part in response:  # what was written to it, part by part
                await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
