"""Putting aside and taking up again: state × held × action, who may, and what the rest of the product sees."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at, now
from apps.common.errors import DomainError
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.orders.events import PriorStatusChanged
from apps.orders.models import PriorStatus
from apps.worklist import services
from apps.worklist.models import Assignment, Claim, ClockPause, ReadingTask
from apps.worklist.services.assignments import assign_task
from apps.worklist.subscribers import show_prior_status
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice
from tests.studies import make_task

Act = Callable[[Practice, ReadingTask], Any]


def hold(practice: Practice, task: ReadingTask) -> Any:
    return services.hold_task(
        actor=practice.actor("manager"), task_id=task.id, code="poor_images", reason="motion"
    )


def resume(practice: Practice, task: ReadingTask) -> Any:
    return services.resume_task(actor=practice.actor("manager"), task_id=task.id)


def claim(practice: Practice, task: ReadingTask) -> Any:
    return services.claim_task(actor=practice.actor("reader"), task_id=task.id)


def release(practice: Practice, task: ReadingTask) -> Any:
    return services.release_task(actor=practice.actor("reader"), task_id=task.id)


def complete(practice: Practice, task: ReadingTask) -> Any:
    return services.complete_task(actor=practice.actor("reader"), task_id=task.id)


def hurry(practice: Practice, task: ReadingTask) -> Any:
    return services.change_priority(
        actor=practice.actor("manager"), task_id=task.id, priority="STAT", reason="much worse now"
    )


WAYS: dict[str, list[Act]] = {
    "SCHEDULED": [],
    "IN_PROGRESS": [claim],
    "COMPLETED": [claim, complete],
    "held": [hold],
    "held while read": [claim, hold],
    "resumed": [hold, resume],
}
REFUSED: dict[tuple[str, Act], str] = {
    ("SCHEDULED", resume): "not_on_hold",
    ("SCHEDULED", release): "claim_lost",
    ("SCHEDULED", complete): "claim_lost",
    ("IN_PROGRESS", resume): "not_on_hold",
    ("COMPLETED", hold): "not_claimable",
    ("COMPLETED", resume): "not_on_hold",
    ("COMPLETED", claim): "not_claimable",
    ("COMPLETED", release): "claim_lost",
    ("COMPLETED", complete): "claim_lost",
    ("COMPLETED", hurry): "not_claimable",
    ("held", hold): "on_hold",
    ("held", claim): "on_hold",
    ("held", release): "claim_lost",
    ("held", complete): "claim_lost",
    ("held while read", hold): "on_hold",
    ("held while read", claim): "on_hold",
    ("held while read", release): "claim_lost",
    ("held while read", complete): "claim_lost",
    ("resumed", resume): "not_on_hold",
    ("resumed", release): "claim_lost",
    ("resumed", complete): "claim_lost",
}
ACTIONS: list[Act] = [hold, resume, claim, release, complete, hurry]


@pytest.mark.parametrize("state", WAYS)
def test_every_state_held_or_not_and_every_action(practice: Practice, state: str) -> None:
    for act in ACTIONS:
        task = make_task(practice)
        with tenant_context(practice.tenant_id):
            for step in WAYS[state]:
                step(practice, task)
            refused = REFUSED.get((state, act))
            if refused is None:
                act(practice, task)
            else:
                with pytest.raises(DomainError) as refusal:
                    act(practice, task)
                assert refusal.value.code == refused, (state, act.__name__)
            task.refresh_from_db()
            held = ClockPause.objects.filter(task=task, ended_at=None).exists()
            assert held == (task.held_at is not None)


def test_holding_frees_the_reader_and_tells_the_site(practice: Practice) -> None:
    task = make_task(practice)
    body = {"code": "missing_images", "reason": "no lateral view"}
    answer(practice, "reader", "POST", f"/reading-tasks/{task.id}/claim")
    seen = answer(practice, "reader", "POST", f"/reading-tasks/{task.id}/hold", body)
    assert (seen["state"], seen["claim"], seen["hold"]["code"]) == (
        "SCHEDULED",
        None,
        "missing_images",
    )
    with tenant_context(practice.tenant_id):
        assert Claim.objects.get(task=task).end_reason == "held"
        assert OutboxEvent.objects.filter(name="worklist.task_held").count() == 1
    told = answer(practice, "site_user", "GET", f"/site-studies/{task.study_id}")
    assert (told["hold"]["reason"], told["expected_at"]) == ("no lateral view", None)
    path = f"/reading-tasks/{task.id}/claim"
    assert refusal(practice, "reader2", "POST", path) == (409, "on_hold")
    seen = answer(practice, "reader", "POST", f"/reading-tasks/{task.id}/resume", {})
    assert seen["hold"] is None
    history = answer(practice, "reader", "GET", f"/reading-tasks/{task.id}")["history"]
    name = practice.actor("reader").name
    lines = [(one["kind"], one["actor_name"], one["code"], one["detail"]) for one in history]
    assert lines[-3:] == [
        ("claimed", name, "", ""),
        ("held", name, "missing_images", "no lateral view"),
        ("resumed", name, "", ""),
    ]
    with tenant_context(practice.tenant_id):
        assert OutboxEvent.objects.filter(name="worklist.task_resumed").count() == 1


def test_a_held_task_leaves_the_load_of_whom_it_was_given_to(practice: Practice) -> None:
    task, reader = make_task(practice), practice.user_ids["reader"]
    with tenant_context(practice.tenant_id):
        manager = practice.actor("manager")
        assign_task(actor=manager, task_id=task.id, reader_id=reader, reason="hers")
        hold(practice, task)
        assert not Assignment.objects.filter(reader_id=reader, ended_at=None).exists()
        assert Assignment.objects.get(task=task).end_reason == "held"


def test_only_the_holder_or_a_manager_puts_on_hold(practice: Practice) -> None:
    task = make_task(practice)
    path, body = f"/reading-tasks/{task.id}", {"code": "poor_images"}
    assert refusal(practice, "reader", "POST", f"{path}/hold", body) == (403, "permission_denied")
    answer(practice, "manager", "POST", f"{path}/hold", body)
    refused = refusal(practice, "reader", "POST", f"{path}/resume", {})
    assert refused == (403, "permission_denied")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"code": "bored"}, "unknown_hold_code"),
        ({"code": "other", "reason": " "}, "reason_required"),
    ],
)
def test_a_hold_has_a_known_reason(practice: Practice, body: dict[str, str], code: str) -> None:
    path = f"/reading-tasks/{make_task(practice).id}/hold"
    assert refusal(practice, "manager", "POST", path, body) == (422, code)


@pytest.mark.parametrize(("first", "last"), [(-1, -2), (-2, 2), (-1, -1)])
def test_only_past_time_is_excluded(practice: Practice, first: int, last: int) -> None:
    body = {
        "started_at": (now() + timedelta(minutes=first)).isoformat(),
        "ended_at": (now() + timedelta(minutes=last)).isoformat(),
        "code": "other",
        "reason": "nobody answered",
    }
    if first == last:
        body["ended_at"] = body["started_at"]
    path = f"/reading-tasks/{make_task(practice).id}/clocks"
    assert refusal(practice, "manager", "POST", path, body) == (422, "invalid_period")


def test_what_was_excluded_is_listed_with_before_and_after(practice: Practice) -> None:
    task = make_task(practice)
    start = task.received_at
    with tenant_context(practice.tenant_id), frozen_at(start + timedelta(hours=1)):
        hold(practice, task)
    with tenant_context(practice.tenant_id), frozen_at(start + timedelta(hours=3)):
        resume(practice, task)
    row = answer(practice, "operations", "GET", "/clock-pauses")["results"][0]
    assert row["started_by"]["id"] == str(practice.user_ids["manager"])
    assert row["code"] == "poor_images"
    moved = _moment(row["due_after"]) - _moment(row["due_before"])
    assert moved == timedelta(hours=2)
    report = answer(practice, "reader", "GET", f"/reading-tasks/{task.id}/clocks")
    assert report["clocks"][0]["paused_minutes"] == 0  # the hold lies ahead of this test's own time
    assert {"complete", "listed"} <= {one["name"] for one in report["milestones"]}
    assert report["clocks"][0]["own"] is True


@pytest.mark.parametrize(
    ("state", "code", "back"),
    [
        ("arrived", "waiting_for_priors", True),
        ("none_exist", "waiting_for_priors", True),
        ("requested", "waiting_for_priors", False),
        ("arrived", "poor_images", False),
    ],
)
def test_what_waited_for_priors_comes_back_when_the_site_has_answered(
    practice: Practice, state: str, code: str, back: bool
) -> None:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        services.hold_task(actor=practice.actor("manager"), task_id=task.id, code=code)
        PriorStatus.objects.create(study=task.study, site=practice.site_a, state=state)
        for _ in range(2):
            show_prior_status(PriorStatusChanged(study_id=task.study_id))
        task.refresh_from_db()
        assert (task.held_at is None) is back


def test_stat_needs_an_attestation_that_stays_on_record(practice: Practice) -> None:
    task = make_task(practice)
    path = f"/reading-tasks/{task.id}/priority"
    refused = refusal(practice, "manager", "POST", path, {"priority": "STAT", "reason": "hurry"})
    assert refused == (422, "attestation_required")
    seen = answer(
        practice, "manager", "POST", path, {"priority": "STAT", "reason": "life or limb: sepsis"}
    )
    assert seen["stat_attested"] is True
    with tenant_context(practice.tenant_id):
        entry = AuditEvent.objects.get(action="reading_task.priority_changed")
        assert (entry.detail["attested"], entry.detail["reason"]) == (True, "life or limb: sepsis")
        task.refresh_from_db()
        services.reroute_task(actor=practice.actor("manager"), task_id=task.id, cause="test")
        task.refresh_from_db()
        assert (task.priority, task.stat_attested) == ("STAT", True)


def _moment(text: str) -> Any:
    return datetime.fromisoformat(text)
