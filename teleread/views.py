"""The few addresses that belong to no app: health, metrics, and the front end's page."""

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from redis.exceptions import RedisError

from apps.common.api.problems import problem_json


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The process can do its work: database, Redis and blob storage answer. 503 names what does not."""
    checks = {
        "database": _database_answers(),
        "redis": _redis_answers(),
        "storage": _storage_answers(),
    }
    ready = all(checks.values())
    return JsonResponse(
        {"status": "ready" if ready else "not ready", **checks},
        status=200 if ready else 503,
    )


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format."""
    response: HttpResponse = ExportToDjangoView(request)
    return response


@require_safe
def front_end(request: HttpRequest) -> HttpResponseBase:
    """The single page; its own router reads the address."""
    page = settings.FRONTEND_DIST / "index.html"
    if not page.is_file():
        return problem_json(
            status=503,
            code="front_end_not_built",
            title="The front end is not built",
            detail="Run `make demo`, or `npm ci && npm run build` in frontend/.",
        )
    response = HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    try:
        cache.get("readyz")
    except (RedisError, OSError):
        return False
    return True


def _storage_answers() -> bool:
    try:
        settings.BLOB_ROOT.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True
