"""Why a task went where it went."""

from django.db import models

from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask


class AssignmentRound(TenantModel):
    """The readers whom the engine had to choose from when it handed out work. Append-only in the database."""

    at = models.DateTimeField(default=now)
    readers = models.JSONField(help_text="each reader on duty with the open work they had")


class Decision(TenantModel):
    """One routing or assignment with everything it was decided on. Append-only in the database."""

    task = TenantForeignKey(ReadingTask, related_name="decisions")
    kind = models.CharField(max_length=12, help_text="routed, assigned, widened or overridden")
    decided_at = models.DateTimeField(default=now)
    decided_by = models.CharField(max_length=200)
    cause = models.CharField(max_length=60, help_text="what made the engine look")
    rule_set_number = models.PositiveIntegerField(null=True)
    trace = models.JSONField(default=dict, help_text="rules with their conditions and values")
    outcome = models.JSONField(default=dict, help_text="what was set")
    assignment_round = TenantForeignKey(
        AssignmentRound, null=True, related_name="decisions", db_index=False
    )
    candidates = models.JSONField(
        default=list,
        help_text="each reader with why or why not; of a round only those with reasons against them",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["routed", "assigned", "widened", "overridden"]),
                name="decision_kind_known",
            )
        ]
        indexes = [models.Index(fields=["task", "-decided_at"], name="decision_of_task")]
