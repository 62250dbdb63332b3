"""What is billable, and what was charged and paid for it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from apps.accounts.models import User
from apps.archive.models import Study
from apps.billing.models.fields import MoneyField
from apps.billing.models.rates import RateLine, StudyType
from apps.billing.states import PeriodState
from apps.billing.vocabulary import BILLABLE_KINDS, ENTRY_KINDS, PRIORITIES, UNPRICED_REASONS
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.models import ReportVersion
from apps.tenancy.models import Site, TenantModel
from apps.worklist.models import Breach, ReadingTask


class BillingPeriod(TenantModel):
    """Days for which invoices and statements are made together; no two overlap. Once closed, it takes nothing more."""

    kind = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=6, default=PeriodState.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | Q(state="closed", closed_at__isnull=False),
                name="billing_period_state_has_time",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), ends_at__gt=F("starts_at")),
                name="billing_period_in_order",
            ),
            ExclusionConstraint(
                name="billing_period_days_once",
                expressions=[
                    ("tenant", RangeOperators.EQUAL),
                    (
                        Func(
                            "first_day",
                            "last_day",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class BillableEvent(TenantModel):
    """Something that can be charged and paid, exactly once: ``billable.Billable`` with the facts that price it.

    ``charged`` and ``paid`` are what the policy said when it happened. ``unpriced`` says what is missing until it is
    priced. What is waived is not charged, and is paid all the same. The facts are never changed; a report that is
    withdrawn cancels its events.
    """

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    study = TenantForeignKey(Study, related_name="+")
    site = TenantForeignKey(Site, related_name="+", db_index=False)
    task = TenantForeignKey(ReadingTask, related_name="+")
    version = TenantForeignKey(ReportVersion, related_name="+", db_index=False)
    at = models.DateTimeField(help_text="when it was signed")
    received_at = models.DateTimeField(help_text="whose price and time band count for the site")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    priority = models.CharField(max_length=10)
    modalities = ArrayField(models.CharField(max_length=16), default=list)
    rvu = models.DecimalField(max_digits=8, decimal_places=3, default=1)
    site_band = models.CharField(max_length=20, blank=True)
    reader_band = models.CharField(max_length=20, blank=True)
    on_shift = models.BooleanField(default=False)
    study_type = TenantForeignKey(StudyType, null=True, related_name="+", db_index=False)
    study_type_by = models.CharField(
        max_length=200, blank=True, help_text="who chose it; empty: a rule"
    )
    charged = models.BooleanField()
    paid = models.BooleanField()
    unpriced = ArrayField(models.CharField(max_length=16), default=list)
    canceled_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    waived_by_name = models.CharField(max_length=200, blank=True)
    waived_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="billable_event_once"),
            models.CheckConstraint(
                condition=Q(kind__in=BILLABLE_KINDS), name="billable_event_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(priority__in=PRIORITIES), name="billable_event_priority_known"
            ),
            models.CheckConstraint(
                condition=Q(unpriced__contained_by=list(UNPRICED_REASONS)),
                name="billable_event_unpriced_known",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "at"], name="billable_event_by_time"),
            models.Index(
                fields=["tenant", "at", "id"],
                condition=~Q(unpriced=[]) & Q(canceled_at=None),
                name="billable_event_unpriced",
            ),
        ]


class LedgerEntry(TenantModel):
    """A booked amount. Append-only: what was wrong is reversed and booked anew, in a period that is open.

    ``key`` makes it exist once. ``explanation`` says which price it is and why.
    """

    key = models.CharField(max_length=160)
    event = TenantForeignKey(BillableEvent, related_name="%(class)ss")
    period = TenantForeignKey(BillingPeriod, related_name="%(class)ss")
    site = TenantForeignKey(Site, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, default="entry")
    amount = MoneyField()
    currency = models.CharField(max_length=3)
    rate_line = TenantForeignKey(RateLine, null=True, related_name="+", db_index=False)
    reverses = TenantForeignKey("self", null=True, related_name="+", db_index=False)
    explanation = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(help_text="when what it is for happened")
    posted_at = models.DateTimeField(default=now)
    posted_by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="%(class)s_once"),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="%(class)s_reversed_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind="reversal", reverses__isnull=False))
                | (~Q(kind="reversal") & Q(reverses=None)),
                name="%(class)s_reversal_says_of_what",
            ),
            models.CheckConstraint(condition=Q(kind__in=ENTRY_KINDS), name="%(class)s_kind_known"),
        ]


class Charge(LedgerEntry):
    """What a site is charged, or with a negative amount credited."""

    breach = TenantForeignKey(
        Breach, null=True, related_name="+", db_index=False, help_text="of an SLA credit"
    )

    class Meta(LedgerEntry.Meta):
        indexes = [models.Index(fields=["period", "site"], name="charge_of_site")]


class Payout(LedgerEntry):
    """What a reader is paid."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta(LedgerEntry.Meta):
        indexes = [models.Index(fields=["period", "reader"], name="payout_of_reader")]
