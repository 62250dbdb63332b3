"""Role × endpoint × own or foreign tenant → status, and where refused, nothing changed."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from apps.common.isolation import tenant_context
from tests.factories import Practice
from tests.matrix.calls import EVERYBODY, Call, Endpoint
from tests.matrix.endpoints import ELSEWHERE, ENDPOINTS

pytestmark = pytest.mark.django_db

# Using a token notes when it was used; that is no change to anybody's data.
UNWATCHED = {"accounts_apitoken"}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def test_every_address_is_in_the_table() -> None:
    names = {pattern.name for pattern in patterns(get_resolver())}
    assert None not in names, "every address has a name"
    assert names == {endpoint.name for endpoint in ENDPOINTS} | set(ELSEWHERE)


def test_every_method_that_a_view_answers_is_in_the_table() -> None:
    table = {(endpoint.name, endpoint.method) for endpoint in ENDPOINTS}
    for pattern in patterns(get_resolver()):
        view = getattr(pattern.callback, "cls", None) or getattr(
            pattern.callback, "view_class", None
        )
        if view is None or pattern.name in ELSEWHERE:
            continue
        methods = {m.upper() for m in ("get", "post", "put", "patch", "delete") if hasattr(view, m)}
        missing = {(pattern.name, method) for method in methods} - table
        assert not missing, missing


@cache
def _digests() -> str:
    """One statement that digests every row of every table: one per table would take most of the suite's time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity ORDER BY 1")
        tables = [table for (table,) in cursor.fetchall() if table not in UNWATCHED]
    return " UNION ALL ".join(
        f"SELECT '{table}', (SELECT md5(string_agg(t::text, chr(10) ORDER BY id)) FROM \"{table}\" t)"
        for table in tables
    )


def snapshot(practice: Practice) -> dict[str, str]:
    """A digest of every row of the practice, by table."""
    with tenant_context(practice.tenant_id), connection.cursor() as cursor:
        cursor.execute(_digests())
        return dict(cursor.fetchall())


def send(client: Client, endpoint: Endpoint, call: Call) -> Any:
    path = f"{reverse(endpoint.name, kwargs=call.kwargs)}?{urlencode(call.query)}"
    body = json.dumps(call.body) if call.body is not None else ""
    return client.generic(endpoint.method, path, body, content_type="application/json")


@pytest.mark.parametrize(("endpoint", "role"), list(product(ENDPOINTS, sorted(EVERYBODY))), ids=str)
def test_each_role_at_home(endpoint: Endpoint, role: str, practice: Practice) -> None:
    client = practice.client(role)
    call = endpoint.prepare(practice, role)
    before = {} if role in endpoint.roles else snapshot(practice)
    response = send(client, endpoint, call)
    if role in endpoint.roles:
        assert 200 <= response.status_code < 300, response.content
    else:
        assert response.status_code == 403
        assert response.json()["code"] == "permission_denied"
        assert snapshot(practice) == before


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_nobody_in_particular(endpoint: Endpoint, practice: Practice) -> None:
    call = endpoint.prepare(practice, min(endpoint.roles))
    before = snapshot(practice)
    assert send(Client(), endpoint, call).status_code == 401
    assert snapshot(practice) == before


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_another_practice(endpoint: Endpoint, practice: Practice, other_practice: Practice) -> None:
    role = min(endpoint.roles)
    call = endpoint.prepare(practice, role)
    stranger = other_practice.client(role)
    before = snapshot(practice)
    response = send(stranger, endpoint, call)
    assert snapshot(practice) == before
    if call.kwargs or call.query:
        assert response.status_code == 404, response.content
        assert response.json()["code"] == "not_found"
    elif endpoint.method == "GET":
        own = send(practice.client(role), endpoint, call)
        assert not ids_in(_body(own)) & ids_in(_body(response))


def _body(response: Any) -> Any:
    """What an answer holds; DICOMweb says "nothing found" with a status alone."""
    return None if response.status_code == 204 else response.json()


def _values(body: Any) -> Iterator[Any]:
    if isinstance(body, dict):
        for value in body.values():
            yield from _values(value)
    elif isinstance(body, list):
        for value in body:
            yield from _values(value)
    else:
        yield body


def ids_in(body: Any) -> set[str]:
    """Every identifier that an answer holds, however deep."""
    return {
        value
        for value in _values(body)
        if isinstance(value, str) and (_is_uuid(value) or _is_dicom_uid(value))
    }


def _is_uuid(value: str) -> bool:
    return len(value) == 36 and value.count("-") == 4


def _is_dicom_uid(value: str) -> bool:
    return value.startswith("1.2.826.0.1.3680043.8.498.")
