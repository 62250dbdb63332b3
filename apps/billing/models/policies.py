"""What a practice bills and pays, and on which terms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.billing.crediting import DEFAULT_CREDIT_RULES
from apps.billing.time_bands import DEFAULT_BANDS
from apps.billing.vocabulary import BILLABLE_KINDS, CONFIRMING_SIDES, PERIOD_KINDS
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.tenancy.time_zones import validate_time_zone

CO_SIGNED = ["signer", "writer"]


def _charged() -> list[str]:
    return ["final", "over_read"]


def _paid() -> list[str]:
    return ["preliminary", "final", "over_read", "part"]


def _bands() -> list[dict[str, object]]:
    return [dict(one) for one in DEFAULT_BANDS]


def _credit_rules() -> list[dict[str, object]]:
    return [dict(one) for one in DEFAULT_CREDIT_RULES]


class BillingPolicy(TenantModel):
    """The practice's own terms; each contract may say otherwise for its site."""

    currency = models.CharField(max_length=3, default="EUR", help_text="ISO 4217")
    time_zone = models.CharField(
        max_length=60, default="UTC", validators=[validate_time_zone], help_text="cuts the periods"
    )
    period_kind = models.CharField(max_length=10, default="month")
    charged_kinds = ArrayField(models.CharField(max_length=12), default=_charged)
    paid_kinds = ArrayField(models.CharField(max_length=12), default=_paid)
    co_signed_to = models.CharField(
        max_length=8, default="signer", help_text="who is paid for a report that another one signed"
    )
    study_type_confirmed_by = ArrayField(
        models.CharField(max_length=6),
        default=list,
        db_default=[],
        help_text="who is asked whether the study type is right; empty: the rules are believed",
    )
    tax_name = models.CharField(max_length=40, blank=True)
    tax_percent = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    tax_number = models.CharField(max_length=60, blank=True)
    payment_days = models.PositiveSmallIntegerField(default=30)
    address = models.TextField(blank=True)
    payment_note = models.CharField(max_length=300, blank=True)
    invoice_prefix = models.CharField(max_length=12, default="INV-")
    credit_note_prefix = models.CharField(max_length=12, default="CN-")
    time_bands = models.JSONField(
        default=_bands, help_text="list of {code, weekdays, starts, ends, holidays, zone}"
    )
    credit_rules = models.JSONField(
        default=_credit_rules, help_text="list of {causes, over_minutes, percent, automatic}"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="billing_policy_once"),
            models.CheckConstraint(
                condition=Q(period_kind__in=PERIOD_KINDS), name="billing_policy_period_known"
            ),
            models.CheckConstraint(
                condition=Q(co_signed_to__in=CO_SIGNED), name="billing_policy_co_signed_known"
            ),
            models.CheckConstraint(
                condition=Q(charged_kinds__contained_by=list(BILLABLE_KINDS))
                & Q(paid_kinds__contained_by=list(BILLABLE_KINDS)),
                name="billing_policy_kinds_known",
            ),
            models.CheckConstraint(
                condition=Q(study_type_confirmed_by__contained_by=list(CONFIRMING_SIDES)),
                name="billing_policy_confirmed_by_known",
            ),
        ]


class SiteContract(TenantModel):
    """Where one site's terms differ, and how its invoices are addressed. Empty or null: as the practice's policy."""

    site = TenantForeignKey(Site, related_name="+", db_index=False)
    currency = models.CharField(max_length=3, blank=True)
    tax_name = models.CharField(max_length=40, blank=True)
    tax_percent = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    tax_number = models.CharField(max_length=60, blank=True)
    payment_days = models.PositiveSmallIntegerField(null=True)
    billing_name = models.CharField(max_length=200, blank=True)
    billing_address = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site"], name="site_contract_once")]
