"""Licences and privileges: to the minute, whatever the zone; status at once; told and audited."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at
from apps.common.errors import Conflict, NotFound, PermissionRefused, Unprocessable
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.common.states import IllegalTransition
from apps.staffing import services
from apps.staffing.models import Licence, Privilege
from apps.staffing.selectors import reader_facts
from tests.factories import Practice

pytestmark = pytest.mark.django_db


@contextmanager
def managing(practice: Practice) -> Iterator[tuple[Actor, UUID]]:
    manager = practice.actor("manager")
    with tenant_context(practice.tenant_id):
        yield manager, practice.user_ids["reader"]


def add(actor: Actor, reader_id: UUID, **fields: Any) -> Licence:
    values = {
        "jurisdiction": "US-CA",
        "number": "G 12345",
        "valid_from": date(2026, 1, 1),
        "valid_through": date(2026, 6, 30),
        "time_zone": "America/Los_Angeles",
        **fields,
    }
    return services.add_licence(actor=actor, reader_id=reader_id, **values)


def changes_told(reader_id: UUID) -> int:
    return OutboxEvent.objects.filter(
        name="staffing.reader_changed", payload__reader_id=str(reader_id)
    ).count()


def test_it_holds_until_the_last_minute_of_its_last_local_day(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        licence = add(actor, reader_id)
        assert licence.starts_at == datetime(2026, 1, 1, 8, tzinfo=UTC)
        assert licence.ends_at == datetime(2026, 7, 1, 7, tzinfo=UTC)
        (fact,) = (
            one for one in reader_facts([reader_id])[0].licences if one.jurisdiction == "US-CA"
        )
    assert (fact.starts_at, fact.ends_at) == (licence.starts_at, licence.ends_at)


def test_a_renewal_moves_the_end_and_is_told_and_audited(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        licence = add(actor, reader_id)
        told = changes_told(reader_id)
        services.change_licence(actor=actor, licence_id=licence.id, valid_through=date(2027, 1, 31))
        licence.refresh_from_db()
        assert licence.ends_at == datetime(2027, 2, 1, 8, tzinfo=UTC)
        assert changes_told(reader_id) == told + 1
        event = AuditEvent.objects.get(action="licence.changed")
        assert event.detail["changed"]["valid_through"] == {
            "before": "2026-06-30",
            "after": "2027-01-31",
        }


def test_a_change_that_changes_nothing_is_not_told(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        licence = add(actor, reader_id)
        told = changes_told(reader_id)
        services.change_licence(
            actor=actor, licence_id=licence.id, status="active", number="G 12345"
        )
        assert changes_told(reader_id) == told


OUTCOMES = {
    ("active", "active"): "active",
    ("active", "suspended"): "suspended",
    ("active", "revoked"): "revoked",
    ("suspended", "active"): "active",
    ("suspended", "suspended"): "suspended",
    ("suspended", "revoked"): "revoked",
    ("revoked", "active"): None,
    ("revoked", "suspended"): None,
    ("revoked", "revoked"): "revoked",
}


@pytest.mark.parametrize(("before", "wished"), OUTCOMES)
@pytest.mark.parametrize("kind", ["licence", "privilege"])
def test_status_by_wish(practice: Practice, kind: str, before: str, wished: str) -> None:
    outcome = OUTCOMES[before, wished]
    with managing(practice) as (actor, reader_id):
        model: Any = Licence if kind == "licence" else Privilege
        credential = model.objects.filter(reader_id=reader_id)[0]
        model.objects.filter(id=credential.id).update(status=before)

        def change() -> None:
            if kind == "licence":
                services.change_licence(actor=actor, licence_id=credential.id, status=wished)
            else:
                services.change_privilege(actor=actor, privilege_id=credential.id, status=wished)

        if outcome is None:
            with pytest.raises(IllegalTransition):
                change()
        else:
            change()
        credential.refresh_from_db()
        assert credential.status == (outcome or before)
        (facts,) = reader_facts([reader_id])
        held: Any = facts.licences if kind == "licence" else facts.privileges
        assert len(held) == (2 if credential.status == "active" else 1)


def test_what_was_revoked_stays_as_it_was(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        licence = add(actor, reader_id)
        services.change_licence(actor=actor, licence_id=licence.id, status="revoked")
        with pytest.raises(Conflict):
            services.change_licence(actor=actor, licence_id=licence.id, valid_through=None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"jurisdiction": "XX"}, "unknown_jurisdiction"),
        ({"number": "  "}, "number_required"),
        ({"time_zone": "Mars/Olympus"}, "unknown_time_zone"),
        ({"valid_through": date(2025, 12, 31)}, "days_out_of_order"),
    ],
)
def test_what_makes_no_sense_is_refused(
    practice: Practice, fields: dict[str, Any], code: str
) -> None:
    with managing(practice) as (actor, reader_id):
        with pytest.raises(Unprocessable) as refusal:
            add(actor, reader_id, **fields)
    assert refusal.value.code == code


def test_the_same_licence_twice_is_a_conflict(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        add(actor, reader_id)
        with pytest.raises(Conflict):
            add(actor, reader_id)


def test_only_readers_are_licensed_and_only_managers_do_it(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with pytest.raises(NotFound):
            add(actor, practice.user_ids["billing"])
        with pytest.raises(PermissionRefused):
            add(practice.actor("reader"), reader_id)


def test_a_privilege_counts_in_its_sites_days(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        privilege = services.grant_privilege(
            actor=actor,
            reader_id=reader_id,
            site_id=practice.site_b.id,
            valid_from=date(2026, 3, 1),
            valid_through=date(2026, 3, 8),
            modalities=["MR", "CT"],
            read_types=["final"],
        )
        assert privilege.time_zone == "America/New_York"
        assert privilege.starts_at == datetime(2026, 3, 1, 5, tzinfo=UTC)
        assert privilege.ends_at == datetime(2026, 3, 9, 4, tzinfo=UTC)
        assert privilege.modalities == ["CT", "MR"]
        with pytest.raises(Unprocessable):
            services.change_privilege(
                actor=actor, privilege_id=privilege.id, procedure_groups=["feet"]
            )


def test_the_database_refuses_what_must_never_be(practice: Practice) -> None:
    day = date(2026, 6, 1)
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    wrong: list[dict[str, Any]] = [
        {"status": "lapsed"},
        {"valid_through": day - timedelta(days=1), "ends_at": noon + timedelta(days=1)},
        {"valid_through": day, "ends_at": None},
        {"valid_through": None, "ends_at": noon},
        {"valid_through": day, "ends_at": noon - timedelta(days=1)},
        {"jurisdiction": ""},
    ]
    with managing(practice) as (_, reader_id):
        for fields in wrong:
            values = {
                "reader_id": reader_id,
                "jurisdiction": "FR",
                "number": "1",
                "valid_from": day,
                "starts_at": noon,
                "time_zone": "UTC",
                **fields,
            }
            with pytest.raises(IntegrityError), transaction.atomic():
                Licence.objects.create(**values)


def test_jurisdictions_of_a_site_are_told(practice: Practice) -> None:
    with managing(practice) as (actor, _):
        services.set_site_jurisdictions(
            actor=actor, site_id=practice.site_a.id, jurisdictions=["DE-BB", "DE-BE", "DE-BE"]
        )
        practice.site_a.refresh_from_db()
        assert practice.site_a.jurisdictions == ["DE-BB", "DE-BE"]
        assert OutboxEvent.objects.filter(name="staffing.site_jurisdictions_changed").exists()
        with pytest.raises(Unprocessable):
            services.set_site_jurisdictions(
                actor=actor, site_id=practice.site_a.id, jurisdictions=["Berlin"]
            )


def test_a_licence_entered_late_is_valid_from_its_first_day(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(datetime(2026, 5, 1, tzinfo=UTC)):
        assert add(actor, reader_id).starts_at < datetime(2026, 5, 1, tzinfo=UTC)
