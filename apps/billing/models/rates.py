"""Study types, and the price lists by them."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.billing.models.fields import MoneyField
from apps.billing.states import RateCardState
from apps.billing.vocabulary import (
    BILLABLE_KINDS,
    CONFIRMATION_SOURCES,
    PRIORITIES,
    SIDES,
)
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel


class StudyType(TenantModel):
    """What the practice prices: ``CT head``. Its own list; no licensed code table is shipped."""

    code = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="study_type_code_once")
        ]


class StudyTypeRule(TenantModel):
    """``study_types.TypeRule`` as a row: the first by rank that fits says the study type."""

    rank = models.PositiveIntegerField()
    study_type = TenantForeignKey(StudyType, related_name="+")
    modality = models.CharField(max_length=16, blank=True)
    body_part = models.CharField(max_length=64, blank=True)
    words = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "rank"], name="study_type_rule_rank_once"),
            models.CheckConstraint(
                condition=~Q(modality="", body_part="", words="", procedure=""),
                name="study_type_rule_says_something",
            ),
        ]


class StudyTypeConfirmation(TenantModel):
    """What a person says that an examination was, over what the rules say (``derived``, as they said it then)."""

    study = TenantForeignKey(Study, related_name="+", db_index=False)
    study_type = TenantForeignKey(StudyType, related_name="+", db_index=False)
    derived = TenantForeignKey(StudyType, null=True, related_name="+", db_index=False)
    source = models.CharField(max_length=7)
    confirmed_at = models.DateTimeField(default=now)
    confirmed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study"], name="study_type_confirmation_once"),
            models.CheckConstraint(
                condition=Q(source__in=CONFIRMATION_SOURCES),
                name="study_type_confirmation_source_known",
            ),
        ]


class RateCard(TenantModel):
    """A whole price list, in force from the morning of ``effective_from`` until the next one of its side and currency
    is. The database refuses to change what is published.
    """

    side = models.CharField(max_length=6)
    name = models.CharField(max_length=100)
    currency = models.CharField(max_length=3)
    effective_from = models.DateField()
    state = models.CharField(max_length=9, default=RateCardState.DRAFT)
    created_at = models.DateTimeField(default=now)
    created_by_name = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by_name = models.CharField(max_length=200, blank=True)
    copied_from = TenantForeignKey("self", null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=SIDES), name="rate_card_side_known"),
            models.CheckConstraint(
                condition=Q(state__in=RateCardState.values()), name="rate_card_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None)
                | Q(state="published", published_at__isnull=False),
                name="rate_card_published_has_time",
            ),
            models.UniqueConstraint(
                fields=["tenant", "side", "currency", "effective_from"],
                condition=Q(state="published"),
                name="rate_card_one_from_a_day",
            ),
        ]


class RateLine(TenantModel):
    """``pricing.Line`` as a row. Null takes everything; no two lines of a card name the same of the same."""

    card = TenantForeignKey(
        RateCard, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    reader = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    site = TenantForeignKey(Site, null=True, related_name="+", db_index=False)
    study_type = TenantForeignKey(StudyType, null=True, related_name="+", db_index=False)
    modality = models.CharField(max_length=16, null=True)
    kind = models.CharField(max_length=12, null=True)
    priority = models.CharField(max_length=10, null=True)
    time_band = models.CharField(max_length=20, null=True)
    amount = MoneyField()
    per_rvu = MoneyField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("card", "study_type", "site", "reader"),
                    *("modality", "kind", "priority", "time_band"),
                ],
                nulls_distinct=False,
                name="rate_line_one_answer",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, per_rvu__gte=0), name="rate_line_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(kind=None) | Q(kind__in=BILLABLE_KINDS), name="rate_line_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(priority=None) | Q(priority__in=PRIORITIES),
                name="rate_line_priority_known",
            ),
        ]


class RatePremium(TenantModel):
    """``pricing.Premium`` as a row of a readers' card."""

    card = TenantForeignKey(
        RateCard, on_delete=models.CASCADE, related_name="premiums", db_index=False
    )
    time_band = models.CharField(max_length=20)
    percent = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    amount = MoneyField(default=0)
    on_shift_only = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card", "time_band"], name="rate_premium_once_per_band"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, amount__gte=0), name="rate_premium_not_negative"
            ),
        ]
