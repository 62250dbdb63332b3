"""What every response of the web process carries."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

# WebAssembly codecs and their workers run in the viewer; styles are set by the component kit at run time.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self' ws: wss: blob: data:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)

Handler = (
    Callable[[HttpRequest], HttpResponse]
    | Callable[[HttpRequest], Awaitable[HttpResponse]]
)


@sync_and_async_middleware
def ContentSecurityPolicyMiddleware(get_response: Handler) -> Handler:
    """Lets the browser run only what this server ships."""
    if iscoroutinefunction(get_response):

        async def handle_async(request: HttpRequest) -> HttpResponse:
            response: HttpResponse = await get_response(request)  # type: ignore[misc] # async by the check above
            response.headers.setdefault("Content-Security-Policy", POLICY)
            return response

        return handle_async

    def handle(request: HttpRequest) -> HttpResponse:
        response: HttpResponse = get_response(request)  # type: ignore[assignment] # sync by the check above
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return handle
