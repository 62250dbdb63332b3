"""Role × endpoint × own or foreign tenant → status, and where refused, nothing changed."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
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
    if call.file is not None:
        form = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("file", call.file)})
        return client.generic(endpoint.method, path, form, content_type=MULTIPART_CONTENT)
    body = json.dumps(call.body) if call.body is not None else ""
    return client.generic(endpoint.method, path, body, content_type="application/json")


@contextmanager
def undone() -> Iterator[None]:
    """What the block does to the database is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


ALLOWED = [(endpoint, role) for endpoint in ENDPOINTS for role in sorted(endpoint.roles)]


@pytest.mark.parametrize(("endpoint", "role"), ALLOWED, ids=str)
def test_who_may(endpoint: Endpoint, role: str, practice: Practice) -> None:
    client = practice.client(role)
    response = send(client, endpoint, endpoint.prepare(practice, role))
    assert 200 <= response.status_code < 300, response.content


Answers = dict[str, tuple[int, str | None]]


def refusals(
    practice: Practice, endpoint: Endpoint, call: Call, callers: dict[str, Client]
) -> Answers:
    """How each caller is answered; asserts that together, and so each, they change nothing."""

    def changes(names: Iterable[str]) -> set[str]:
        with undone():
            before = snapshot(practice)
            for name in names:
                response = send(callers[name], endpoint, call)
                answers[name] = (response.status_code, _code(response))
            after = snapshot(practice)
        return {table for table in before if before[table] != after[table]}

    answers: Answers = {}
    # Two digests serve all; only if they differ is each asked alone, to say who it was.
    if changes(callers):
        culprits = {name: changes([name]) for name in callers}
        raise AssertionError(f"refused, and yet changed: {culprits}")
    return answers


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_nobody_else_may(endpoint: Endpoint, practice: Practice, other_practice: Practice) -> None:
    able = min(endpoint.roles)
    refused = sorted(EVERYBODY - endpoint.roles)
    callers = {role: practice.client(role) for role in refused}
    expected: Answers = dict.fromkeys(refused, (403, "permission_denied"))
    if endpoint.own:
        for role in refused:
            with undone():
                own = endpoint.prepare(practice, role)
                alone = {role: callers[role]}
                assert refusals(practice, endpoint, own, alone) == {role: expected[role]}
    call = endpoint.prepare(practice, able)
    callers["nobody"], expected["nobody"] = Client(), (401, "not_authenticated")
    callers["stranger"] = other_practice.client(able)
    addressed = bool(call.kwargs or call.query)
    if addressed:
        expected["stranger"] = (404, "not_found")
    answers = refusals(practice, endpoint, call, callers)
    assert {name: answers[name] for name in expected} == expected
    if not addressed and endpoint.method == "GET":
        theirs = send(callers["stranger"], endpoint, call)
        ours = send(practice.client(able), endpoint, call)
        assert not ids_in(_body(ours)) & ids_in(_body(theirs))


def _code(response: Any) -> str | None:
    """The problem's code, where the answer is a refusal."""
    code: str | None = response.json()["code"] if response.status_code >= 400 else None
    return code


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
