"""Studies that nobody reads before their site has confirmed them."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.worklist.states import ConfirmationState


class ConfirmedBy(models.TextChoices):
    """Whose word it was."""

    SITE = "site"
    PRACTICE = "practice"
    STAT_ORDER = "stat_order"


class StudyConfirmation(TenantModel):
    """A complete study of a site that confirms its studies; it has a reading task once this is settled, never before.

    ``withdrawn``: the site need not confirm any longer, and the study was listed without.
    """

    study = TenantForeignKey(Study, related_name="confirmations")
    site = TenantForeignKey(Site, related_name="+")
    state = models.CharField(max_length=10, default=ConfirmationState.WAITING)
    opened_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(
        default=now, help_text="when an order or late images last changed what is known"
    )
    paged_at = models.DateTimeField(null=True, help_text="operations were called: it took too long")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.CharField(max_length=10, choices=ConfirmedBy, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study"], name="study_confirmation_once"),
            models.CheckConstraint(
                condition=Q(state__in=ConfirmationState.values()),
                name="study_confirmation_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="study_confirmation_settled_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="confirmed") & Q(confirmed_by__in=ConfirmedBy.values))
                | (~Q(state="confirmed") & Q(confirmed_by="")),
                name="study_confirmation_says_whose",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by="practice") | ~Q(reason=""),
                name="study_confirmation_for_the_site_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "opened_at", "id"],
                condition=Q(state="waiting"),
                name="study_confirmation_waiting",
            ),
            models.Index(fields=["tenant", "-opened_at", "-id"], name="study_confirmation_by_time"),
        ]
