"""What every DICOMweb address shares: who asks, well-formed UIDs, problem+json, safe headers."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from apps.accounts.capabilities import Capability
from apps.archive.dicom.uids import can_be_filed
from apps.archive.dicomweb.authentication import actor_of
from apps.archive.dicomweb.errors import BadQuery, MethodNotAllowed
from apps.common.api.problems import problem_json
from apps.common.errors import DomainError

View = Callable[..., Coroutine[Any, Any, HttpResponseBase]]

UID_NAMES = ("study", "series", "instance")


def dicomweb_view(handler: View) -> View:
    """A reading view: ``handler(request, actor, **path)`` with the actor known and every UID well formed."""

    @wraps(handler)
    async def view(request: HttpRequest, **path: Any) -> HttpResponseBase:
        try:
            if request.method not in ("GET", "HEAD"):
                raise MethodNotAllowed("This resource can only be read.")
            actor = await actor_of(request)
            actor.require(Capability.IMAGES_VIEW)
            _require_uids(path)
            response = await handler(request, actor, **path)
        except DomainError as error:
            response = problem_of(error)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Vary", "Accept, Authorization, Cookie")
        return response

    # What cannot write needs no protection from being made to write, and answers 405 rather than 403.
    return csrf_exempt(view)


def problem_of(error: DomainError) -> HttpResponse:
    response: HttpResponse = problem_json(
        status=error.status,
        code=error.code,
        title=error.title,
        detail=error.detail,
        **error.extra,
    )
    if error.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="teleread"'
    if error.status == 405:
        response.headers["Allow"] = "GET, HEAD"
    response.headers["Cache-Control"] = "no-store"
    return response


def _require_uids(path: dict[str, Any]) -> None:
    for name in UID_NAMES:
        uid = path.get(name)
        if uid is not None and not can_be_filed(uid):
            raise BadQuery(
                f"The {name}'s UID in the address is not a DICOM UID (PS3.5 9.1).",
                code="invalid_uid",
            )
