"""Reading tasks, who holds them, and by when they are due."""

from django.db import models

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.worklist.states import TaskState


class Priority(models.TextChoices):
    STAT = "STAT"
    URGENT = "URGENT"
    ROUTINE = "ROUTINE"


class SlaPolicy(TenantModel):
    """Minutes from complete study to signed report, by priority."""

    priority = models.CharField(max_length=10, choices=Priority)
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "priority"], name="sla_policy_once_per_priority"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0), name="sla_policy_minutes_positive"
            ),
        ]


class ReadingTask(TenantModel):
    """One reading job on a study (IHE XRR-WD); its states are DICOM's for a unified procedure step (PS3.4 CC.1.1)."""

    study = TenantForeignKey(Study, related_name="reading_tasks")
    site = TenantForeignKey(Site, related_name="+")
    read_type = models.CharField(max_length=12, default="final")
    state = models.CharField(max_length=12, default=TaskState.SCHEDULED)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.ROUTINE)
    priority_rank = models.PositiveSmallIntegerField(
        default=2, help_text="0 STAT, 1 URGENT, 2 ROUTINE: sorts the list"
    )
    received_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    report_id = models.UUIDField(
        null=True,
        help_text="kept by the reporting app, so that the list needs no look upwards",
    )
    report_state = models.CharField(max_length=12, blank=True)
    report_has_draft = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=TaskState.values()),
                name="reading_task_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__in=Priority.values),
                name="reading_task_priority_known",
            ),
            models.UniqueConstraint(
                fields=["study", "read_type"],
                condition=~models.Q(state="CANCELED"),
                name="reading_task_once_per_read_type",
            ),
            models.CheckConstraint(
                condition=models.Q(state="COMPLETED", completed_at__isnull=False)
                | (~models.Q(state="COMPLETED") & models.Q(completed_at__isnull=True)),
                name="reading_task_completed_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "priority_rank", "due_at", "id"],
                condition=models.Q(state__in=["SCHEDULED", "IN_PROGRESS"]),
                name="reading_task_open",
            ),
            models.Index(fields=["tenant", "-received_at"], name="reading_task_received"),
            models.Index(fields=["tenant", "-completed_at"], name="reading_task_completed"),
            models.Index(fields=["study"], name="reading_task_of_study"),
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
                condition=models.Q(
                    end_reason__in=[
                        "",
                        "released",
                        "handed_back",
                        "expired",
                        "completed",
                        "overridden",
                    ]
                ),
                name="claim_end_reason_known",
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
