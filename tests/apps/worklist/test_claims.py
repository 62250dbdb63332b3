"""Who holds a task: every state × action, the lease, and what others see."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connections

from apps.common.clock import frozen_at, now
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.common.states import IllegalTransition, next_state
from apps.worklist import services
from apps.worklist.errors import AlreadyClaimed, ClaimLost
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.states import TASK_TRANSITIONS, TaskState
from tests.factories import Practice
from tests.studies import make_task

ACTIONS = ["claim", "release", "hand_back", "expire", "complete", "cancel"]
LEGAL = {
    ("SCHEDULED", "claim"): "IN_PROGRESS",
    ("SCHEDULED", "cancel"): "CANCELED",
    ("IN_PROGRESS", "release"): "SCHEDULED",
    ("IN_PROGRESS", "hand_back"): "SCHEDULED",
    ("IN_PROGRESS", "expire"): "SCHEDULED",
    ("IN_PROGRESS", "complete"): "COMPLETED",
    ("IN_PROGRESS", "cancel"): "CANCELED",
}


@pytest.mark.parametrize(("state", "action"), list(product(TaskState.values(), ACTIONS)))
def test_every_state_and_action(state: str, action: str) -> None:
    expected = LEGAL.get((state, action))
    if expected is None:
        with pytest.raises(IllegalTransition):
            next_state(TASK_TRANSITIONS, state, action)
    else:
        assert next_state(TASK_TRANSITIONS, state, action) == expected


def test_a_claim_is_seen_with_its_holder(practice: Practice) -> None:
    task = make_task(practice)
    response = practice.client("reader").post(f"/api/v1/reading-tasks/{task.id}/claim")
    assert response.status_code == 200, response.content
    body = response.json()
    assert body["state"] == "IN_PROGRESS"
    assert body["claim"]["mine"] is True
    seen = practice.client("reader2").get(f"/api/v1/reading-tasks/{task.id}").json()
    assert seen["claim"]["mine"] is False
    assert seen["claim"]["reader"]["name"] == practice.actor("reader").name


def test_a_second_reader_is_told_who_holds_it(practice: Practice) -> None:
    task = make_task(practice)
    practice.client("reader").post(f"/api/v1/reading-tasks/{task.id}/claim")
    refused = practice.client("reader2").post(f"/api/v1/reading-tasks/{task.id}/claim")
    assert refused.status_code == 409
    assert refused.json()["code"] == "already_claimed"
    assert refused.json()["holder"]["id"] == str(practice.user_ids["reader"])


def test_claiming_ones_own_again_changes_nothing(practice: Practice) -> None:
    task = make_task(practice)
    client = practice.client("reader")
    first = client.post(f"/api/v1/reading-tasks/{task.id}/claim").json()["claim"]["id"]
    assert client.post(f"/api/v1/reading-tasks/{task.id}/claim").json()["claim"]["id"] == first


def test_two_readers_press_claim_at_once_fifty_times(committed_practice: Practice) -> None:
    practice = committed_practice
    actors = [practice.actor("reader"), practice.actor("reader2")]

    def press(task: ReadingTask, index: int, together: Barrier) -> bool:
        try:
            together.wait(timeout=30)
            with tenant_context(practice.tenant_id):
                services.claim_task(actor=actors[index], task_id=task.id)
        except AlreadyClaimed:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as pool:
        for _ in range(50):
            task, together = make_task(practice), Barrier(2)
            presses = [pool.submit(press, task, index, together) for index in range(2)]
            assert sorted(one.result(timeout=60) for one in presses) == [False, True]
            with tenant_context(practice.tenant_id):
                assert Claim.objects.filter(task=task, ended_at=None).count() == 1


def test_the_lease_runs_out_and_the_study_goes_back(practice: Practice) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)
        later = now() + timedelta(seconds=settings.CLAIM_LEASE_SECONDS + 1)
        with frozen_at(later):
            assert services.expire_claims() == 1
            assert services.expire_claims() == 0
        task.refresh_from_db()
        assert task.state == TaskState.SCHEDULED
        claim = Claim.objects.get(task=task)
        assert claim.end_reason == "expired"
        assert OutboxEvent.objects.filter(name="worklist.claim_ended").count() == 1
        with pytest.raises(ClaimLost):
            services.keep_claim(actor=practice.actor("reader"), task_id=task.id)


def test_a_heartbeat_keeps_the_lease(practice: Practice) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        reader = practice.actor("reader")
        services.claim_task(actor=reader, task_id=task.id)
        start = now()
        for beat in range(1, 4):
            with frozen_at(start + timedelta(seconds=beat * (settings.CLAIM_LEASE_SECONDS - 1))):
                services.keep_claim(actor=reader, task_id=task.id)
                assert services.expire_claims() == 0


def test_an_expired_claim_does_not_wait_for_the_sweep(practice: Practice) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)
        with frozen_at(now() + timedelta(seconds=settings.CLAIM_LEASE_SECONDS + 1)):
            claim = services.claim_task(actor=practice.actor("reader2"), task_id=task.id)
    assert claim.reader_id == practice.user_ids["reader2"]


def test_a_warning_is_sent_once_per_lease(practice: Practice) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        services.claim_task(actor=practice.actor("reader"), task_id=task.id)
        soon = now() + timedelta(seconds=settings.CLAIM_LEASE_SECONDS - 5)
        with frozen_at(soon):
            services.expire_claims()
            first = Claim.objects.get(task=task).warned_at
            services.expire_claims()
            assert Claim.objects.get(task=task).warned_at == first == soon


def test_only_the_holder_releases_and_hands_back(practice: Practice) -> None:
    task = make_task(practice)
    practice.client("reader").post(f"/api/v1/reading-tasks/{task.id}/claim")
    for path, body in (
        ("release", {}),
        ("hand-back", {"reason": "needs neuro"}),
        ("heartbeat", {}),
    ):
        refused = practice.client("reader2").post(
            f"/api/v1/reading-tasks/{task.id}/{path}", body, content_type="application/json"
        )
        assert (refused.status_code, refused.json()["code"]) == (409, "claim_lost")


def test_handing_back_needs_a_reason_and_keeps_it(practice: Practice) -> None:
    task = make_task(practice)
    client = practice.client("reader")
    client.post(f"/api/v1/reading-tasks/{task.id}/claim")
    path = f"/api/v1/reading-tasks/{task.id}/hand-back"
    assert client.post(path, {"reason": " "}, content_type="application/json").status_code == 422
    assert (
        client.post(path, {"reason": "needs neuro"}, content_type="application/json").json()[
            "state"
        ]
        == "SCHEDULED"
    )
    history = client.get(f"/api/v1/reading-tasks/{task.id}").json()["history"]
    assert [(entry["kind"], entry["detail"]) for entry in history][-1] == (
        "handed_back",
        "needs neuro",
    )


def test_completing_without_the_claim_is_refused(practice: Practice) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id), pytest.raises(DomainError):
        services.complete_task(actor=practice.actor("reader"), task_id=task.id)


def test_a_study_is_listed_once_however_often_it_is_said(practice: Practice) -> None:
    task = make_task(practice)
    assert make_task(practice, study=task.study).id == task.id
