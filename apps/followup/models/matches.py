"""Later studies that are, or may be, what was recommended."""

from django.db import models
from django.db.models import Q

from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.followup.fitting import CERTAINTIES
from apps.followup.models.follow_ups import FollowUp
from apps.tenancy.models import TenantModel

MATCH_STATES = ["proposed", "accepted", "refused"]


class FollowUpMatch(TenantModel):
    """``reasons`` is ``fitting.Fit.reasons``. What was refused is not proposed again."""

    follow_up = TenantForeignKey(FollowUp, related_name="matches")
    study = TenantForeignKey(Study, related_name="+")
    certainty = models.CharField(max_length=8)
    reasons = models.JSONField(default=dict)
    state = models.CharField(max_length=8, default="proposed")
    found_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "study"], name="follow_up_match_once_per_study"
            ),
            models.CheckConstraint(
                condition=Q(state__in=MATCH_STATES), name="follow_up_match_state_known"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=CERTAINTIES), name="follow_up_match_certainty_known"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="follow_up_match_decided_has_time",
            ),
        ]
        indexes = [models.Index(fields=["study"], name="follow_up_match_of_study")]
