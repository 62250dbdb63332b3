"""Work given to a reader who has not taken it up yet."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask

ASSIGNMENT_ENDS = [
    "",
    "claimed",
    "expired",
    "unassigned",
    "reassigned",
    "ineligible",
    "away",
    "shift_ended",
    "held",
    "split",
    "widened",
    "completed",
    "canceled",
]


class Assignment(TenantModel):
    """An offer to one reader: until it ends, nobody else may claim the task. At most one is live per task."""

    task = TenantForeignKey(ReadingTask, related_name="assignments")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, help_text="engine, manager or affinity")
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    score = models.JSONField(null=True, help_text="{total, parts}")
    assigned_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(ended_at=None),
                name="assignment_one_live_per_task",
            ),
            models.CheckConstraint(
                condition=models.Q(end_reason__in=ASSIGNMENT_ENDS),
                name="assignment_end_reason_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "reader"],
                condition=models.Q(ended_at=None),
                name="assignment_live",
            ),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(ended_at=None),
                name="assignment_expiring",
            ),
        ]
