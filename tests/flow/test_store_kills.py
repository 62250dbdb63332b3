"""Kill -9 of PostgreSQL and of Redis: a product on stores of its own goes through it and loses nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Protocol

import psycopg
import pytest
import requests

from runtime.state import DATABASE, HOST, RUNTIME_ROLE, SUPERUSER, read_state
from teleread.demo import PASSWORD
from tests.apps.reporting.scenes import text
from tests.flow.api import Api
from tests.flow.stack import Stack, manage, running_demo
from tests.flow.storescu import Sender, acknowledged
from tests.flow.waiting import eventually
from tests.objects import as_bytes, make_study

SMALL, LARGE = 3, 100


def write_study(folder: Path, accession: str, *, instances: int) -> list[Path]:
    folder.mkdir()
    paths = []
    for dataset in make_study(
        instances=instances, AccessionNumber=accession, PatientID=f"P-{accession}"
    ):
        path = folder / f"{dataset.SOPInstanceUID}.dcm"
        path.write_bytes(as_bytes(dataset))
        paths.append(path)
    return paths


class Stores:
    """The product's own PostgreSQL and Redis: looked into, and hurt."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows as the superuser sees them, past every tenant's isolation."""
        state = read_state(self._stack.configuration.layout)
        assert state is not None
        with psycopg.connect(
            host=HOST,
            port=state.postgres_port,
            user=SUPERUSER,
            password=state.superuser_password,
            dbname=DATABASE,
            connect_timeout=10,
        ) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def kill_a_backend(self, *, when: Callable[[], object]) -> None:
        """Kill -9 one of the product's backends; PostgreSQL then ends all others and recovers."""
        before = self._backends()
        when()
        os.kill(before[0], signal.SIGKILL)

        def recovered() -> bool:
            try:
                return not set(before) & set(self._backends())
            except psycopg.OperationalError:
                return False

        eventually(recovered, what="PostgreSQL has recovered", of=lambda: self._stack.log)

    def _backends(self) -> list[int]:
        """Of the product's connections, the oldest first."""
        rows = self.ask(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s ORDER BY backend_start",
            RUNTIME_ROLE,
        )
        return [pid for (pid,) in rows]


@contextmanager
def saving_drafts(api: Api, report: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Saves one draft after the other until the server fails; the list grows by what it acknowledged."""
    saved: list[dict[str, Any]] = []
    stop = Event()

    def save_on() -> None:
        revision = report["draft"]["revision"]
        while not stop.is_set():
            body = {"revision": revision, "sections": text(impression=f"After {revision}.")}
            try:
                answer = api.put(f"/reports/{report['id']}/draft", json=body)
            except requests.RequestException:
                return
            if not answer.ok:
                return
            saved.append(answer.json())
            revision = saved[-1]["revision"]

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save_on)
        try:
            yield saved
        finally:
            stop.set()
            saving.result(timeout=60)


class Strike(Protocol):
    """Kills something the moment `when` returns."""

    def __call__(self, *, when: Callable[[], object]) -> None: ...


def send_amid(stack: Stack, sender: Sender, paths: list[Path], log: Path, strike: Strike) -> None:
    """Sends, strikes after ten images, and once the product answers sends what was not acknowledged."""
    sending = sender.begin(paths, log)

    def arrived() -> int:
        return len(acknowledged(log.read_text()))

    def amid() -> None:
        eventually(lambda: arrived() >= 10, what="ten images are acknowledged")
        assert arrived() < len(paths)

    strike(when=amid)
    sending.wait(90)
    safe = acknowledged(log.read_text())
    stack.await_answers()
    # A store that is back within a connection's patience is a pause for the sender, no failure.
    if rest := [path for path in paths if str(path) not in safe]:
        sender.send(rest)


def good(answer: requests.Response) -> Any:
    assert answer.ok, answer.text
    return answer.json()


def task_of(reader: Api, accession: str) -> dict[str, Any]:
    """The only reading task of that accession number, once there is one."""

    def listed() -> list[dict[str, Any]]:
        found = good(reader.get("/reading-tasks", params={"limit": 200}))["results"]
        return [task for task in found if task["study"]["accession_number"] == accession]

    (task,) = eventually(listed, what=f"{accession} is listed")
    return task


def test_nothing_is_lost_when_the_stores_die(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    with running_demo(tmp_path_factory.mktemp("demo")) as (stack, environment):
        stores = Stores(stack)
        sender = Sender("DEMO_SITE", "TELEREAD", stack.dicom_port)
        token = manage(environment, "issue_token", "--email", "reader@demo.test")
        reader = Api(f"{stack.url}/api/v1", token)

        sender.send(write_study(tmp_path / "read", "READ", instances=SMALL))
        task = task_of(reader, "READ")
        claim = good(reader.post(f"/reading-tasks/{task['id']}/claim"))["claim"]
        report = good(reader.post("/reports", json={"reading_task": task["id"]}))

        arriving = {
            name: write_study(tmp_path / name, name, instances=LARGE) for name in ("BOTH", "ONE")
        }
        with saving_drafts(reader, report) as saved:
            eventually(lambda: len(saved) >= 3, what="three drafts are saved")
            both = partial(stack.kill, "postgres", "redis")
            send_amid(stack, sender, arriving["BOTH"], tmp_path / "both.log", both)
        send_amid(stack, sender, arriving["ONE"], tmp_path / "one.log", stores.kill_a_backend)

        for name, paths in arriving.items():
            assert task_of(reader, name)["study"]["instance_count"] == len(paths)
            rows = stores.ask(
                "SELECT i.sop_instance_uid FROM archive_instance i"
                " JOIN archive_series r ON r.id = i.series_id"
                " JOIN archive_study s ON s.id = r.study_id WHERE s.accession_number = %s",
                name,
            )
            assert sorted(uid for (uid,) in rows) == sorted(path.stem for path in paths)

        kept = good(reader.get(f"/reports/{report['id']}"))["draft"]
        # The save that the kill interrupted may have been done and not been answered.
        assert 0 <= kept["revision"] - saved[-1]["revision"] <= 1
        bodies = {part["code"]: part["body"] for part in kept["sections"]}
        assert bodies["impression"] == f"After {kept['revision'] - 1}."
        assert stores.ask(
            "SELECT id::text FROM worklist_claim WHERE task_id = %s AND ended_at IS NULL",
            task["id"],
        ) == [(claim["id"],)]

        signature = {
            "kind": "final",
            "revision": kept["revision"],
            "study_instance_uid": task["study"]["study_instance_uid"],
            "password": PASSWORD,
        }
        good(reader.post(f"/reports/{report['id']}/sign", json=signature))

        def nothing_waits() -> bool:
            return not stores.ask("SELECT FROM common_outboxdelivery WHERE state <> 'delivered'")

        eventually(nothing_waits, what="every event is delivered", of=lambda: stack.log)
        for table in ("reporting_reportversion", "delivery_delivery"):
            assert stores.ask(f"SELECT count(*) FROM {table}") == [(1,)]
        assert stores.ask("SELECT count(*) FROM worklist_readingtask") == [(3,)]
