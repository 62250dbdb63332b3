"""Errors on the wire: application/problem+json (RFC 9457) with a stable ``code``."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from apps.common.errors import DomainError

CONTENT_TYPE = "application/problem+json"


def problem(*, status: int, code: str, title: str, detail: str, **extra: Any) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        **extra,
    }


def problem_json(*, status: int, code: str, title: str, detail: str, **extra: Any) -> JsonResponse:
    """A problem outside the REST framework: middleware, plain views, handlers."""
    body = problem(status=status, code=code, title=title, detail=detail, **extra)
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The REST framework's exception handler. Unknown errors stay errors: they are bugs, and are logged as such."""
    body, headers = _describe(error)
    if body is None:
        return None
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def _describe(error: Exception) -> tuple[dict[str, Any] | None, dict[str, str]]:
    if isinstance(error, DomainError):
        body = problem(
            status=error.status,
            code=error.code,
            title=error.title,
            detail=error.detail,
            **error.extra,
        )
        retry_after = error.extra.get("retry_after_seconds")
        return body, {"Retry-After": str(retry_after)} if retry_after else {}
    if isinstance(error, Http404):
        return problem(status=404, code="not_found", title="Not found", detail="Not found."), {}
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        return (
            problem(
                status=400,
                code="invalid",
                title="Some fields need to be mended",
                detail="See ‘errors’ for each field.",
                errors=error.detail,
            ),
            {},
        )
    if isinstance(error, exceptions.APIException):
        headers = {}
        if header := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = header
        code = error.get_codes()
        return (
            problem(
                status=error.status_code,
                code=code if isinstance(code, str) else "invalid",
                title=str(error.default_detail),
                detail=str(error.detail),
            ),
            headers,
        )
    return None, {}


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    return problem_json(
        status=404,
        code="not_found",
        title="Not found",
        detail="There is nothing at this address.",
    )


def server_error(request: HttpRequest) -> JsonResponse:
    return problem_json(
        status=500,
        code="server_error",
        title="Something went wrong on our side",
        detail="Nothing was changed. Try again; if it happens twice, tell support the time.",
    )
