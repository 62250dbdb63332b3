"""The outbox: nothing lost, nothing done twice, one bad event in nobody's way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections, transaction

from apps.common.clock import frozen_at, now
from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id, tenant_context
from apps.common.models import OutboxDelivery
from apps.common.outbox import event, publish, registry, subscribe
from apps.common.outbox.dispatching import ATTEMPTS_BEFORE_DEAD, dispatch_due, retry_delivery
from apps.tenancy.models import Site
from apps.tenancy.services import create_site
from tests.factories import Practice


@event("tests.bell_rung")
@dataclass(frozen=True, slots=True)
class BellRung:
    bell_id: UUID
    note: str


heard: list[tuple[UUID, str]] = []
broken: set[str] = set()


@subscribe(BellRung)
def hear(rung: BellRung) -> None:
    heard.append((required_tenant_id(), rung.note))
    create_site(slug=f"bell-{rung.bell_id.hex[-12:]}", name=rung.note, time_zone="UTC")
    if rung.note in broken:
        raise RuntimeError("out of tune")


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    heard.clear()
    broken.clear()
    yield
    broken.clear()


def ring(practice: Practice, note: str = "ding") -> UUID:
    bell_id = new_id()
    with tenant_context(practice.tenant_id):
        publish(BellRung(bell_id=bell_id, note=note))
    return bell_id


def heard_by(practice: Practice) -> list[str]:
    return [note for tenant_id, note in heard if tenant_id == practice.tenant_id]


def states(practice: Practice) -> list[str]:
    with tenant_context(practice.tenant_id):
        rung = OutboxDelivery.objects.filter(event__name="tests.bell_rung")
        return sorted(rung.values_list("state", flat=True))


def test_an_event_reaches_its_subscriber_in_its_tenant(committed_practice: Practice) -> None:
    ring(committed_practice)
    dispatch_due()
    dispatch_due()
    assert heard_by(committed_practice) == ["ding"]
    assert states(committed_practice) == ["delivered"]


def test_an_event_of_a_rolled_back_change_never_was(committed_practice: Practice) -> None:
    with tenant_context(committed_practice.tenant_id):
        publish(BellRung(bell_id=new_id(), note="never"))
        transaction.set_rollback(True)
    dispatch_due()
    assert heard_by(committed_practice) == []


def test_a_poisoned_event_leaves_no_trace_and_blocks_no_other(committed_practice: Practice) -> None:
    broken.add("bad")
    bad, _ = ring(committed_practice, "bad"), ring(committed_practice, "good")
    dispatch_due()
    assert "good" in heard_by(committed_practice)
    with tenant_context(committed_practice.tenant_id):
        assert not Site.objects.filter(slug=f"bell-{bad.hex[-12:]}").exists()
        failed = OutboxDelivery.objects.get(event__payload__note="bad")
        assert failed.last_error == "RuntimeError: out of tune"
        assert failed.attempts == 1


def test_a_poisoned_event_is_given_up_seen_and_can_be_retried(committed_practice: Practice) -> None:
    broken.add("bad")
    ring(committed_practice, "bad")
    moment = now()
    for attempt in range(ATTEMPTS_BEFORE_DEAD):
        with frozen_at(moment + timedelta(hours=attempt)):
            dispatch_due()
    assert states(committed_practice) == ["dead"]
    broken.clear()
    with frozen_at(moment + timedelta(days=1)):
        with tenant_context(committed_practice.tenant_id):
            retry_delivery(delivery_id=OutboxDelivery.objects.get(state="dead").id)
        dispatch_due()
    assert states(committed_practice) == ["delivered"]


def test_many_dispatchers_deliver_once(committed_practice: Practice) -> None:
    for number in range(20):
        ring(committed_practice, f"note {number}")

    def dispatch(_: int) -> None:
        try:
            dispatch_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(dispatch, range(4)))
    dispatch_due()
    assert sorted(heard_by(committed_practice)) == sorted(f"note {number}" for number in range(20))


def test_an_event_may_hold_no_free_objects() -> None:
    with pytest.raises(TypeError):

        @event("tests.too_much")
        @dataclass(frozen=True)
        class TooMuch:
            patient: dict[str, str]

    assert "tests.too_much" not in registry.EVENTS
