"""The list's own way to JSON says what the serializer says, for tasks of every kind."""

import json
from typing import Any

from rest_framework.renderers import JSONRenderer

from apps.common.clock import now
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.staffing.models import Licence, ReaderPool
from apps.worklist import services
from apps.worklist.api.serializers import ReadingTaskSerializer
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import prior_counts, with_details
from apps.worklist.selectors.pools import pool_names
from tests.factories import Practice
from tests.studies import make_study, make_task


def serialized(practice: Practice, role: str, task_ids: list[str]) -> list[Any]:
    with tenant_context(practice.tenant_id):
        found = {
            str(task.id): task for task in with_details(ReadingTask.objects.filter(id__in=task_ids))
        }
        tasks = [found[id_] for id_ in task_ids]
        context = {
            "actor": practice.actor(role),
            "study_counts": prior_counts([task.study.patient_id for task in tasks]),
            "pools": pool_names(),
        }
        data = ReadingTaskSerializer(tasks, many=True, context=context).data
    rows: list[Any] = json.loads(JSONRenderer().render(data))
    return rows


def rows_of_every_kind(practice: Practice) -> None:
    study = make_study(practice, priority="STAT", name="山田^太郎")
    make_task(practice, make_study(practice, patient=study.patient))
    claimed, given, held, poor, pooled = (
        make_task(practice, made)
        for made in (study, *(make_study(practice, site=practice.site_b) for _ in range(4)))
    )
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=claimed.id)
        services.assign_task(
            actor=practice.actor("manager"),
            task_id=given.id,
            reader_id=practice.user_ids["reader"],
            reason="near",
        )
        services.hold_task(
            actor=practice.actor("manager"), task_id=held.id, code="poor_images", reason="motion"
        )
        ReaderPool.objects.create(code="neuro", name="Neuro “night”")
        ReadingTask.objects.filter(id=pooled.id).update(
            pool="neuro",
            needs=[{"skill": "neuro", "level": 2}],
            part="Head",
            critical_state="open",
            received_at=now().replace(microsecond=0),
        )
        services.note_report(
            task_id=poor.id, report_id=new_id(), report_state="preliminary", has_draft=True
        )
        type(study).objects.filter(id=poor.study_id).update(
            late_images_at=now(), study_at=None, referring_physician='O\'Neil^"Tip" \\'
        )


def test_every_row_is_as_the_serializer_has_it(practice: Practice) -> None:
    rows_of_every_kind(practice)
    for role in ("reader", "manager"):
        answer = practice.client(role).get("/api/v1/reading-tasks?limit=200")
        assert answer["Content-Type"] == "application/json"
        rows = answer.json()["results"]
        assert len(rows) == 6
        assert rows == serialized(practice, role, [row["id"] for row in rows])
    assert {bool(row["claim"]) for row in rows} == {True, False}
    assert {bool(row["assigned"]) for row in rows} == {True, False}
    assert {bool(row["hold"]) for row in rows} == {True, False}


def test_a_credential_changed_twice_in_one_transaction_shows_at_once(practice: Practice) -> None:
    make_task(practice)

    def length() -> int:
        answer = practice.client("reader").get("/api/v1/reading-tasks")
        count: int = answer.json()["count"]
        return count

    assert length() == 1
    for status, expected in (("suspended", 0), ("active", 1), ("suspended", 0), ("active", 1)):
        with tenant_context(practice.tenant_id):
            Licence.objects.filter(reader_id=practice.user_ids["reader"]).update(status=status)
        assert length() == expected
