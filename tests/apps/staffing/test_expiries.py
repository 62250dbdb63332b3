"""What ends soon: listed, warned of once, and shown against the roster."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from apps.common.clock import frozen_at
from apps.common.models import OutboxEvent
from apps.staffing import services
from apps.staffing.models import ExpiryAlert
from apps.staffing.selectors import Expiry, conflicts_of, expiries, shifts_between
from tests.apps.staffing.test_credentials import add, managing
from tests.factories import Practice

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 4, 2, 12, tzinfo=UTC)  # 89 whole days before the licence of ``add`` ends
DAY = timedelta(days=1)
END = datetime(2026, 7, 1, 7, tzinfo=UTC)


def warnings() -> list[int]:
    return list(ExpiryAlert.objects.order_by("created_at").values_list("days_before", flat=True))


def listed(**span: Any) -> list[tuple[str, int, int]]:
    found = expiries(since=TODAY, until=TODAY + 120 * DAY, **span)
    return [(one.kind, one.days_left, one.shifts_after) for one in found]


def test_eighty_nine_days_ahead_there_is_one_warning(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        licence = add(actor, reader_id)
        assert services.raise_expiry_alerts() == 1
        assert services.raise_expiry_alerts() == 0
        event = OutboxEvent.objects.get(name="staffing.credential_expiring")
        assert event.payload["credential_id"] == str(licence.id)
        assert (event.payload["kind"], event.payload["days"]) == ("licence", 90)


def test_each_warning_comes_once_as_the_days_go_by(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with frozen_at(TODAY - 10 * DAY):
            add(actor, reader_id)
        for number in range(-10, 100):
            with frozen_at(TODAY + number * DAY):
                services.raise_expiry_alerts()
        assert warnings() == [90, 60, 30, 7]


def test_a_licence_entered_late_earns_one_warning_not_three(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(END - 20 * DAY):
        add(actor, reader_id)
        assert services.raise_expiry_alerts() == 1
        assert warnings() == [30]


def test_a_renewal_starts_over(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with frozen_at(END - 5 * DAY):
            licence = add(actor, reader_id)
            services.raise_expiry_alerts()
            services.change_licence(
                actor=actor, licence_id=licence.id, valid_through=date(2027, 6, 30)
            )
            assert services.raise_expiry_alerts() == 0
        with frozen_at(END + 360 * DAY):
            assert services.raise_expiry_alerts() == 1
        assert warnings() == [7, 7]


def test_what_another_takes_over_from_is_not_warned_of(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        add(actor, reader_id)
        assert listed() == [("licence", 89, 0)]
        add(actor, reader_id, valid_from=date(2026, 7, 1), valid_through=None)
        assert listed() == []
        assert services.raise_expiry_alerts() == 0


def test_a_narrower_privilege_takes_nothing_over(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        services.change_privilege(
            actor=actor,
            privilege_id=_privilege(practice),
            valid_through=date(2026, 5, 1),
            modalities=["CT", "MR"],
        )
        assert listed(reader_ids=[reader_id]) == [("privilege", 29, 0)]
        narrow = services.grant_privilege(
            actor=actor,
            reader_id=reader_id,
            site_id=practice.site_a.id,
            valid_from=date(2026, 1, 1),
            valid_through=None,
            modalities=["CT"],
        )
        assert listed(reader_ids=[reader_id]) == [("privilege", 29, 0)]
        services.change_privilege(actor=actor, privilege_id=narrow.id, modalities=["CT", "MR"])
        assert listed(reader_ids=[reader_id]) == []
        assert listed(reader_ids=[practice.user_ids["reader2"]]) == []


def _privilege(practice: Practice) -> Any:
    from apps.staffing.models import Privilege

    return Privilege.objects.get(reader_id=practice.user_ids["reader"], site=practice.site_a).id


def test_suspended_credentials_do_not_expire(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        licence = add(actor, reader_id)
        services.change_licence(actor=actor, licence_id=licence.id, status="suspended")
        assert listed() == []


def test_shifts_behind_the_end_are_counted_and_flagged(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        add(actor, reader_id)
        second = practice.user_ids["reader2"]
        for owner, starts_at in (
            (reader_id, END - 8 * timedelta(hours=1)),
            (reader_id, END - 4 * timedelta(hours=1)),
            (reader_id, END + DAY),
            (second, END + DAY),
        ):
            services.add_shift(
                actor=actor,
                reader_id=owner,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=8),
                role="reading" if starts_at != END - 4 * timedelta(hours=1) else "on_call",
            )
        assert listed() == [("licence", 89, 2)]
        shifts = list(shifts_between(TODAY, END + 5 * DAY))
        conflicts = conflicts_of(shifts)
        assert [(s.reader_id == reader_id, conflicts[s.id]) for s in shifts[:2]] == [
            (True, ""),
            (True, "licence_ends"),
        ]
        assert {(s.reader_id == reader_id): conflicts[s.id] for s in shifts[2:]} == {
            True: "licence_ends",
            False: "",
        }


def test_what_recurs_after_the_end_is_told_before_it_is_on_the_roster(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        add(actor, reader_id)
        pattern = services.add_pattern(
            actor=actor,
            reader_id=reader_id,
            time_zone="Europe/Berlin",
            starts_on=TODAY.date(),
            start_time=time(22),
            duration_minutes=480,
            recurrence="FREQ=WEEKLY",
        )

        def told() -> list[tuple[int, bool]]:
            return [(one.shifts_after, one.recurs_after) for one in _coming()]

        assert told() == [(0, True)]
        services.change_pattern(actor=actor, pattern_id=pattern.id, until=date(2026, 6, 30))
        assert told() == [(0, False)]
        services.change_pattern(actor=actor, pattern_id=pattern.id, until=None)
        with frozen_at(END - 50 * DAY):
            services.materialise_roster()
            ((shifts_after, recurs_after),) = told()
            assert (shifts_after > 0, recurs_after) == (True, True)
        services.end_pattern(actor=actor, pattern_id=pattern.id)
        assert told()[0][1] is False


def _coming() -> list[Expiry]:
    return expiries(since=TODAY, until=TODAY + 120 * DAY)


def test_every_conflict_has_its_name(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(TODAY):
        second = practice.user_ids["reader2"]

        def shift(owner: Any, day: int) -> Any:
            return services.add_shift(
                actor=actor,
                reader_id=owner,
                starts_at=TODAY + day * DAY,
                ends_at=TODAY + day * DAY + timedelta(hours=8),
            )

        absent, twice, again = shift(reader_id, 1), shift(reader_id, 3), shift(reader_id, 3)
        idle, fine = shift(second, 1), shift(reader_id, 5)
        services.add_absence(
            actor=actor, reader_id=reader_id, starts_at=TODAY, ends_at=TODAY + 2 * DAY
        )
        services.change_profile(actor=actor, reader_id=second, active=False)
        found = conflicts_of([absent, twice, again, idle, fine])
        assert [found[one.id] for one in (absent, twice, again, idle, fine)] == [
            "absent",
            "double_booked",
            "double_booked",
            "reader_inactive",
            "",
        ]
        services.change_privilege(
            actor=actor, privilege_id=_privilege(practice), valid_through=date(2026, 4, 6)
        )
        assert conflicts_of([fine])[fine.id] == "privilege_ends"
