"""Readers as the engine sees them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Membership
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.staffing.models import (
    Absence,
    Availability,
    Licence,
    PoolMembership,
    ReaderBlock,
    ReaderPool,
    ReaderProfile,
    ReaderSkill,
    ReadingLocation,
    Shift,
)
from apps.staffing.selectors import reader_facts
from apps.staffing.vocabulary import AGE_GROUPS
from tests.factories import Practice, add_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_a_tests_reader_may_read_everything(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        reader, second = reader_facts()
    assert {reader.reader_id, second.reader_id} == {
        practice.user_ids["reader"],
        practice.user_ids["reader2"],
    }
    assert reader.active and reader.available
    assert reader.location == "DE-BE" and reader.location_ends_at is None
    assert {licence.jurisdiction for licence in reader.licences} == {"DE-BE", "US-NY"}
    assert {privilege.site_id for privilege in reader.privileges} == {
        practice.site_a.id,
        practice.site_b.id,
    }
    assert reader.age_groups == set(AGE_GROUPS)


def test_everything_about_a_reader_is_told(practice: Practice) -> None:
    reader_id = practice.user_ids["reader"]
    with tenant_context(practice.tenant_id), frozen_at(NOON):
        ReaderSkill.objects.create(reader_id=reader_id, skill="neuro", level=3)
        ReaderBlock.objects.create(reader_id=reader_id, site=practice.site_b, reason="conflict")
        ReaderBlock.objects.create(
            reader_id=reader_id, reason="over", starts_at=NOON - HOUR, ends_at=NOON
        )
        pool = ReaderPool.objects.create(code="neuro", name="Neuro")
        PoolMembership.objects.create(pool=pool, reader_id=reader_id)
        Shift.objects.create(reader_id=reader_id, starts_at=NOON - HOUR, ends_at=NOON + 3 * HOUR)
        Shift.objects.create(reader_id=reader_id, starts_at=NOON - 2 * HOUR, ends_at=NOON)
        Absence.objects.create(reader_id=reader_id, starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR)
        ReadingLocation.objects.create(
            reader_id=reader_id, jurisdiction="US-NY", ends_at=NOON + 16 * HOUR
        )
        (reader,) = reader_facts([reader_id])
    assert reader.skills == {"neuro": 3}
    assert [(block.reason, block.site_id) for block in reader.blocks] == [
        ("conflict", practice.site_b.id)
    ]
    assert reader.pools == {"neuro"}
    assert [(shift.starts_at, shift.ends_at) for shift in reader.shifts] == [
        (NOON - HOUR, NOON + HOUR),
        (NOON + 2 * HOUR, NOON + 3 * HOUR),
    ]
    assert reader.location == "US-NY" and reader.location_ends_at == NOON + 16 * HOUR


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_a_suspended_or_revoked_licence_counts_at_once(practice: Practice, status: str) -> None:
    reader_id = practice.user_ids["reader"]
    with tenant_context(practice.tenant_id):
        Licence.objects.filter(reader_id=reader_id, jurisdiction="US-NY").update(status=status)
        (reader,) = reader_facts([reader_id])
    assert {licence.jurisdiction for licence in reader.licences} == {"DE-BE"}


def test_a_declared_place_falls_back_when_it_ends(practice: Practice) -> None:
    reader_id = practice.user_ids["reader"]
    with tenant_context(practice.tenant_id):
        ReadingLocation.objects.create(
            reader_id=reader_id, jurisdiction="US-NY", ends_at=now() + HOUR
        )
        (reader,) = reader_facts([reader_id], at=now() + 2 * HOUR)
    assert reader.location == "DE-BE"


def test_whoever_no_longer_reads_is_inactive(practice: Practice) -> None:
    reader_id = practice.user_ids["reader"]
    with tenant_context(practice.tenant_id):
        ReaderProfile.objects.filter(reader_id=reader_id).update(active=False)
        assert not reader_facts([reader_id])[0].active
        ReaderProfile.objects.filter(reader_id=reader_id).update(active=True)
        assert reader_facts([reader_id])[0].active
        Membership.objects.filter(user_id=reader_id).update(active=False)
        assert not reader_facts([reader_id])[0].active
        assert reader_id not in {reader.reader_id for reader in reader_facts()}


def test_somebody_who_never_said_so_is_away(practice: Practice) -> None:
    reader_id = practice.user_ids["reader"]
    with tenant_context(practice.tenant_id):
        Availability.objects.filter(reader_id=reader_id).delete()
        assert not reader_facts([reader_id])[0].available


def test_another_practices_readers_are_unknown(
    practice: Practice, other_practice: Practice
) -> None:
    with tenant_context(practice.tenant_id):
        assert reader_facts(list(other_practice.user_ids.values())) == []


def test_many_readers_cost_as_many_queries_as_one(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        with CaptureQueriesContext(
            connection,
        ) as few:
            reader_facts()
        for number in range(3):
            add_person(practice, "reader", name=f"more{number}")
        with CaptureQueriesContext(connection) as many:
            assert len(reader_facts()) == 5
    assert len(many) == len(few) <= 11
