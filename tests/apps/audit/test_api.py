"""The audit trail and the outbox over HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.accounts.events import SessionClosed
from apps.audit.models import AuditEvent
from apps.audit.services import record
from apps.common.clock import frozen_at
from apps.common.isolation import tenant_context
from apps.common.models import OutboxDelivery
from apps.common.outbox import publish
from apps.common.outbox.dispatching import dispatch_due
from tests.factories import Practice

MOMENT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def trail(practice: Practice) -> None:
    for minute, (role, action, kind) in enumerate(
        [
            ("reader", "report.viewed", "report"),
            ("reader", "report.signed_final", "report"),
            ("manager", "study.viewed", "study"),
        ]
    ):
        moment = MOMENT + timedelta(minutes=minute)
        with tenant_context(practice.tenant_id), frozen_at(moment):
            record(
                actor=practice.actor(role),
                action=action,
                object_type=kind,
                object_id=practice.site_a.id,
                site_id=practice.site_a.id,
            )


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ("object_type=report", ["report.signed_final", "report.viewed"]),
        ("object_type=study", ["study.viewed"]),
        ("action=report.viewed", ["report.viewed"]),
        ("object_type=report&to=2026-11-21T12:01:00Z", ["report.viewed"]),
        ("from=2026-11-21T12:01:00Z&to=2026-11-21T12:02:00Z", ["report.signed_final"]),
        ("object_type=report&limit=1&offset=1", ["report.viewed"]),
        ("object_id=nothing", []),
    ],
)
def test_the_trail_is_narrowed_newest_first(
    practice: Practice, trail: None, query: str, actions: list[str]
) -> None:
    body = practice.client("manager").get(f"/api/v1/audit-events?{query}").json()
    assert [event["action"] for event in body["results"]] == actions


def test_the_trail_is_narrowed_to_one_person(practice: Practice, trail: None) -> None:
    actor = practice.user_ids["manager"]
    query = f"actor={actor}&object_type=study&object_id={practice.site_a.id}"
    body = practice.client("manager").get(f"/api/v1/audit-events?{query}").json()
    [event] = body["results"]
    assert event["actor"]["name"] == "Dr Manager"
    assert event["actor"]["id"] == str(actor)
    assert event["occurred_at"] == "2026-11-21T12:02:00Z"


@pytest.mark.parametrize("query", ["from=yesterday", "to=2026-11-21T12:00:00", "actor=me"])
def test_a_filter_that_is_not_understood(practice: Practice, query: str) -> None:
    refused = practice.client("manager").get(f"/api/v1/audit-events?{query}")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_filter")


def dead_delivery(practice: Practice) -> OutboxDelivery:
    with tenant_context(practice.tenant_id):
        publish(SessionClosed(user_id=practice.user_ids["reader"], address=None))
        delivery: OutboxDelivery = OutboxDelivery.objects.order_by("-id")[0]
        delivery.state, delivery.attempts, delivery.last_error = OutboxDelivery.DEAD, 8, "KeyError"
        delivery.save()
    return delivery


def test_a_failed_event_is_seen_and_retried(practice: Practice) -> None:
    delivery = dead_delivery(practice)
    operator = practice.client("operations")
    [listed] = operator.get("/api/v1/outbox-deliveries?state=dead").json()["results"]
    assert (listed["id"], listed["event"]) == (str(delivery.id), "accounts.session_closed")
    assert (listed["attempts"], listed["last_error"]) == (8, "KeyError")
    path = f"/api/v1/outbox-deliveries/{delivery.id}/retry"
    retried = operator.post(path)
    assert (retried.status_code, retried.json()["state"]) == (200, "pending")
    again = operator.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "not_failed")
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert OutboxDelivery.objects.get(id=delivery.id).state == OutboxDelivery.DELIVERED
        assert AuditEvent.objects.filter(action="outbox_delivery.retried").count() == 1
    assert operator.get("/api/v1/outbox-deliveries?state=dead").json()["count"] == 0
    assert operator.get("/api/v1/outbox-deliveries?state=lost").status_code == 400


def test_who_may_see_and_who_may_mend(practice: Practice, other_practice: Practice) -> None:
    delivery = dead_delivery(practice)
    path = f"/api/v1/outbox-deliveries/{delivery.id}/retry"
    assert practice.client("manager").post(path).status_code == 403
    assert practice.client("reader").get("/api/v1/outbox-deliveries").status_code == 403
    assert other_practice.client("operations").post(path).status_code == 404
