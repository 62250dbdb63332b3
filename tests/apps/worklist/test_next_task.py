"""“Next study”: the most points of the most urgent pathway, counted as the engine counts when it gives work out."""

from datetime import timedelta
from uuid import UUID

import pytest

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.staffing.models import Shift
from apps.worklist import services
from apps.worklist.models import AssignmentPolicy, Claim, Decision, ReadingTask
from apps.worklist.selectors.explanation import explanation
from apps.worklist.services.next_task import points_of_next
from tests.factories import Practice
from tests.studies import make_study, make_task


@pytest.fixture
def night(practice: Practice) -> Practice:
    """Both readers four hours on shift: the first has read nothing yet, the second a great deal."""
    with tenant_context(practice.tenant_id):
        for name in ("reader", "reader2"):
            Shift.objects.create(
                reader_id=practice.user_ids[name],
                starts_at=now() - timedelta(hours=4),
                ends_at=now() + timedelta(hours=4),
            )
    for _ in range(8):
        done = make_task(practice)
        with tenant_context(practice.tenant_id):
            Claim.objects.create(
                task=done,
                reader_id=practice.user_ids["reader2"],
                expires_at=now(),
                ended_at=now() - timedelta(hours=1),
                end_reason="completed",
            )
            ReadingTask.objects.filter(id=done.id).update(state="COMPLETED", completed_at=now())
    return practice


def points(practice: Practice, name: str, *tasks: ReadingTask) -> dict[UUID, float]:
    reader_id = practice.user_ids[name]
    return {id_: one.total for id_, one in points_of_next(reader_id, list(tasks))}


def test_who_asks_is_given_the_points_of_a_push(night: Practice) -> None:
    task = make_task(night, modality="MG", body_part="BREAST")
    moment = now()
    with tenant_context(night.tenant_id), frozen_at(moment):
        asked = {name: points(night, name, task)[task.id] for name in ("reader", "reader2")}
        (told,) = explanation(actor=night.actor("reader"), task=task).candidates
        AssignmentPolicy.objects.create(mode="push")
        assert services.assign_waiting() == 1
        decision = Decision.objects.get(task=task, kind="assigned")
    assert decision.outcome["reader"] == str(night.user_ids["reader"])
    assert decision.outcome["score"]["parts"]["mix"] > 0
    assert decision.outcome["score"]["total"] == pytest.approx(asked["reader"])
    assert told["score"] == round(asked["reader"], 1)
    assert asked["reader"] > asked["reader2"]


@pytest.mark.parametrize(("name", "wanted"), [("reader", "MG"), ("reader2", "CR")])
def test_who_is_behind_the_team_is_handed_the_richer_study(
    night: Practice, name: str, wanted: str
) -> None:
    tasks = {kind: make_task(night, modality=kind) for kind in ("MG", "CR")}
    with tenant_context(night.tenant_id):
        claim = services.claim_next_task(actor=night.actor(name))
    assert claim.task_id == tasks[wanted].id


def test_who_asks_after_their_shift_is_measured_against_the_practice(night: Practice) -> None:
    task = make_task(night, modality="MG")
    with tenant_context(night.tenant_id):
        own = Shift.objects.filter(reader_id=night.user_ids["reader"])
        own.update(ends_at=now() - timedelta(minutes=5))
        ((_, found),) = points_of_next(night.user_ids["reader"], [task])
    assert found.parts["mix"] > 0


def test_next_has_the_most_points_of_all_that_wait(night: Practice) -> None:
    """Over HTTP, study by study, until nothing is left: never one while another had more."""
    same = make_study(night).patient
    kinds = [
        ("CT", "ROUTINE"),
        ("CR", "ROUTINE"),
        ("MG", "ROUTINE"),
        ("MR", "STAT"),
        ("CT", "STAT"),
    ]
    tasks = [
        make_task(night, make_study(night, modality=modality, priority=priority))
        for modality, priority in kinds
    ]
    tasks += [make_task(night, make_study(night, patient=same)) for _ in range(2)]
    reader, client = night.actor("reader"), night.client("reader")
    taken: list[UUID] = []
    moment = now()
    while len(taken) < len(tasks):
        with tenant_context(night.tenant_id), frozen_at(moment):
            offers = ReadingTask.objects.filter(assigned_to_id=reader.user_id)
            mine = set(offers.values_list("id", flat=True))
            waiting = list(
                ReadingTask.objects.select_related("study").filter(
                    state="SCHEDULED", assigned_to=None
                )
            )
            first = min((task.queue_rank for task in waiting), default=0)
            scores = {
                task.id: explanation(actor=reader, task=task).candidates[0]["score"]
                for task in waiting
                if task.queue_rank == first
            }
        with frozen_at(moment):
            answer = client.post("/api/v1/reading-tasks/next")
        assert answer.status_code == 200, answer.content
        taken.append(UUID(answer.json()["id"]))
        if taken[-1] in scores:
            assert scores[taken[-1]] == max(scores.values())
        else:
            assert taken[-1] in mine
    assert sorted(taken) == sorted(task.id for task in tasks)
    assert client.post("/api/v1/reading-tasks/next").json()["code"] == "nothing_to_read"
