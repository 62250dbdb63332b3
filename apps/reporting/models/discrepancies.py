"""Where two readings of a study differ, and whether the site and the earlier reader know."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.communication import CHANNELS
from apps.reporting.models.reports import Report, ReportVersion
from apps.reporting.states import DiscrepancyState
from apps.tenancy.models import Site, TenantModel

SEVERITIES = ["minor", "major"]
SOURCES = ["reader", "site"]


class Discrepancy(TenantModel):
    """One reading says something else than another one, or than the site knows to be so.

    ``earlier_version`` is what was said first, ``earlier_reader`` who signed it; ``later_version`` is the signed text
    that differs, where there is one. Major: it may change what is done for the patient.
    """

    report = TenantForeignKey(Report, related_name="discrepancies")
    study = TenantForeignKey(Study, related_name="discrepancies")
    site = TenantForeignKey(Site, related_name="+")
    source = models.CharField(max_length=6)
    severity = models.CharField(max_length=5)
    description = models.CharField(max_length=2000)
    state = models.CharField(max_length=12, default=DiscrepancyState.NOTED)
    earlier_version = TenantForeignKey(ReportVersion, related_name="+")
    later_version = TenantForeignKey(ReportVersion, null=True, related_name="+")
    earlier_reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=now)
    communicated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    communicated_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=12, blank=True)
    person = models.CharField(max_length=200, blank=True, help_text="who was told at the site")
    answer = models.CharField(max_length=2000, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True, help_text="by the earlier reader")
    reason = models.CharField(max_length=500, blank=True, help_text="why it was canceled")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DiscrepancyState.values()), name="discrepancy_state_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=SOURCES), name="discrepancy_source_known"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=SEVERITIES), name="discrepancy_severity_known"
            ),
            models.CheckConstraint(
                condition=~Q(description=""), name="discrepancy_says_what_differs"
            ),
            models.CheckConstraint(
                condition=Q(channel="") | Q(channel__in=CHANNELS), name="discrepancy_channel_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="communicated") | Q(communicated_at__isnull=False),
                name="discrepancy_communicated_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="acknowledged", acknowledged_at__isnull=False)
                | (~Q(state="acknowledged") & Q(acknowledged_at=None)),
                name="discrepancy_acknowledged_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="canceled") | ~Q(reason=""), name="discrepancy_canceled_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "-noted_at"],
                condition=Q(state__in=["noted", "communicated"]),
                name="discrepancy_running",
            ),
            models.Index(fields=["study"], name="discrepancy_of_study"),
            models.Index(fields=["tenant", "earlier_reader"], name="discrepancy_of_reader"),
        ]
