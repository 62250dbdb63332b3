"""Kill -9 of any process at any point: nothing acknowledged is lost, nothing is stuck, nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests

from apps.archive.models import Instance, Study
from apps.common.isolation import tenant_context
from apps.common.models import OutboxDelivery, OutboxEvent
from apps.delivery.models import Delivery
from apps.reporting.models import Report, ReportVersion
from apps.worklist.models import Claim, ReadingTask
from tests.apps.reporting.scenes import text
from tests.factories import PASSWORD
from tests.flow.api import Api
from tests.flow.house import House
from tests.flow.storescu import acknowledged
from tests.flow.waiting import eventually
from tests.objects import as_bytes, make_study
from tests.studies import make_task

IMAGES = 80
READINGS = 20


def write_study(folder: Path, *, instances: int = IMAGES) -> list[Path]:
    paths = []
    for dataset in make_study(instances=instances):
        path = folder / f"{dataset.SOPInstanceUID}.dcm"
        path.write_bytes(as_bytes(dataset))
        paths.append(path)
    return paths


def expect_arrived_once(house: House, paths: list[Path]) -> None:
    """One study with just these images, on the worklist once."""

    def complete() -> bool:
        with tenant_context(house.practice.tenant_id):
            return ReadingTask.objects.exists()

    eventually(complete, what="the study is on the worklist", of=lambda: house.stack.log)
    expect_nothing_waits(house)
    with tenant_context(house.practice.tenant_id):
        assert Study.objects.get().instance_count == len(paths)
        stored = list(Instance.objects.values_list("sop_instance_uid", flat=True))
        assert sorted(stored) == sorted(path.stem for path in paths)
        assert ReadingTask.objects.count() == 1
        assert OutboxEvent.objects.filter(name="worklist.task_created").count() == 1
    assert [task["study"]["instance_count"] for task in house.tasks()] == [len(paths)]


def expect_nothing_waits(house: House) -> None:
    """Every event has been delivered to every subscriber, and none has been given up."""

    def delivered() -> bool:
        with tenant_context(house.practice.tenant_id):
            return not OutboxDelivery.objects.exclude(state=OutboxDelivery.DELIVERED).exists()

    eventually(delivered, what="every event is delivered", of=lambda: house.stack.log)


def test_the_receiver_dies_amid_an_association(house: House, tmp_path: Path) -> None:
    paths = write_study(tmp_path)
    log = tmp_path / "storescu.log"
    sending = house.sender.begin(paths, log)
    eventually(
        lambda: len(acknowledged(log.read_text())) >= 10 or sending.poll() is not None,
        what="ten images are acknowledged",
    )
    house.stack.kill("dimse")
    sending.wait(60)
    safe = {Path(path).stem for path in acknowledged(log.read_text())}
    assert 10 <= len(safe) < len(paths)
    with tenant_context(house.practice.tenant_id):
        stored = set(Instance.objects.values_list("sop_instance_uid", flat=True))
    assert safe <= stored

    house.stack.await_answers()
    house.send(paths)
    expect_arrived_once(house, paths)


@pytest.mark.parametrize("process", ["worker", "beat"])
def test_a_study_is_listed_although_who_lists_it_dies(
    process: str, house: House, tmp_path: Path
) -> None:
    paths = write_study(tmp_path, instances=5)
    house.send(paths)
    house.stack.kill(process)
    expect_arrived_once(house, paths)


def kill_web_amid(house: House, act: Callable[[int], requests.Response]) -> dict[int, Any]:
    """Kills the web process while `act` goes on, then does the rest; the bodies answered before the kill."""
    answered: dict[int, Any] = {}
    under_way = Event()

    def act_until_it_dies() -> None:
        for number in range(READINGS):
            try:
                answer = act(number)
            except requests.RequestException:
                return
            assert answer.ok, answer.text
            answered[number] = answer.json()
            if len(answered) == 3:
                under_way.set()

    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(act_until_it_dies)
        house.stack.kill("web", when=lambda: under_way.wait(60))
        acting.result(timeout=60)
    assert 3 <= len(answered) < READINGS
    house.stack.await_answers()
    for number in range(len(answered), READINGS):
        answer = act(number)
        # The first may have been done and not been answered.
        assert answer.ok or (
            number == len(answered) and answer.json()["code"] in ("draft_conflict", "report_signed")
        ), answer.text
    return answered


class Work:
    """A reader's work on several studies, over HTTP."""

    def __init__(self, house: House, api: Api) -> None:
        self.api = api
        self.tasks = [make_task(house.practice) for _ in range(READINGS)]
        self.reports: list[dict[str, Any]] = []

    def claim(self, number: int) -> requests.Response:
        return self.api.post(f"/reading-tasks/{self.tasks[number].id}/claim")

    def begin(self) -> None:
        for task in self.tasks:
            answer = self.api.post("/reports", json={"reading_task": str(task.id)})
            assert answer.ok, answer.text
            self.reports.append(answer.json())

    def save(self, number: int) -> requests.Response:
        body = {
            "revision": self.reports[number]["draft"]["revision"],
            "sections": text(impression=f"Impression {number}."),
        }
        return self.api.put(f"/reports/{self.reports[number]['id']}/draft", json=body)

    def sign(self, number: int) -> requests.Response:
        body = {
            "kind": "final",
            "revision": self.reports[number]["draft"]["revision"] + 1,
            "study_instance_uid": self.reports[number]["study"]["study_instance_uid"],
            "password": PASSWORD,
        }
        return self.api.post(f"/reports/{self.reports[number]['id']}/sign", json=body)


def test_the_web_dies_amid_claiming_saving_and_signing(house: House) -> None:
    with house.api("reader") as api:
        work = Work(house, api)

        claims = kill_web_amid(house, work.claim)
        with tenant_context(house.practice.tenant_id):
            live = list(Claim.objects.filter(ended_at=None).values_list("task_id", flat=True))
            assert sorted(live) == sorted(task.id for task in work.tasks)
            assert Claim.objects.count() == READINGS
            kept = {str(claim) for claim in Claim.objects.values_list("id", flat=True)}
        assert {body["claim"]["id"] for body in claims.values()} <= kept

        work.begin()
        kill_web_amid(house, work.save)
        with tenant_context(house.practice.tenant_id):
            for number, report in enumerate(work.reports):
                saved = Report.objects.get(id=report["id"])
                assert saved.draft_revision == report["draft"]["revision"] + 1
                bodies = {part["code"]: part["body"] for part in saved.draft_sections}
                assert bodies["impression"] == f"Impression {number}."

        kill_web_amid(house, work.sign)
    house.stack.kill("worker")
    expect_signed_once(house, work)


def expect_signed_once(house: House, work: Work) -> None:
    expect_nothing_waits(house)
    with tenant_context(house.practice.tenant_id):
        assert ReportVersion.objects.count() == READINGS
        assert Delivery.objects.count() == READINGS
        assert ReadingTask.objects.filter(state="COMPLETED").count() == READINGS
        assert not Claim.objects.filter(ended_at=None).exists()
        for name in ("reporting.report_signed", "worklist.task_completed"):
            assert OutboxEvent.objects.filter(name=name).count() == READINGS
        for report in work.reports:
            impression = ReportVersion.objects.get(report_id=report["id"]).sections[-1]["body"]
            assert impression.startswith("Impression ")
