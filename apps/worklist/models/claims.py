"""Who holds a task."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask

END_REASONS = [
    "",
    "released",
    "handed_back",
    "expired",
    "completed",
    "overridden",
    "ineligible",
    "held",
    "split",
]


class Claim(TenantModel):
    """A reader's lease on a task: it ends by itself unless it is kept alive. At most one is live per task."""

    task = TenantForeignKey(ReadingTask, related_name="claims")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(default=now)
    heartbeat_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)
    end_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(ended_at=None),
                name="claim_one_live_per_task",
            ),
            models.CheckConstraint(
                condition=models.Q(end_reason__in=END_REASONS), name="claim_end_reason_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=models.Q(ended_at=None),
                name="claim_live",
            ),
            models.Index(fields=["tenant", "reader", "-claimed_at"], name="claim_of_reader"),
        ]
