"""Any order of signatures, withdrawals, corrections, price changes, resends and restarts gives the same books."""

from contextlib import ExitStack
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.billing import services
from apps.billing.models import BillingPeriod, Charge, Payout, StudyType
from apps.billing.selectors.ledger import standing_entries
from apps.billing.selectors.reconciliation import reconcile
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.reporting import services as reporting
from apps.reporting.models import Report, ReportVersion
from tests.apps.billing.scenes import FEE, LONG_AGO, PAY, card, end, priced, settle_study, system
from tests.apps.reporting.scenes import Reading, begin
from tests.factories import Practice
from tests.studies import make_task

pytestmark = pytest.mark.django_db
NEW_FEE = FEE + 10


class Books(RuleBasedStateMachine):
    """The model knows which studies are read and stand. What is charged for each is looked up, not modelled: it may be
    either price, but once, and never another one later.
    """

    practice: Practice

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(transaction.atomic())
        self.readings: list[Reading] = []
        self.reports: dict[int, Report] = {}
        self.versions: dict[int, int] = {}
        self.seen: dict[Any, Decimal] = {}
        self.closed: dict[Any, Decimal] = {}
        self.study_types = [priced(self.practice), self.other_type()]
        self.days = 0

    def other_type(self) -> StudyType:
        """Priced as the first; both by lists that follow the first ones."""
        with tenant_context(self.practice.tenant_id):
            first: StudyType = StudyType.objects.get()
            other: StudyType = StudyType.objects.create(code="CT-OTHER", name="CT other")
        for side, amount in (("charge", FEE), ("payout", PAY)):
            lines = [{"study_type": one, "amount": amount} for one in (first, other)]
            card(self.practice, side, lines, effective_from=LONG_AGO + timedelta(days=1))
        return other

    @precondition(lambda self: len(self.readings) < 4)
    @rule()
    def sign(self) -> None:
        reading = begin(self.practice)
        place = len(self.readings)
        self.readings.append(reading)
        self.reports[place] = reading.signed()
        self.versions[place] = 1

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def add(self, data: Any) -> None:
        place = data.draw(st.sampled_from(sorted(self.reports)))
        reading = self.readings[place]
        with tenant_context(self.practice.tenant_id):
            reporting.add_addendum(
                actor=self.practice.actor("reader"),
                report_id=self.reports[place].id,
                text=f"Addendum {self.versions[place]}.",
                signature=reading.signature(self.versions[place]),
            )
        self.versions[place] += 1

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def withdraw(self, data: Any) -> None:
        place = data.draw(st.sampled_from(sorted(self.reports)))
        reading = self.readings[place]
        with tenant_context(self.practice.tenant_id):
            reporting.withdraw_report(
                actor=self.practice.actor("reader"),
                report_id=self.reports[place].id,
                reason="wrong patient",
                signature=reading.signature(self.versions[place]),
            )
        del self.reports[place]

    @precondition(lambda self: len(self.reports) < len(self.readings))
    @rule(data=st.data())
    def read_again(self, data: Any) -> None:
        place = data.draw(
            st.sampled_from(sorted(set(range(len(self.readings))) - set(self.reports)))
        )
        study = self.readings[place].study
        self.readings[place] = Reading(self.practice, study, make_task(self.practice, study))
        self.reports[place] = self.readings[place].signed()
        self.versions[place] = 1

    @precondition(lambda self: self.readings)
    @rule(data=st.data(), times=st.integers(1, 3))
    def deliver(self, data: Any, times: int) -> None:
        """An event arrives, again, or late."""
        place = data.draw(st.sampled_from(range(len(self.readings))))
        for _ in range(times):
            settle_study(self.practice, self.readings[place].study.id)

    @precondition(lambda self: self.readings)
    @rule(data=st.data())
    def die_midway(self, data: Any) -> None:
        """A worker dies before its commit."""
        place = data.draw(st.sampled_from(range(len(self.readings))))
        with tenant_context(self.practice.tenant_id), transaction.atomic():
            services.settle_study(
                actor=system(self.practice), study_id=self.readings[place].study.id
            )
            transaction.set_rollback(True)

    @precondition(lambda self: self.readings)
    @rule(data=st.data())
    def correct(self, data: Any) -> None:
        """Somebody says what the examination was."""
        place = data.draw(st.sampled_from(range(len(self.readings))))
        study_type = data.draw(st.sampled_from(self.study_types))
        with tenant_context(self.practice.tenant_id):
            services.confirm_study_type(
                actor=self.practice.actor("billing"),
                study_id=self.readings[place].study.id,
                study_type_id=study_type.id,
            )

    @precondition(lambda self: self.days < 2)
    @rule()
    def change_prices(self) -> None:
        self.days += 1
        card(
            self.practice,
            "charge",
            [{"study_type": one, "amount": NEW_FEE} for one in self.study_types],
            effective_from=(now() - timedelta(days=self.days)).date(),
        )

    @precondition(lambda self: not self.closed and self.seen)
    @rule()
    def close(self) -> None:
        period = end(self.practice)
        with tenant_context(self.practice.tenant_id):
            services.close_period(actor=self.practice.actor("billing"), period_id=period.id)
            self.closed = amounts(Charge.objects.filter(period=period))

    @invariant()
    def nothing_booked_is_changed(self) -> None:
        with tenant_context(self.practice.tenant_id):
            booked = amounts(Charge.objects.all())
            assert self.seen.items() <= booked.items()
            self.seen = booked
            for standing in (standing_entries(Charge), standing_entries(Payout)):
                events = list(standing.filter(kind="entry").values_list("event", flat=True))
                assert len(events) == len(set(events))
            closed = BillingPeriod.objects.filter(state="closed").first()
            if closed:
                assert amounts(Charge.objects.filter(period=closed)) == self.closed

    def teardown(self) -> None:
        with self.undo:
            self.settle_all()
            transaction.set_rollback(True)

    def settle_all(self) -> None:
        """Every event has arrived at last."""
        for reading in self.readings:
            settle_study(self.practice, reading.study.id)
        self.nothing_booked_is_changed()
        with tenant_context(self.practice.tenant_id):
            assert reconcile(year=now().year, month=now().month).gaps == []
            fees = list(standing_entries(Charge).values_list("amount", flat=True))
            assert len(fees) == len(self.reports) and set(fees) <= {FEE, NEW_FEE}
            assert sum(Charge.objects.values_list("amount", flat=True)) == sum(fees)
            assert sum(Payout.objects.values_list("amount", flat=True)) == PAY * len(self.reports)
            assert ReportVersion.objects.count() >= len(self.reports)


def amounts(found: Any) -> dict[Any, Decimal]:
    return dict(found.values_list("id", "amount"))


def test_any_order_gives_the_same_books(practice: Practice) -> None:
    run_state_machine_as_test(
        type("BooksOfOnePractice", (Books,), {"practice": practice}),
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
