"""What every response of the web process carries."""

from collections.abc import Awaitable, Callable
from typing import cast

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

# WebAssembly codecs and their workers run in the viewer; styles are set by the component kit at run time.
POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'; "
    "worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "connect-src 'self' ws: wss: blob: data:; "
    "font-src 'self' data:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "frame-ancestors 'none'; "
)

Answer = HttpResponse | Awaitable[HttpResponse]


@sync_and_async_middleware
def content_security_policy(get_response: Callable[[HttpRequest], Answer]) -> Callable[..., Answer]:
    """Lets the browser run only what this server ships."""
    if iscoroutinefunction(get_response):

        async def handle_async(request: HttpRequest) -> HttpResponse:
            return _with_policy(await cast("Awaitable[HttpResponse]", get_response(request)))

        return handle_async

    def handle(request: HttpRequest) -> HttpResponse:
        return _with_policy(cast("HttpResponse", get_response(request)))

    return handle


def _with_policy(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return response
