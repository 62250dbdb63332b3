"""What leaves the house: invoices, credit notes, readers' statements. Append-only in the database."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.billing.models.fields import MoneyField
from apps.billing.models.ledger import BillingPeriod, Charge, Payout
from apps.billing.states import DisputeState, InvoiceRunState
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel


class NumberSeries(TenantModel):
    """The last number given under a prefix. Taken under a lock, in the transaction of the document: no gaps."""

    prefix = models.CharField(max_length=12)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "prefix"], name="number_series_once")
        ]


class Invoice(TenantModel):
    """What a site owes for a period. ``parties`` are both addresses as they stood."""

    number = models.CharField(max_length=24)
    site = TenantForeignKey(Site, related_name="+")
    period = TenantForeignKey(BillingPeriod, related_name="invoices", db_index=False)
    currency = models.CharField(max_length=3)
    net = MoneyField()
    tax_name = models.CharField(max_length=40, blank=True)
    tax_percent = models.DecimalField(max_digits=6, decimal_places=3)
    tax = MoneyField()
    total = MoneyField()
    parties = models.JSONField()
    issued_at = models.DateTimeField(default=now)
    issued_on = models.DateField()
    due_on = models.DateField()
    issued_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="invoice_number_once"),
            models.UniqueConstraint(
                fields=["period", "site", "currency"], name="invoice_once_per_period"
            ),
            models.CheckConstraint(
                condition=Q(total=F("net") + F("tax")), name="invoice_total_adds_up"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-issued_at"], name="invoice_by_time")]


class InvoiceLine(TenantModel):
    """One charge on its invoice, in words that stay as they were."""

    invoice = TenantForeignKey(Invoice, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()
    charge = TenantForeignKey(Charge, related_name="invoice_lines", db_index=False)
    performed_on = models.DateField()
    accession_number = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=300)
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position"),
            models.UniqueConstraint(fields=["charge"], name="invoice_line_charge_once"),
        ]


class CreditNote(TenantModel):
    """Takes lines of an issued invoice back; the invoice stays as it is."""

    number = models.CharField(max_length=24)
    invoice = TenantForeignKey(Invoice, related_name="credit_notes")
    reason = models.CharField(max_length=300)
    net = MoneyField()
    tax = MoneyField()
    total = MoneyField()
    issued_at = models.DateTimeField(default=now)
    issued_on = models.DateField()
    issued_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="credit_note_number_once"),
            models.CheckConstraint(
                condition=Q(total=F("net") + F("tax")), name="credit_note_total_adds_up"
            ),
        ]


class CreditNoteLine(TenantModel):
    """A line taken back, and the reversal that books it."""

    credit_note = TenantForeignKey(CreditNote, related_name="lines")
    line = TenantForeignKey(InvoiceLine, related_name="+", db_index=False)
    charge = TenantForeignKey(Charge, related_name="credit_note_lines", db_index=False)
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], name="credit_note_line_once"),
            models.UniqueConstraint(fields=["charge"], name="credit_note_charge_once"),
        ]


class InvoiceRun(TenantModel):
    """Making a closed period's invoices and statements, site by site; it goes on where it was broken off."""

    period = TenantForeignKey(BillingPeriod, related_name="+", db_index=False)
    state = models.CharField(max_length=8, default=InvoiceRunState.WAITING)
    sites = models.PositiveIntegerField(default=0)
    sites_done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=now)
    asked_by_name = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period"], name="invoice_run_once_per_period"),
            models.CheckConstraint(
                condition=Q(state__in=InvoiceRunState.values()), name="invoice_run_state_known"
            ),
        ]


class Statement(TenantModel):
    """What a reader has earned in a closed period."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    period = TenantForeignKey(BillingPeriod, related_name="statements", db_index=False)
    currency = models.CharField(max_length=3)
    entries = models.PositiveIntegerField()
    total = MoneyField()
    issued_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "reader", "currency"], name="statement_once_per_period"
            )
        ]


class Dispute(TenantModel):
    """A reader says that a line of the statement is wrong; an accepted one is adjusted in the next open period."""

    payout = TenantForeignKey(Payout, related_name="disputes")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, default=DisputeState.OPEN)
    text = models.CharField(max_length=1000)
    opened_at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    adjustment = TenantForeignKey(Payout, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payout"], condition=Q(state="open"), name="dispute_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DisputeState.values()), name="dispute_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="dispute_decided_has_time",
            ),
        ]
