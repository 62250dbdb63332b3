"""Kill -9 of PostgreSQL and of Redis: a demo of its own goes through both and loses nothing."""

from pathlib import Path
from typing import Any

import pytest
import requests

from teleread.demo import PASSWORD
from tests.apps.reporting.scenes import text
from tests.flow.api import Api
from tests.flow.stack import manage, running_demo
from tests.flow.storescu import Sender, acknowledged
from tests.flow.waiting import eventually
from tests.objects import as_bytes, make_study


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


def answered(press: Any) -> Any:
    """The body of the first success; a server that is coming back may refuse before it."""

    def tried() -> Any:
        try:
            answer = press()
        except requests.RequestException:
            return None
        return answer.json() if answer.ok else None

    return eventually(tried, what="the request succeeds")


def test_nothing_is_lost_when_the_stores_die(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    with running_demo(tmp_path_factory.mktemp("demo")) as (stack, environment):

        def api(account: str) -> Api:
            token = manage(environment, "issue_token", "--email", f"{account}@demo.test")
            return Api(f"{stack.url}/api/v1", token)

        reader, site = api("reader"), api("site")
        sender = Sender("DEMO_SITE", "TELEREAD", stack.dicom_port)
        first = write_study(tmp_path / "first", "A1", instances=5)
        second = write_study(tmp_path / "second", "A2", instances=80)

        sender.send(first)
        log = tmp_path / "storescu.log"
        sending = sender.begin(second, log)
        stack.kill(
            "postgres",
            when=lambda: eventually(
                lambda: len(acknowledged(log.read_text())) >= 10, what="ten are acknowledged"
            ),
        )
        sending.wait(120)
        assert 10 <= len(acknowledged(log.read_text())) < len(second)
        stack.await_answers()
        sender.send(second)

        def listed() -> dict[str, dict[str, Any]]:
            found = answered(lambda: reader.get("/reading-tasks"))["results"]
            return {task["study"]["accession_number"]: task for task in found}

        tasks = eventually(lambda: (len(listed()) == 2 and listed()) or {}, what="both are listed")
        counts = {name: task["study"]["instance_count"] for name, task in tasks.items()}
        assert counts == {"A1": len(first), "A2": len(second)}

        task = tasks["A1"]
        answered(lambda: reader.post(f"/reading-tasks/{task['id']}/claim"))
        report = answered(lambda: reader.post("/reports", json={"reading_task": task["id"]}))
        saved = answered(
            lambda: reader.put(
                f"/reports/{report['id']}/draft",
                json={"revision": report["draft"]["revision"], "sections": text()},
            )
        )
        stack.kill("redis")
        signature = {
            "kind": "final",
            "revision": saved["revision"],
            "study_instance_uid": task["study"]["study_instance_uid"],
            "password": PASSWORD,
        }
        answered(lambda: reader.post(f"/reports/{report['id']}/sign", json=signature))
        versions = answered(lambda: reader.get(f"/reports/{report['id']}"))["versions"]
        assert [version["number"] for version in versions] == [1]

        def delivered() -> bool:
            study = answered(lambda: site.get(f"/site-studies/{task['study']['id']}"))
            kinds = [step["kind"] for step in study["timeline"]]
            return study["status"] == "final" and kinds.count("delivered") == 1

        eventually(delivered, what="the site has the report once", of=lambda: stack.log)
