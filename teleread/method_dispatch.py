"""One address that two apps answer: which of them depends on the method."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from apps.common.api.problems import problem_json


def by_method(**views: Callable[..., Any]) -> Callable[..., Any]:
    """A view that hands each method to its own; HEAD goes with GET, what nobody answers is 405.

    Exempt from the middleware's CSRF check, because each view authenticates and checks for itself.
    """
    if "GET" in views:
        views.setdefault("HEAD", views["GET"])

    async def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = views.get(request.method or "")
        if chosen is None:
            return _not_allowed(sorted(views))
        if not iscoroutinefunction(chosen):
            chosen = sync_to_async(chosen, thread_sensitive=True)
        response: HttpResponseBase = await chosen(request, *args, **kwargs)
        return response

    return csrf_exempt(view)


def _not_allowed(methods: list[str]) -> HttpResponseBase:
    response = problem_json(
        status=405,
        code="method_not_allowed",
        title="Method not allowed",
        detail=f"This address answers {', '.join(methods)}.",
    )
    response.headers["Allow"] = ", ".join(methods)
    return response
