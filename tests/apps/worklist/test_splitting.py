"""Several readers on one study, and what comes out of it."""

import pytest

from apps.archive.models import Series, Study
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.delivery.models import Delivery
from apps.reporting.models import Report, ReportVersion
from apps.worklist import services
from apps.worklist.errors import NotClaimable, NotEligible
from apps.worklist.models import ReadingTask
from apps.worklist.services.workflows import list_next_read
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import Practice
from tests.studies import make_study, make_task

REGIONS = ["Head", "Chest", "Abdomen", "Pelvis"]


def with_series(practice: Practice, study: Study) -> list[str]:
    uids = [f"{study.study_instance_uid}.{number}" for number in range(len(REGIONS))]
    with tenant_context(practice.tenant_id):
        for uid in uids:
            Series.objects.create(study=study, series_instance_uid=uid, modality="CT", headers="{}")
    return uids


def split(practice: Practice) -> tuple[ReadingTask, list[ReadingTask]]:
    study = make_study(practice, priority="STAT")
    uids = with_series(practice, study)
    task = make_task(practice, study)
    with tenant_context(practice.tenant_id):
        parts = services.split_task(
            actor=practice.actor("manager"),
            task_id=task.id,
            parts=[services.Part(name, [uid]) for name, uid in zip(REGIONS, uids, strict=True)],
        )
    return task, parts


def test_four_regions_are_four_tasks_and_one_delivery(practice: Practice) -> None:
    task, parts = split(practice)
    for number, part in enumerate(parts):
        reading = Reading(practice, task.study, part, ["reader", "reader2"][number % 2])
        reading.signed(sections=text(impression=f"{part.part} normal."))
    dispatch_due()
    with tenant_context(practice.tenant_id):
        task.refresh_from_db()
        assert task.state == "COMPLETED"
        version = ReportVersion.objects.get(report__reading_task=task)
        said = "\n".join(section["body"] for section in version.sections)
        assert all(f"{region} normal." in said for region in REGIONS)
        assert Delivery.objects.filter(study=task.study).count() == 1
        assert Delivery.objects.get(study=task.study).version_id == version.id
        assert Report.objects.filter(study=task.study).count() == len(REGIONS) + 1


def test_the_whole_cannot_be_claimed_and_is_not_listed(practice: Practice) -> None:
    task, parts = split(practice)
    with tenant_context(practice.tenant_id), pytest.raises(NotClaimable):
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)
    rows = practice.client("reader").get("/api/v1/reading-tasks").json()["results"]
    assert {row["id"] for row in rows} == {str(part.id) for part in parts}
    assert {row["due_at"] for row in rows} == {rows[0]["due_at"]}


def test_a_part_says_which_series_it_is_about(practice: Practice) -> None:
    _, parts = split(practice)
    part = practice.client("reader").get(f"/api/v1/reading-tasks/{parts[1].id}").json()
    assert (part["part"], part["part_series"]) == ("Chest", parts[1].part_series)
    assert len(part["part_series"]) == 1


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([{"name": "Head"}], "parts_not_understood"),
        ([{"name": "Head"}, {"name": "Head"}], "parts_not_understood"),
        ([{"name": "Head"}, {"name": " "}], "parts_not_understood"),
        ([{"name": "Head", "series": ["1.2.3"]}, {"name": "Chest"}], "unknown_series"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused(
    practice: Practice, parts: list[object], code: str
) -> None:
    task = make_task(practice)
    answer = practice.client("manager").post(
        f"/api/v1/reading-tasks/{task.id}/split", {"parts": parts}, content_type="application/json"
    )
    assert answer.status_code in (400, 422)
    if answer.status_code == 422:
        assert answer.json()["code"] == code


def test_no_series_is_left_without_a_reader(practice: Practice) -> None:
    study = make_study(practice)
    uids = with_series(practice, study)
    task = make_task(practice, study)
    answer = practice.client("manager").post(
        f"/api/v1/reading-tasks/{task.id}/split",
        {"parts": [{"name": "A", "series": uids[:1]}, {"name": "B", "series": uids[1:2]}]},
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "series_left_out")


def test_a_split_is_taken_back_while_nothing_is_signed(practice: Practice) -> None:
    task, parts = split(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=parts[0].id)
        services.rejoin_task(actor=practice.actor("manager"), task_id=task.id, reason="one is free")
        states = set(ReadingTask.objects.filter(parent=task).values_list("state", flat=True))
        assert states == {"CANCELED"}
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)


def test_a_preliminary_read_is_followed_by_a_final_one_of_another_reader(
    practice: Practice,
) -> None:
    reading = begin(practice)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=reading.task.id).update(
            workflow="preliminary_then_final", read_type="preliminary"
        )
    reading.signed("preliminary", text(impression="No bleed."))
    with tenant_context(practice.tenant_id):
        final = ReadingTask.objects.get(study=reading.study, read_type="final")
        assert final.excluded_readers == [practice.user_ids["reader"]]
        with pytest.raises(NotEligible):
            services.claim_task(actor=practice.actor("reader"), task_id=final.id)
    second = Reading(practice, reading.study, final, "reader2")
    second.claim()
    report = second.report()
    assert any("No bleed." in section["body"] for section in report.draft_sections or [])


def test_an_over_read_follows_once(practice: Practice) -> None:
    reading = begin(practice)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=reading.task.id).update(workflow="final_then_over_read")
    reading.signed()
    with tenant_context(practice.tenant_id):
        assert ReadingTask.objects.filter(study=reading.study, read_type="over_read").count() == 1
        done = ReadingTask.objects.get(id=reading.task.id)
        assert list_next_read(actor=practice.actor("manager"), task=done) is None


def test_the_explanation_names_each_reader_with_a_reason(practice: Practice) -> None:
    task = make_task(practice)
    answer = practice.client("manager").get(f"/api/v1/reading-tasks/{task.id}/explanation").json()
    assert answer["decision"]["facts"]["modalities"] == ["CT"]
    assert {one["reader"]["id"] for one in answer["candidates"]} >= {
        str(practice.user_ids["reader"]),
        str(practice.user_ids["reader2"]),
    }
    own = practice.client("reader").get(f"/api/v1/reading-tasks/{task.id}/explanation").json()
    assert [one["reader"]["id"] for one in own["candidates"]] == [str(practice.user_ids["reader"])]


def test_many_at_once_are_changed_each_by_itself(practice: Practice) -> None:
    tasks = [make_task(practice) for _ in range(3)]
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=tasks[0].id).update(state="CANCELED")
    body = {
        "ids": [str(task.id) for task in tasks],
        "action": "assign",
        "reader": str(practice.user_ids["reader"]),
        "reason": "night list",
    }
    client = practice.client("manager")
    answer = client.post("/api/v1/reading-tasks/bulk", body, content_type="application/json")
    results = {one["id"]: one for one in answer.json()["results"]}
    assert results[str(tasks[0].id)]["code"] == "not_claimable"
    assert all(results[str(task.id)]["ok"] for task in tasks[1:])
