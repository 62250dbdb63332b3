"""One charge and one payout per billable event, whatever comes twice, late or not at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from apps.billing.models import BillableEvent, Charge
from apps.billing.selectors.reconciliation import reconcile
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.reporting import services as reporting
from apps.worklist.models import Breach, Clock
from apps.worklist.services.linking import link_tasks
from tests.apps.billing.scenes import (
    FEE,
    PAY,
    card,
    charged,
    charges,
    events,
    paid,
    payouts,
    priced,
    settle,
)
from tests.apps.reporting.scenes import Reading, begin
from tests.factories import Practice
from tests.studies import make_study, make_task

pytestmark = pytest.mark.django_db


def gap_codes(practice: Practice) -> list[str]:
    with tenant_context(practice.tenant_id):
        return [gap.code for gap in reconcile(year=now().year, month=now().month).gaps]


def test_a_final_report_is_charged_and_paid_once(practice: Practice) -> None:
    priced(practice)
    reading = begin(practice)
    reading.signed()
    for _ in range(3):
        settle(reading)
    assert [(one.kind, one.amount) for one in charges(practice)] == [("entry", FEE)]
    assert [(one.amount, one.reader_id) for one in payouts(practice)] == [
        (PAY, practice.user_ids["reader"])
    ]
    assert gap_codes(practice) == []


def test_an_addendum_and_a_correction_are_not_charged_again(practice: Practice) -> None:
    priced(practice)
    reading = begin(practice)
    report = reading.signed()
    with tenant_context(practice.tenant_id):
        reporting.add_addendum(
            actor=practice.actor("reader"),
            report_id=report.id,
            text="Also a nodule.",
            signature=reading.signature(1),
        )
    settle(reading)
    assert charged(practice) == FEE and paid(practice) == PAY
    assert sorted(one.kind for one in events(practice)) == ["addendum", "final"]
    assert gap_codes(practice) == []


def test_where_the_policy_bills_them_preliminary_and_addendum_are_charged(
    practice: Practice,
) -> None:
    every = ["preliminary", "final", "addendum"]
    priced(practice, charged_kinds=every, paid_kinds=every)
    reading = begin(practice)
    report = reading.signed("preliminary")
    report = reading.sign(report.id, revision=report.draft_revision)
    with tenant_context(practice.tenant_id):
        reporting.add_addendum(
            actor=practice.actor("reader"),
            report_id=report.id,
            text="Also a nodule.",
            signature=reading.signature(2),
        )
    settle(reading)
    assert charged(practice) == 3 * FEE and paid(practice) == 3 * PAY
    assert gap_codes(practice) == []


def test_a_withdrawn_report_is_reversed_and_the_second_reading_charged(practice: Practice) -> None:
    priced(practice)
    reading = begin(practice)
    report = reading.signed()
    settle(reading)
    with tenant_context(practice.tenant_id):
        reporting.withdraw_report(
            actor=practice.actor("reader"),
            report_id=report.id,
            reason="wrong patient",
            signature=reading.signature(1),
        )
    settle(reading)
    assert charged(practice) == 0 and paid(practice) == 0
    assert [one.kind for one in charges(practice)] == ["entry", "reversal"]
    again = Reading(practice, reading.study, make_task(practice, reading.study))
    again.signed()
    settle(again)
    settle(again)
    assert charged(practice) == FEE and paid(practice) == PAY
    assert gap_codes(practice) == []


def test_one_report_on_three_accessions_is_three_charges(practice: Practice) -> None:
    """Feature row G12."""
    priced(practice)
    reading = begin(practice)
    others = [make_study(practice, patient=reading.study.patient) for _ in range(2)]
    tasks = [make_task(practice, study) for study in others]
    with tenant_context(practice.tenant_id):
        link_tasks(
            actor=practice.actor("manager"),
            task_ids=[reading.task.id, *(task.id for task in tasks)],
        )
    reading.signed()
    for study in (reading.study, *others, reading.study):
        settle(Reading(practice, study, reading.task))
    assert charged(practice) == 3 * FEE and paid(practice) == 3 * PAY
    assert {one.event.study_id for one in charges(practice)} == {
        reading.study.id,
        *(study.id for study in others),
    }
    assert gap_codes(practice) == []


def test_the_price_of_the_day_stays_when_prices_change_later(practice: Practice) -> None:
    """Feature row K1."""
    study_type = priced(practice)
    reading = begin(practice)
    reading.signed()
    settle(reading)
    tomorrow = (now() + timedelta(days=1)).date()
    for effective_from in (tomorrow, now().date()):
        card(
            practice,
            "charge",
            [{"study_type": study_type, "amount": Decimal(99)}],
            effective_from=effective_from,
        )
    settle(reading)
    assert charged(practice) == FEE
    later = begin(practice)
    later.signed()
    settle(later)
    assert charged(practice) == FEE + 99


def test_what_no_rule_knows_waits_unpriced(practice: Practice) -> None:
    """Feature row K3."""
    priced(practice)
    reading = begin(practice, modality="MR", body_part="KNEE")
    reading.signed()
    settle(reading)
    assert charges(practice) == [] and payouts(practice) == []
    assert [one.unpriced for one in events(practice)] == [["no_study_type"]]
    assert gap_codes(practice) == ["event_without_charge", "event_without_payout"]


@pytest.fixture
def billed(practice: Practice) -> Reading:
    priced(practice)
    reading = begin(practice)
    reading.signed()
    return reading


def breach(reading: Reading, *, minutes_over: float, credit: bool) -> Breach:
    with tenant_context(reading.practice.tenant_id):
        clock = Clock.objects.filter(task=reading.task).first()
        made: Breach = Breach.objects.create(
            clock=clock,
            task=reading.task,
            site=reading.task.site,
            due_at=now() - timedelta(minutes=minutes_over),
            minutes_over=minutes_over,
            suggested_cause="queue",
            cause="queue",
            credit=credit,
        )
    return made


def test_a_breach_is_credited_as_it_stands(billed: Reading) -> None:
    """Feature row D8."""
    practice = billed.practice
    broken = breach(billed, minutes_over=10, credit=True)
    settle(billed)
    settle(billed)
    assert charged(practice) == FEE * 75 / 100
    assert [one.kind for one in charges(practice)] == ["entry", "sla_credit"]
    with tenant_context(practice.tenant_id):
        Breach.objects.filter(id=broken.id).update(excused_at=now())
    settle(billed)
    assert charged(practice) == FEE
    with tenant_context(practice.tenant_id):
        Breach.objects.filter(id=broken.id).update(excused_at=None, minutes_over=61)
    settle(billed)
    settle(billed)
    assert charged(practice) == FEE / 2
    assert gap_codes(practice) == []


def test_a_breach_that_nobody_granted_is_not_credited(billed: Reading) -> None:
    breach(billed, minutes_over=100, credit=False)
    settle(billed)
    assert charged(billed.practice) == FEE


def test_the_database_refuses_to_change_what_was_booked(billed: Reading) -> None:
    settle(billed)
    with tenant_context(billed.practice.tenant_id):
        for change in (
            lambda: Charge.objects.update(amount=1),
            lambda: Charge.objects.all().delete(),
            lambda: BillableEvent.objects.update(at=now()),
            lambda: BillableEvent.objects.update(kind="addendum"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_a_month_is_the_practice_s_own(practice: Practice) -> None:
    priced(practice, time_zone="Pacific/Kiritimati")
    with tenant_context(practice.tenant_id):
        found = reconcile(year=2026, month=3)
    assert found.month.first_day == date(2026, 3, 1)
    assert found.month.starts_at.utcoffset() == timedelta(hours=14)
