"""Reports on their way to sites, and the proof that they arrived and were opened."""

from django.db import models

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.models import ReportVersion
from apps.tenancy.models import Site, TenantModel


class Delivery(TenantModel):
    """One signed version made available to its site for one of the studies that it is on, over one channel."""

    version = TenantForeignKey(ReportVersion, related_name="deliveries")
    study = TenantForeignKey(Study, related_name="deliveries")
    site = TenantForeignKey(Site, related_name="+")
    channel = models.CharField(max_length=12, default="portal")
    delivered_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "study", "channel"], name="delivery_once_per_study"
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "site", "-delivered_at"], name="delivery_of_site"),
            models.Index(fields=["study"], name="delivery_of_study"),
        ]


class ReportAcknowledgement(TenantModel):
    """Somebody of the site confirmed that they know of a version that changes what they had. Append-only."""

    delivery = TenantForeignKey(Delivery, related_name="acknowledgements")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    acknowledged_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery"], name="report_acknowledged_once")
        ]


class ReportOpening(TenantModel):
    """Somebody at a site opened a delivered version: who, when, as what."""

    delivery = TenantForeignKey(Delivery, related_name="openings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    what = models.CharField(max_length=10)
    by_site = models.BooleanField(
        default=True,
        help_text="false for the practice's own staff, who never make a report read",
    )
    opened_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=["screen", "pdf", "file"]),
                name="report_opening_surface_known",
            )
        ]
        indexes = [
            models.Index(fields=["delivery", "opened_at"], name="report_opening_of_delivery")
        ]
