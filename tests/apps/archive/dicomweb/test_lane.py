"""The way of a read past the middleware stack, on the running server."""

import time
from typing import Any

import pytest
import requests

from apps.accounts.models import ApiToken
from apps.archive.dicomweb.authentication import ACTOR_SECONDS
from apps.common.clock import now
from apps.common.isolation import tenant_context
from tests.apps.archive.factories import store_series
from tests.factories import Practice

FRAME = 'multipart/related; type="application/octet-stream"; transfer-syntax=*'


class Reader(requests.Session):
    """Asks one DICOMweb root, within a time."""

    root = ""

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override] # fewer
        address = url if url.startswith("http") else self.root + url
        return super().request(method, address, timeout=30, **options)


@pytest.fixture
def reader(server_address: str, committed_practice: Practice) -> Reader:
    reader = Reader()
    reader.root = f"{server_address}/dicom-web"
    reader.headers["Authorization"] = f"Bearer {committed_practice.token('reader')}"
    return reader


def test_reads_carry_the_headers_that_keep_a_browser_safe(reader: Reader) -> None:
    for answer in (reader.get("/studies"), reader.get("/nowhere"), reader.get("/studies/x")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Authorization" in answer.headers.get("Vary", "Authorization")


def test_what_is_not_there_or_cannot_be_read_is_a_problem(reader: Reader) -> None:
    for path, status in (
        ("/nowhere", 404),
        ("/studies/1.2/nowhere", 404),
        ("/studies/1.2.840.1/metadata", 404),
        ("/studies/x/metadata", 400),
        ("/studies/%FF/metadata", 400),
        ("/studies?limit=x", 400),
    ):
        answer = reader.get(path)
        assert answer.status_code == status, path
        assert answer.headers["Content-Type"] == "application/problem+json", path


def test_head_answers_as_get_without_a_body(reader: Reader, committed_practice: Practice) -> None:
    study, series = store_series(committed_practice.tenant_id, committed_practice.site_a)
    for path in (f"/studies/{study}", f"/studies/{study}/series/{series}/metadata"):
        got, asked = reader.get(path), reader.head(path)
        assert asked.status_code == got.status_code == 200
        assert asked.content == b""
        if "Content-Encoding" not in got.headers:
            assert asked.headers["Content-Length"] == str(len(got.content))


def test_other_methods_go_the_usual_way(reader: Reader) -> None:
    assert reader.post("/series").status_code == 405
    assert reader.put("/studies").status_code == 405


def test_a_revoked_token_stops_frames_within_seconds(
    reader: Reader, committed_practice: Practice
) -> None:
    store_series(committed_practice.tenant_id, committed_practice.site_a)
    (*_, last) = reader.get("/instances").json()
    address = f"{last['00081190']['Value'][0]}/frames/1"
    assert reader.get(address, headers={"Accept": FRAME}).status_code == 200
    with tenant_context(committed_practice.tenant_id):
        ApiToken.objects.update(revoked_at=now())
    # Twice the promise, for a machine that is busy; the promise itself is tested on the cache.
    deadline = time.monotonic() + 2 * ACTOR_SECONDS
    statuses = {200}
    while statuses == {200} and time.monotonic() < deadline:
        statuses = {reader.get(address, headers={"Accept": FRAME}).status_code}
    assert statuses == {401}
