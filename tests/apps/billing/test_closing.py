"""Closing, invoicing, crediting: nothing in a closed period changes, and every document adds up."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from openpyxl import load_workbook

from apps.billing import services
from apps.billing.documents import PaperLine, as_csv, as_xlsx, render_pdf
from apps.billing.documents.page import page_of
from apps.billing.errors import NothingToCredit, PeriodNotOver, PeriodOpen, Unpriced
from apps.billing.models import (
    BillingPeriod,
    Charge,
    CreditNote,
    Invoice,
    InvoiceLine,
    NumberSeries,
    Payout,
    Statement,
)
from apps.billing.selectors.journal import journal
from apps.billing.selectors.margin import margin_by_site
from apps.billing.selectors.papers import credit_note_paper, invoice_paper
from apps.billing.selectors.reconciliation import reconcile
from apps.billing.services.periods import Periods
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.states import IllegalTransition
from apps.reporting import services as reporting
from apps.reporting.pdf.script import ZERO_WIDTH_SPACE
from tests.apps.billing.scenes import (
    FEE,
    PAY,
    charged,
    charges,
    close,
    end,
    invoiced,
    issue,
    paid,
    priced,
    settle,
    settle_one,
    system,
)
from tests.apps.reporting.scenes import begin
from tests.factories import Practice

pytestmark = pytest.mark.django_db


def test_a_period_is_closed_once_when_it_is_over(practice: Practice) -> None:
    priced(practice)
    settle_one(practice)
    biller = practice.actor("billing")
    with tenant_context(practice.tenant_id):
        period = BillingPeriod.objects.get()
        with pytest.raises(PeriodNotOver):
            services.close_period(actor=biller, period_id=period.id)
        with pytest.raises(PeriodOpen):
            services.ask_for_invoices(actor=biller, period_id=period.id)
    close(practice)
    with tenant_context(practice.tenant_id), pytest.raises(IllegalTransition):
        services.close_period(actor=biller, period_id=period.id)


def test_what_has_no_price_keeps_a_period_open_until_it_is_dealt_with(practice: Practice) -> None:
    """Feature row K3."""
    study_type = priced(practice)
    settle_one(practice, modality="MR", body_part="KNEE")
    settle_one(practice, modality="MR", body_part="ANKLE")
    settle_one(practice)
    period = end(practice)
    biller = practice.actor("billing")
    with tenant_context(practice.tenant_id):
        with pytest.raises(Unpriced) as refused:
            services.close_period(actor=biller, period_id=period.id)
        first, second = refused.value.extra["events"]
        assert refused.value.extra["count"] == 2
        services.choose_study_type(actor=biller, event_id=first["id"], study_type_id=study_type.id)
        services.waive_event(actor=biller, event_id=second["id"], reason="a second look")
        services.choose_study_type(actor=biller, event_id=second["id"], study_type_id=study_type.id)
        services.close_period(actor=biller, period_id=period.id)
    assert charged(practice) == 2 * FEE and paid(practice) == 3 * PAY


def test_a_closed_period_takes_nothing_and_corrections_go_into_the_next(practice: Practice) -> None:
    priced(practice)
    reading = begin(practice)
    report = reading.signed()
    settle(reading)
    period = close(practice)
    before = [one.id for one in charges(practice)]
    with tenant_context(practice.tenant_id):
        for change in (
            lambda: BillingPeriod.objects.filter(id=period.id).update(state="open"),
            lambda: Charge.objects.bulk_create([copy_of(Charge.objects.get())]),
            lambda: Payout.objects.bulk_create([copy_of(Payout.objects.get())]),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        reporting.withdraw_report(
            actor=practice.actor("reader"),
            report_id=report.id,
            reason="wrong patient",
            signature=reading.signature(1),
        )
    settle(reading)
    after = charges(practice)
    assert [one.id for one in after if one.period_id == period.id] == before
    assert charged(practice) == 0
    assert {one.period.state for one in after if one.kind == "reversal"} == {"open"}


def copy_of(entry: Any) -> Any:
    entry.pk, entry.key = None, entry.key + "x"
    entry._state.adding = True
    entry.id = type(entry)().id
    return entry


def test_an_invoice_has_a_line_for_every_charge_and_adds_up(practice: Practice) -> None:
    invoice = invoiced(practice)
    with tenant_context(practice.tenant_id):
        lines = list(InvoiceLine.objects.filter(invoice=invoice))
        assert [line.amount for line in lines] == [FEE, FEE]
        assert (invoice.net, invoice.tax, invoice.total) == (
            Decimal(80),
            Decimal("18.40"),
            Decimal("98.40"),
        )
        numbers = sorted(Invoice.objects.values_list("number", flat=True))
        assert numbers == ["INV-000001", "INV-000002"]
        assert list(Statement.objects.values_list("total", "entries")) == [(3 * PAY, 3)]
        assert reconcile(year=now().year, month=now().month).gaps == []
    issue(practice, invoice.period)
    with tenant_context(practice.tenant_id):
        assert Invoice.objects.count() == 2 and NumberSeries.objects.get().last_number == 2
        for change in (
            lambda: Invoice.objects.update(total=1),
            lambda: InvoiceLine.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_a_credit_note_takes_a_line_back_once(practice: Practice) -> None:
    invoice = invoiced(practice)
    biller = practice.actor("billing")
    with tenant_context(practice.tenant_id):
        line = InvoiceLine.objects.get(invoice=invoice, position=1)
        note = services.issue_credit_note(
            actor=biller, invoice_id=invoice.id, line_ids=[line.id], reason="repeated for free"
        )
        assert (note.number, note.net, note.tax) == ("CN-000001", FEE, Decimal("9.20"))
        with pytest.raises(NothingToCredit):
            services.issue_credit_note(
                actor=biller, invoice_id=invoice.id, line_ids=[line.id], reason="again"
            )
        rest = services.issue_credit_note(
            actor=biller, invoice_id=invoice.id, line_ids=None, reason="all of it"
        )
        assert note.total + rest.total == invoice.total
        assert reconcile(year=now().year, month=now().month).gaps == []
        services.settle_studies(
            actor=system(practice),
            study_ids=list(Charge.objects.values_list("event__study", flat=True)),
        )
    assert charged(practice) == FEE


def test_the_files_say_the_same_in_every_format_and_run_nothing(practice: Practice) -> None:
    invoice = invoiced(practice)
    with tenant_context(practice.tenant_id):
        paper = invoice_paper(invoice)
        services.issue_credit_note(
            actor=practice.actor("billing"), invoice_id=invoice.id, line_ids=None, reason="=1+1"
        )
        note = credit_note_paper(
            CreditNote.objects.select_related("invoice__site", "invoice__period").get()
        )
    hostile = PaperLine(1, paper.first_day, "=cmd()", "+1 read", FEE)
    paper = replace(paper, lines=[hostile, *paper.lines[1:]])
    rows = list(csv.DictReader(io.StringIO(as_csv(paper))))
    assert sum(Decimal(row["amount"]) for row in rows) == paper.net
    assert rows[0]["accession"] == "'=cmd()"
    sheet = load_workbook(io.BytesIO(as_xlsx(paper))).active
    assert sheet is not None
    cell = sheet["C5"]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")
    assert sum(Decimal(str(sheet.cell(row, 5).value)) for row in (5, 6)) == paper.net
    endless = replace(hostile, accession_number="W" * 64)
    (shown, *_) = page_of(replace(paper, lines=[endless]))["lines"]
    assert max(map(len, shown["accession"]["text"].split(ZERO_WIDTH_SPACE))) == 8
    assert render_pdf(paper).startswith(b"%PDF-") and render_pdf(paper) == render_pdf(paper)
    assert render_pdf(note).startswith(b"%PDF-")


def test_the_journal_balances_and_the_margin_is_fees_less_payouts(practice: Practice) -> None:
    """Feature row K2."""
    invoice = invoiced(practice)
    with tenant_context(practice.tenant_id):
        rows = list(journal(invoice.period))
        margin = margin_by_site(
            first_day=invoice.period.first_day, last_day=invoice.period.last_day
        )
    debit = sum((Decimal(row[3]) for row in rows if row[3] != ""), Decimal(0))
    credit = sum((Decimal(row[4]) for row in rows if row[4] != ""), Decimal(0))
    assert debit == credit > 0
    assert [(one.site, one.reads, one.margin) for one in margin] == [
        ("Site A", 2, 2 * (FEE - PAY)),
        ("Site B", 1, FEE - PAY),
    ]


def test_a_dispute_is_adjusted_in_the_period_that_is_open(practice: Practice) -> None:
    """Feature row K6."""
    invoiced(practice)
    reader, biller = practice.actor("reader"), practice.actor("billing")
    with tenant_context(practice.tenant_id):
        payout = Payout.objects.select_related("period").order_by("at")[0]
        dispute = services.open_dispute(actor=reader, payout_id=payout.id, text="took an hour")
        answered = services.accept_dispute(
            actor=biller, dispute_id=dispute.id, answer="agreed", amount=Decimal("7.50")
        )
        adjustment = answered.adjustment
        assert adjustment is not None
        adjustment.period.refresh_from_db()
        assert adjustment.amount == Decimal("7.50") and adjustment.kind == "adjustment"
        assert adjustment.period_id != payout.period_id and adjustment.period.state == "open"
        with pytest.raises(IllegalTransition):
            services.refuse_dispute(actor=biller, dispute_id=dispute.id, answer="no")


def test_periods_never_overlap_when_they_are_cut_another_way(practice: Practice) -> None:
    priced(practice)
    settle_one(practice)
    with tenant_context(practice.tenant_id):
        policy = services.set_billing_policy(
            actor=practice.actor("billing"), values={"period_kind": "week"}
        )
        month = BillingPeriod.objects.get()
        following = Periods(policy).of_day(month.last_day + timedelta(days=1))
    assert following.first_day == month.last_day + timedelta(days=1)
    assert (following.last_day - following.first_day).days < 7
