"""QIDO-RS (PS3.18 10.6): studies, series and instances, found in the index alone."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from apps.accounts.actors import Actor
from apps.archive.dicom.reader_names import without_readers
from apps.archive.dicomweb.accept import DICOM_JSON, accepts_media_type
from apps.archive.dicomweb.addresses import root_address
from apps.archive.dicomweb.answers import (
    Attributes,
    instance_result,
    needs_headers,
    series_result,
    study_result,
)
from apps.archive.dicomweb.database import in_tenant
from apps.archive.dicomweb.edge import dicomweb_view
from apps.archive.dicomweb.errors import NotAcceptable
from apps.archive.dicomweb.matching import INSTANCE, SERIES, STUDY, conditions
from apps.archive.dicomweb.query import Search, parse_search
from apps.archive.selectors import (
    access_series,
    access_study,
    is_open,
    visible_instances,
    visible_series,
    visible_studies,
)

Found = tuple[list[Attributes], bool]


@dicomweb_view
async def search_studies(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Studies, the latest first."""
    return await _answer(request, actor, STUDY, _studies, {})


@dicomweb_view
async def search_series(
    request: HttpRequest, actor: Actor, *, study: str | None = None
) -> HttpResponseBase:
    """Series of one study by number, or of all, the latest first."""
    return await _answer(request, actor, SERIES, _series, {"study": study})


@dicomweb_view
async def search_instances(
    request: HttpRequest,
    actor: Actor,
    *,
    study: str | None = None,
    series: str | None = None,
) -> HttpResponseBase:
    """Instances of one series or study by number, or of all, the latest first."""
    return await _answer(request, actor, INSTANCE, _instances, {"study": study, "series": series})


async def _answer(
    request: HttpRequest,
    actor: Actor,
    level: str,
    find: Callable[..., Found],
    within: dict[str, str | None],
) -> HttpResponse:
    if not accepts_media_type(
        request.META.get("HTTP_ACCEPT", "")[:2000], DICOM_JSON, "application/json"
    ):
        raise NotAcceptable("Search results are sent as application/dicom+json.")
    search = parse_search(dict(request.GET.lists()))
    condition, unsupported = conditions(level, search.matches)
    root = root_address(request)
    results, more = await in_tenant(actor, partial(find, actor, search, condition, root, **within))
    warnings = list(search.warnings)
    if unsupported:
        warnings.append(f"These attributes are not matched here: {', '.join(unsupported)}.")
    if more:
        warnings.append("There are additional results that can be requested.")
    response = HttpResponse(status=204) if not results else HttpResponse(_encode(results))
    if results:
        response.headers["Content-Type"] = DICOM_JSON
        response.headers["Content-Length"] = str(len(response.content))
    if warnings:
        response.headers["Warning"] = ", ".join(
            f'299 {request.get_host()} "{warning}"' for warning in warnings
        )
    return response


def _encode(results: list[Attributes]) -> bytes:
    return json.dumps(results, ensure_ascii=False, separators=(",", ":")).encode()


def _studies(actor: Actor, search: Search, condition: Any, root: str) -> Found:
    # A study of which nothing is held could be listed but not retrieved.
    held = visible_studies(actor).filter(instance_count__gt=0)
    found = held.filter(condition).order_by("-study_date", "-id")
    rows, more = _window(found, search)
    return [study_result(study, search, root) for study in rows], more


def _series(actor: Actor, search: Search, condition: Any, root: str, *, study: str | None) -> Found:
    found = visible_series(actor, study_uid=study).filter(condition)
    if study is None:
        found = found.order_by("-id")
    else:
        parent = access_study(actor=actor, uid=study)
        found = found.filter(study=parent).order_by("number", "id")
    rows, more = _window(found, search)
    results = [series_result(s, search, root, with_study=study is None) for s in rows]
    return _shown(actor, study, results), more


def _instances(
    actor: Actor,
    search: Search,
    condition: Any,
    root: str,
    *,
    study: str | None,
    series: str | None,
) -> Found:
    found = visible_instances(actor, study_uid=study).filter(condition)
    if series is not None:
        of_series = access_series(actor=actor, uid=series, study_uid=study)
        found = found.filter(series=of_series).order_by("number", "id")
    elif study is not None:
        parent = access_study(actor=actor, uid=study)
        found = found.filter(study=parent).order_by("series__number", "series_id", "number", "id")
    else:
        found = found.order_by("-id")
    if not needs_headers(search):
        found = found.defer("headers")
    rows, more = _window(found, search)
    results = [
        instance_result(i, search, root, with_study=study is None, with_series=series is None)
        for i in rows
    ]
    return _shown(actor, study, results), more


def _shown(actor: Actor, study: str | None, results: list[Attributes]) -> list[Attributes]:
    """Of a study whose images alone are shown, no reader's name."""
    if study is None or is_open(actor, study):
        return results
    return [without_readers(one) for one in results]


def _window(found: QuerySet[Any], search: Search) -> tuple[list[Any], bool]:
    """The results asked for, and whether there are more."""
    rows = list(found[search.offset : search.offset + search.limit + 1])
    return rows[: search.limit], len(rows) > search.limit
