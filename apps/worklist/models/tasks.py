"""Reading tasks."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.worklist.models.work_classes import WorkClassRecord
from apps.worklist.states import TaskState

OPEN = models.Q(state__in=["SCHEDULED", "IN_PROGRESS"])


class Priority(models.TextChoices):
    STAT = "STAT"
    URGENT = "URGENT"
    ROUTINE = "ROUTINE"


class ReadingTask(TenantModel):
    """One reading job on a study (IHE XRR-WD); its states are DICOM's for a unified procedure step (PS3.4 CC.1.1).

    What a list filters and sorts by stands on the row itself, so that the list joins only the page it shows.
    """

    study = TenantForeignKey(Study, related_name="reading_tasks")
    site = TenantForeignKey(Site, related_name="+")
    read_type = models.CharField(max_length=12, default="final")
    workflow = models.CharField(max_length=24, default="final")
    state = models.CharField(max_length=12, default=TaskState.SCHEDULED)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.ROUTINE)
    priority_rank = models.PositiveSmallIntegerField(
        default=2, help_text="0 STAT, 1 URGENT, 2 ROUTINE: sorts the list"
    )
    priority_locked = models.BooleanField(
        default=False, help_text="a person chose it: rules leave it alone"
    )
    stat_attested = models.BooleanField(default=False)
    pathway = models.CharField(max_length=20, default="routine")
    queue_rank = models.PositiveSmallIntegerField(default=4, help_text="the pathway's place")
    received_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    work_class = TenantForeignKey(WorkClassRecord, null=True, related_name="+")
    procedure_group = models.CharField(max_length=20, blank=True)
    pool = models.CharField(max_length=40, blank=True, help_text="code of a reader pool")
    needs = models.JSONField(default=list, help_text="list of {skill, level}")
    preferred_skills = models.JSONField(default=list, help_text="list of {skill, level}")
    named_reader = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    excluded_readers: ClassVar = ArrayField(
        models.UUIDField(), default=list, help_text="who read this before and may not again"
    )
    minutes = models.FloatField(default=10, help_text="reading time it is expected to cost")
    rvu = models.FloatField(default=1)
    rule_set_number = models.PositiveIntegerField(null=True)
    routed_at = models.DateTimeField(null=True)

    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    hold_code = models.CharField(max_length=30, blank=True)
    hold_reason = models.CharField(max_length=500, blank=True)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    parent = TenantForeignKey("self", null=True, related_name="parts")
    part = models.CharField(max_length=60, blank=True, help_text="region of a split study")
    part_series: ClassVar = ArrayField(models.CharField(max_length=64), default=list)
    split_at = models.DateTimeField(null=True, help_text="its parts are read instead of it")

    lead = TenantForeignKey(
        "self",
        null=True,
        related_name="members",
        db_index=False,
        help_text="the task whose report is on this one's study too; none for the lead itself",
    )
    linked = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="other tasks that are read together with this one"
    )

    patient_class = models.CharField(max_length=12, blank=True)
    indication = models.CharField(max_length=2000, blank=True)
    sort_name = models.CharField(max_length=400, blank=True, help_text="patient's name, folded")
    prior_status = models.CharField(max_length=16, default="unknown")
    unread_messages = models.PositiveIntegerField(
        default=0, help_text="from the site, since a reader last looked"
    )

    report_id = models.UUIDField(
        null=True,
        help_text="kept by the reporting app, so that the list needs no look upwards",
    )
    report_state = models.CharField(max_length=12, blank=True)
    report_has_draft = models.BooleanField(default=False)
    critical_state = models.CharField(
        max_length=12,
        blank=True,
        default="",
        db_default="",
        help_text="open, acknowledged or told; empty without a critical finding. Kept by the reporting app",
    )

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
                fields=["study", "read_type", "part"],
                condition=~models.Q(state="CANCELED"),
                name="reading_task_once_per_part",
            ),
            models.CheckConstraint(
                condition=models.Q(state="COMPLETED", completed_at__isnull=False)
                | (~models.Q(state="COMPLETED") & models.Q(completed_at__isnull=True)),
                name="reading_task_completed_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(held_at=None) | models.Q(state="SCHEDULED"),
                name="reading_task_held_is_scheduled",
            ),
            models.CheckConstraint(
                condition=models.Q(split_at=None) | ~models.Q(state="IN_PROGRESS"),
                name="reading_task_split_is_not_read",
            ),
            # That those of one reading stand and move together is a deferred trigger (migration 0021).
            models.CheckConstraint(
                condition=models.Q(linked=0) | models.Q(parent=None, split_at=None),
                name="reading_task_linked_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(lead=None)
                | (models.Q(linked__gt=0) & ~models.Q(lead=models.F("id"))),
                name="reading_task_lead_is_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "queue_rank", "due_at", "id"],
                include=[
                    *("state", "priority", "priority_rank", "split_at"),
                    *("work_class", "site", "assigned_to"),
                ],
                condition=OPEN,
                name="reading_task_list",
            ),
            models.Index(
                fields=["tenant", "id"],
                condition=OPEN & ~models.Q(excluded_readers=[]),
                name="reading_task_excluding",
            ),
            models.Index(
                fields=["lead"],
                condition=models.Q(lead__isnull=False),
                name="reading_task_members",
            ),
            models.Index(
                fields=["tenant", "id"],
                condition=OPEN & models.Q(linked__gt=0),
                name="reading_task_linked",
            ),
            models.Index(
                fields=["tenant", "due_at", "id"], condition=OPEN, name="reading_task_due"
            ),
            models.Index(
                fields=["tenant", "sort_name", "id"], condition=OPEN, name="reading_task_name"
            ),
            models.Index(fields=["tenant", "-received_at"], name="reading_task_received"),
            models.Index(
                fields=["tenant", "-completed_at", "-id"],
                condition=models.Q(state="COMPLETED"),
                name="reading_task_signed",
            ),
            models.Index(fields=["study"], name="reading_task_of_study"),
            models.Index(
                fields=["tenant", "assigned_to"],
                condition=OPEN & models.Q(assigned_to__isnull=False),
                name="reading_task_assigned",
            ),
        ]
