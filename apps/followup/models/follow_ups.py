"""What one signed report recommends to be done next, and where it stands."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.fields import TenantForeignKey
from apps.followup.states import ENDED, FollowUpState
from apps.orders.models import Order
from apps.reporting.models import ReportVersion
from apps.tenancy.models import Site, TenantModel


class FollowUp(TenantModel):
    """A recommendation as its version sealed it (``reporting.recommending``), with its days and its fate.

    ``key`` names the recommendation through all versions of the study's report. The days count from ``examined_on``;
    they are null where no interval was said.
    """

    study = TenantForeignKey(Study, related_name="+")
    site = TenantForeignKey(Site, related_name="+")
    version = TenantForeignKey(
        ReportVersion, related_name="+", help_text="the latest signed version that says it"
    )
    key = models.UUIDField()
    finding = models.CharField(max_length=200, blank=True)
    modality = models.CharField(max_length=16, blank=True)
    procedure = models.CharField(max_length=200, blank=True)
    body_part = models.CharField(max_length=64, blank=True)
    laterality = models.CharField(max_length=1, blank=True)
    first = models.PositiveIntegerField(null=True)
    last = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=6, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    urgency = models.CharField(max_length=8)
    guideline = models.CharField(max_length=120, blank=True)
    quote = models.TextField(help_text="the words of the report")
    examined_on = models.DateField()
    not_before = models.DateField(null=True)
    due_on = models.DateField(null=True)
    late_after = models.DateField(null=True)
    recommended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=FollowUpState.OPEN)
    scheduled_on = models.DateField(null=True)
    scheduled_order = TenantForeignKey(
        Order,
        null=True,
        related_name="+",
        db_index=False,
        help_text="the order that its appointment was taken from",
    )
    done_on = models.DateField(null=True)
    done_study = TenantForeignKey(Study, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FollowUpState.values()), name="follow_up_state_known"
            ),
            models.UniqueConstraint(
                fields=["study", "key"], condition=Q(ended_at=None), name="follow_up_runs_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in ENDED], ended_at__isnull=False)
                | (~Q(state__in=[str(state) for state in ENDED]) & Q(ended_at=None)),
                name="follow_up_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(not_before=None, due_on=None, late_after=None, last=None)
                | (Q(last__isnull=False, not_before__lte=F("due_on"), due_on__lte=F("late_after"))),
                name="follow_up_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on=None, done_study=None)),
                name="follow_up_done_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "not_needed"]) | ~Q(end_reason=""),
                name="follow_up_end_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "due_on", "id"],
                condition=Q(ended_at=None),
                name="follow_up_running",
            ),
            models.Index(fields=["tenant", "-recommended_at"], name="follow_up_recommended"),
            models.Index(fields=["study"], name="follow_up_of_study"),
            models.Index(fields=["site", "due_on"], name="follow_up_of_site"),
            models.Index(
                fields=["scheduled_order"],
                condition=Q(scheduled_order__isnull=False),
                name="follow_up_of_order",
            ),
        ]
