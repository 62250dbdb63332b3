"""Readers say whether they are there and where they sit."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.accounts.events import SessionClosed
from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at
from apps.common.errors import PermissionRefused, Unprocessable
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.common.outbox import publish
from apps.common.outbox.dispatching import dispatch_due
from apps.staffing import services
from apps.staffing.models import ReadingLocation
from apps.staffing.selectors import own_availability, own_place, reader_facts
from tests.factories import Practice

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told() -> list[bool]:
    return [
        event.payload["available"]
        for event in OutboxEvent.objects.filter(name="staffing.availability_changed").order_by("id")
    ]


def test_away_counts_at_once_and_is_told(practice: Practice) -> None:
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        services.set_own_availability(actor=reader, state="away", reason=" lunch ")
        assert not reader_facts([practice.user_ids["reader"]])[0].available
        assert own_availability(practice.user_ids["reader"]).reason == "lunch"
        services.set_own_availability(actor=reader, state="away", reason="lunch")
        services.set_own_availability(actor=reader, state="available")
        assert reader_facts([practice.user_ids["reader"]])[0].available
        assert told() == [False, True]
        assert AuditEvent.objects.filter(action="availability.changed").count() == 2


@pytest.mark.parametrize(
    ("before", "wished", "tellings"),
    [
        ("available", "available", 0),
        ("available", "away", 1),
        ("away", "away", 0),
        ("away", "available", 1),
    ],
)
def test_state_by_wish(practice: Practice, before: str, wished: str, tellings: int) -> None:
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        services.set_own_availability(actor=reader, state=before)
        earlier = len(told())
        services.set_own_availability(actor=reader, state=wished)
        assert own_availability(practice.user_ids["reader"]).state == wished
        assert len(told()) == earlier + tellings


def test_no_other_state_and_nobody_else(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        with pytest.raises(Unprocessable):
            services.set_own_availability(actor=practice.actor("reader"), state="asleep")
        with pytest.raises(PermissionRefused):
            services.set_own_availability(actor=practice.actor("manager"), state="away")


def test_a_declared_place_holds_for_sixteen_hours(practice: Practice) -> None:
    reader_id = practice.user_ids["reader"]
    reader = practice.actor("reader")
    with tenant_context(practice.tenant_id):
        with frozen_at(NOON):
            services.declare_own_location(actor=reader, jurisdiction="US-NY")
            assert own_place(reader_id).jurisdiction == "US-NY"
            assert own_place(reader_id).licensed
        with frozen_at(NOON + 16 * HOUR - timedelta(seconds=1)):
            assert own_place(reader_id).jurisdiction == "US-NY"
        with frozen_at(NOON + 16 * HOUR):
            place = own_place(reader_id)
            assert (place.jurisdiction, place.declared_at) == ("DE-BE", None)
            services.declare_own_location(actor=reader, jurisdiction="US-TX")
            assert not own_place(reader_id).licensed
        assert ReadingLocation.objects.filter(reader_id=reader_id).count() == 2


def test_an_unknown_place_is_refused(practice: Practice) -> None:
    with tenant_context(practice.tenant_id), pytest.raises(Unprocessable):
        services.declare_own_location(actor=practice.actor("reader"), jurisdiction="Atlantis")


def test_logging_out_ends_the_place_and_the_presence(practice: Practice) -> None:
    reader_id = practice.user_ids["reader"]
    with tenant_context(practice.tenant_id):
        services.declare_own_location(actor=practice.actor("reader"), jurisdiction="US-NY")
        publish(SessionClosed(user_id=reader_id, address=None))
        publish(SessionClosed(user_id=practice.user_ids["site_user"], address=None))
    dispatch_due()
    with tenant_context(practice.tenant_id):
        assert own_place(reader_id).jurisdiction == "DE-BE"
        assert own_availability(reader_id).state == "away"
        assert own_availability(reader_id).reason == "logged out"


def test_an_absence_that_begins_sends_its_reader_away_once(practice: Practice) -> None:
    reader_id, reader = practice.user_ids["reader"], practice.actor("reader")
    with tenant_context(practice.tenant_id):
        with frozen_at(NOON):
            services.add_absence(
                actor=practice.actor("manager"),
                reader_id=reader_id,
                starts_at=NOON + HOUR,
                ends_at=NOON + 9 * HOUR,
            )
            assert services.send_absent_away() == 0
            assert own_availability(reader_id).state == "available"
        with frozen_at(NOON + HOUR):
            assert services.send_absent_away() == 1
            assert own_availability(reader_id).state == "away"
            assert told() == [False]
            services.set_own_availability(actor=reader, state="available")
            assert services.send_absent_away() == 0
            assert own_availability(reader_id).state == "available"
