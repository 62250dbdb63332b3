"""Patterns become shifts; shifts are covered, cancelled, ended and told of once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from apps.accounts.actors import Actor
from apps.common.clock import frozen_at
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.staffing import services
from apps.staffing.models import Shift, ShiftPattern
from apps.staffing.selectors import on_call_ladder, reader_facts
from apps.staffing.tasks import announce_ended_shifts, materialise_roster
from tests.apps.staffing.test_credentials import managing
from tests.factories import Practice, add_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def night(actor: Actor, reader_id: UUID, **fields: Any) -> ShiftPattern:
    values: dict[str, Any] = {
        "time_zone": "Europe/Berlin",
        "starts_on": date(2026, 9, 1),
        "start_time": time(22),
        "duration_minutes": 480,
        "recurrence": "FREQ=DAILY",
        **fields,
    }
    return services.add_pattern(actor=actor, reader_id=reader_id, **values)


def spans(pattern: ShiftPattern) -> list[tuple[datetime, datetime]]:
    shifts = Shift.objects.filter(pattern=pattern, cancelled_at=None).order_by("starts_at")
    return list(shifts.values_list("starts_at", "ends_at"))


def endings() -> list[dict[str, Any]]:
    events = OutboxEvent.objects.filter(name="staffing.shift_ended").order_by("id")
    return [event.payload for event in events]


def test_eight_weeks_of_shifts_lie_ahead_and_roll_on(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with frozen_at(NOON):
            pattern = night(actor, reader_id)
            first = spans(pattern)
            assert len(first) == 57  # tonight and eight weeks on
            assert first[0][0] == datetime(2026, 10, 1, 20, tzinfo=UTC)
            assert first[-1][0] == datetime(2026, 11, 26, 21, tzinfo=UTC)
            assert services.materialise_roster() == 0
        with frozen_at(NOON + 7 * DAY):
            assert services.materialise_roster() == 7
            assert services.materialise_roster() == 0
        lengths = {(ends - starts) / HOUR for starts, ends in spans(pattern)}
    assert lengths == {8, 9}


def test_a_running_shift_is_on_the_roster_at_once(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(NOON.replace(hour=23)):
        pattern = night(actor, reader_id)
        assert spans(pattern)[0][0] == datetime(2026, 10, 1, 20, tzinfo=UTC)
        assert reader_facts([reader_id])[0].shifts[0].starts_at == spans(pattern)[0][0]


def test_what_was_changed_by_hand_outlives_a_change_of_the_pattern(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(NOON):
        second = practice.user_ids["reader2"]
        pattern = night(actor, reader_id)
        tonight, tomorrow, third = Shift.objects.filter(pattern=pattern).order_by("starts_at")[:3]
        services.cover_shift(actor=actor, shift_id=tonight.id, reader_id=second)
        services.cancel_shift(actor=actor, shift_id=tomorrow.id)
        services.change_pattern(actor=actor, pattern_id=pattern.id, start_time=time(21))
        services.materialise_roster()
        found = Shift.objects.filter(pattern=pattern, cancelled_at=None).order_by("starts_at")
        assert [found[0].reader_id, found[0].starts_at] == [second, tonight.starts_at]
        assert found[1].starts_at == third.starts_at - HOUR
        assert found.count() == 56


def test_a_pattern_taken_off_leaves_what_has_been_and_what_was_covered(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with frozen_at(NOON):
            pattern = night(actor, reader_id)
            covered = Shift.objects.filter(pattern=pattern).order_by("starts_at")[5]
            services.cover_shift(
                actor=actor, shift_id=covered.id, reader_id=practice.user_ids["reader2"]
            )
        with frozen_at(NOON + 2 * DAY):
            services.end_pattern(actor=actor, pattern_id=pattern.id)
            assert len(spans(pattern)) == 3
            assert services.materialise_roster() == 0
            with pytest.raises(NotFound):
                services.end_pattern(actor=actor, pattern_id=pattern.id)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"recurrence": "FREQ=HOURLY"}, "invalid_recurrence"),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "empty_recurrence"),
        ({"time_zone": "Berlin"}, "unknown_time_zone"),
        ({"until": date(2026, 8, 1)}, "days_out_of_order"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused(
    practice: Practice, fields: dict[str, Any], code: str
) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(NOON):
        with pytest.raises(Unprocessable) as refusal:
            night(actor, reader_id, **fields)
    assert refusal.value.code == code


def shift_of(actor: Actor, reader_id: UUID, starts: int, ends: int, **fields: Any) -> Shift:
    return services.add_shift(
        actor=actor,
        reader_id=reader_id,
        starts_at=NOON + starts * HOUR,
        ends_at=NOON + ends * HOUR,
        **fields,
    )


def test_cover_passes_the_duty_on_and_remembers_whose_it_was(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(NOON):
        second = practice.user_ids["reader2"]
        third = add_person(practice, "reader", name="reader3")
        shift = shift_of(actor, reader_id, 2, 10)
        shift = services.cover_shift(actor=actor, shift_id=shift.id, reader_id=second)
        assert (shift.reader_id, shift.covered_for_id) == (second, reader_id)
        shift = services.cover_shift(actor=actor, shift_id=shift.id, reader_id=third)
        assert (shift.reader_id, shift.covered_for_id) == (third, reader_id)
        shift = services.cover_shift(actor=actor, shift_id=shift.id, reader_id=reader_id)
        assert (shift.reader_id, shift.covered_for_id) == (reader_id, None)


def test_cover_during_a_shift_takes_over_the_rest_of_it(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        second = practice.user_ids["reader2"]
        with frozen_at(NOON):
            shift = shift_of(actor, reader_id, 0, 8)
        with frozen_at(NOON + 3 * HOUR):
            rest = services.cover_shift(actor=actor, shift_id=shift.id, reader_id=second)
            assert (rest.starts_at, rest.ends_at) == (NOON + 3 * HOUR, NOON + 8 * HOUR)
            assert services.announce_ended_shifts() == 1
            assert [ending["reader_id"] for ending in endings()] == [str(reader_id)]


def test_cover_is_refused_where_it_cannot_be(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        second = practice.user_ids["reader2"]
        with frozen_at(NOON):
            shift = shift_of(actor, reader_id, 2, 10)
            with pytest.raises(Unprocessable):
                services.cover_shift(actor=actor, shift_id=shift.id, reader_id=reader_id)
            with pytest.raises(NotFound):
                services.cover_shift(
                    actor=actor, shift_id=shift.id, reader_id=practice.user_ids["qa"]
                )
            shift_of(actor, second, 9, 12, role="on_call")
            clash = shift_of(actor, second, 9, 12)
            with pytest.raises(Conflict) as refusal:
                services.cover_shift(actor=actor, shift_id=shift.id, reader_id=second)
            assert refusal.value.code == "double_booked"
            services.cancel_shift(actor=actor, shift_id=clash.id)
            absence = services.add_absence(
                actor=actor, reader_id=second, starts_at=NOON, ends_at=NOON + 3 * HOUR
            )
            with pytest.raises(Conflict) as refusal:
                services.cover_shift(actor=actor, shift_id=shift.id, reader_id=second)
            assert refusal.value.code == "reader_absent"
            services.remove_absence(actor=actor, absence_id=absence.id)
            services.cover_shift(actor=actor, shift_id=shift.id, reader_id=second)
        with frozen_at(NOON + 10 * HOUR), pytest.raises(Conflict):
            services.cover_shift(actor=actor, shift_id=shift.id, reader_id=reader_id)


def test_the_end_of_a_shift_is_told_exactly_once(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with frozen_at(NOON):
            ended = shift_of(actor, reader_id, 0, 8)
            shift_of(actor, reader_id, 8, 12)
            cancelled = shift_of(actor, practice.user_ids["reader2"], 1, 8)
            services.cancel_shift(actor=actor, shift_id=cancelled.id)
        with frozen_at(NOON + 8 * HOUR - timedelta(seconds=1)):
            assert services.announce_ended_shifts() == 0
        with frozen_at(NOON + 8 * HOUR):
            assert services.announce_ended_shifts() == 1
            assert services.announce_ended_shifts() == 0
        assert endings() == [
            {
                "shift_id": str(ended.id),
                "reader_id": str(reader_id),
                "role": "reading",
                "still_on_duty": True,
            }
        ]
        with frozen_at(NOON + 13 * HOUR):
            assert services.announce_ended_shifts() == 1
        assert not endings()[-1]["still_on_duty"]


def test_cancelling_a_running_shift_ends_it_now(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id):
        with frozen_at(NOON):
            shift = shift_of(actor, reader_id, 0, 8)
        with frozen_at(NOON + HOUR):
            services.cancel_shift(actor=actor, shift_id=shift.id)
            assert services.announce_ended_shifts() == 1
            assert reader_facts([reader_id])[0].shifts == ()


def test_a_shift_in_the_past_or_backwards_is_refused(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(NOON):
        for starts, ends in ((-9, -1), (3, 3), (5, 2)):
            with pytest.raises(Unprocessable):
                shift_of(actor, reader_id, starts, ends)


def test_the_ladder_is_climbed_in_order_without_the_absent(practice: Practice) -> None:
    with managing(practice) as (actor, reader_id), frozen_at(NOON):
        second = practice.user_ids["reader2"]
        third = add_person(practice, "reader", name="reader3")
        fourth = add_person(practice, "reader", name="reader4")
        shift_of(actor, reader_id, 0, 12, role="backup")
        shift_of(actor, second, 0, 12, role="on_call", rank=2)
        shift_of(actor, third, 0, 12, role="on_call", rank=1)
        shift_of(actor, fourth, 0, 12, role="on_call", rank=3)
        shift_of(actor, fourth, 0, 12)
        services.change_profile(actor=actor, reader_id=fourth, active=False)
        services.add_absence(
            actor=actor, reader_id=third, starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR
        )

        def ladder(hours: int) -> list[UUID]:
            return [rung.reader_id for rung in on_call_ladder(NOON + hours * HOUR)]

        assert ladder(0) == [third, second, reader_id]
        assert ladder(1) == [second, reader_id]
        assert ladder(2) == [third, second, reader_id]
        assert ladder(12) == []


def test_the_tasks_visit_every_practice(practice: Practice, other_practice: Practice) -> None:
    for one in (practice, other_practice):
        with managing(one) as (actor, reader_id), frozen_at(NOON):
            night(actor, reader_id)
            shift_of(actor, reader_id, 1, 2)
    with frozen_at(NOON + 7 * DAY - HOUR):
        assert materialise_roster() == 14
        assert announce_ended_shifts() == 2 * 8
    with tenant_context(practice.tenant_id):
        assert len(endings()) == 8
