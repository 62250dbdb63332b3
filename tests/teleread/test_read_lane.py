"""The list's own thread: the ordinary answer, whatever happens to its connection, and nothing that is not its own."""

import asyncio
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from teleread import read_lane
from teleread.read_lane import ReadLane
from tests.factories import PASSWORD, Practice
from tests.flow.waiting import eventually

PATH = "/api/v1/reading-tasks"


async def ordinary_way(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class Answer:
    """What an ASGI application sent."""

    def __init__(self) -> None:
        self.status, self.body = 0, b""
        self.headers: dict[str, str] = {}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
        else:
            self.body += message["body"]


async def ask(
    lane: ReadLane, path: str = PATH, method: str = "GET", query: str = "", **headers: str
) -> Answer:
    answer = Answer()
    sent = [(b"host", b"testserver")]
    sent += [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": sent,
        "client": ("127.0.0.1", 1),
    }

    async def receive() -> dict[str, Any]:
        raise AssertionError("A read has no body.")

    await lane(scope, receive, answer.send)
    return answer


@pytest.fixture
def lane() -> Iterator[ReadLane]:
    made = ReadLane(ordinary_way, paths=[PATH])
    yield made
    made.close()


def test_it_answers_what_the_ordinary_way_answers(
    lane: ReadLane, committed_practice: Practice
) -> None:
    token = committed_practice.token("reader")
    client = Client(headers={"authorization": f"Bearer {token}"})
    for query, status in (("limit=5", 200), ("limit=five", 400), ("ordering=rank", 400)):
        found = asyncio.run(ask(lane, query=query, authorization=f"Bearer {token}"))
        expected = client.get(f"{PATH}?{query}")
        assert found.status == expected.status_code == status
        assert found.body == expected.content
        assert found.headers == {name.lower(): value for name, value in expected.headers.items()}


def test_it_knows_a_browsers_session(lane: ReadLane, committed_practice: Practice) -> None:
    client = Client()
    account = {"email": committed_practice.email("manager"), "password": PASSWORD}
    client.post("/api/v1/session", account, content_type="application/json")
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    assert asyncio.run(ask(lane, cookie=cookie)).status == 200
    assert asyncio.run(ask(lane, cookie="")).status == 401


@pytest.mark.parametrize(("path", "method"), [(PATH, "POST"), (PATH, "HEAD"), (f"{PATH}/x", "GET")])
def test_what_is_not_its_own_goes_on(lane: ReadLane, path: str, method: str) -> None:
    assert asyncio.run(ask(lane, path, method)).status == 299


@pytest.mark.parametrize(("limit", "value"), [("PATIENCE_SECONDS", -1.0), ("MOST_WAITING", 1)])
def test_nobody_waits_behind_a_slow_read(
    lane: ReadLane,
    committed_practice: Practice,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: float,
) -> None:
    authorization = f"Bearer {committed_practice.token('reader')}"
    monkeypatch.setattr(read_lane, limit, value)

    async def ask_both() -> tuple[Answer, Answer]:
        with owners_connection() as owner:
            owner.execute("LOCK TABLE worklist_readingtask IN ACCESS EXCLUSIVE MODE")
            slow = asyncio.create_task(ask(lane, authorization=authorization))
            await asyncio.to_thread(eventually, lambda: lane.is_taken, what="the slow read runs")
            other = await ask(lane, authorization=authorization)
        return await slow, other

    slow, other = asyncio.run(ask_both())
    assert (slow.status, other.status) == (200, 299)


def test_a_connection_that_the_database_ended_costs_nobody_an_answer(
    lane: ReadLane, committed_practice: Practice
) -> None:
    authorization = f"Bearer {committed_practice.token('reader')}"
    assert asyncio.run(ask(lane, authorization=authorization)).status == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
        ended = cursor.fetchall()
    assert ended
    assert asyncio.run(ask(lane, authorization=authorization)).status == 200


def owners_connection() -> psycopg.Connection[Any]:
    owner = settings.DATABASES["owner"]
    return psycopg.connect(
        dbname=owner["NAME"],
        host=owner["HOST"],
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
    )
