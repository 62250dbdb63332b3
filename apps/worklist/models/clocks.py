"""What was reached when, what was promised, what it stood still for, and what was broken."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.worklist.engine.clocks import MILESTONES
from apps.worklist.models.sla import ServiceCalendar, SlaPolicy
from apps.worklist.models.tasks import ReadingTask

HOLD_CODES = [
    "poor_images",
    "missing_images",
    "wrong_patient_data",
    "waiting_for_priors",
    "waiting_for_history",
    "waiting_for_site",
    "technical",
    "other",
]
BREACH_CAUSES = [
    "no_eligible_reader",
    "waited_for_priors",
    "on_hold_excluded",
    "queue",
    "reader",
    "site",
    "technical",
    "other",
]


class Milestone(TenantModel):
    """The first time that something happened to a study, or to one task on it. Append-only in the database."""

    study = TenantForeignKey(Study, related_name="+")
    task = TenantForeignKey(ReadingTask, null=True, related_name="milestones")
    name = models.CharField(max_length=16)
    at = models.DateTimeField()
    noted_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "task", "name"], nulls_distinct=False, name="milestone_once"
            ),
            models.CheckConstraint(condition=Q(name__in=MILESTONES), name="milestone_known"),
        ]


class Clock(TenantModel):
    """One promise on one task: ``minutes`` from one milestone to another. ``own`` is the one for the task's own report.

    ``due_at`` is null while nothing can be said: the clock has not started, or stands. ``counts_from`` is later than
    ``started_at`` where something more urgent was asked later. No calendar counts round the clock.
    """

    task = TenantForeignKey(ReadingTask, related_name="clocks")
    milestone_from = models.CharField(max_length=16)
    milestone_to = models.CharField(max_length=16)
    own = models.BooleanField(default=False)
    policy = TenantForeignKey(SlaPolicy, null=True, related_name="+")
    calendar = TenantForeignKey(ServiceCalendar, null=True, related_name="+")
    minutes = models.PositiveIntegerField()
    started_at = models.DateTimeField(null=True)
    counts_from = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True, help_text="the due time that passed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "milestone_to"], name="clock_once_per_end"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(own=True), name="clock_one_own_per_task"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="clock_minutes_positive"),
            models.CheckConstraint(
                condition=Q(started_at=None, counts_from=None)
                | Q(started_at__isnull=False, counts_from__gte=F("started_at")),
                name="clock_counts_once_started",
            ),
            models.CheckConstraint(
                condition=Q(milestone_from__in=MILESTONES, milestone_to__in=MILESTONES),
                name="clock_milestones_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "due_at"],
                condition=Q(stopped_at=None, breached_at=None, due_at__isnull=False),
                name="clock_running_by_due",
            ),
        ]


class ClockPause(TenantModel):
    """The clocks of a task stand: while it is on hold, or for a time that a manager excluded afterwards."""

    task = TenantForeignKey(ReadingTask, related_name="pauses")
    kind = models.CharField(max_length=10, default="hold")
    code = models.CharField(max_length=30)
    reason = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=500, blank=True)
    due_before = models.DateTimeField(null=True, help_text="of the task's own clock")
    due_after = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(ended_at=None), name="clock_pause_one_open_per_task"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="clock_pause_times_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["hold", "adjustment"]), name="clock_pause_kind_known"
            ),
            models.CheckConstraint(condition=Q(code__in=HOLD_CODES), name="clock_pause_code_known"),
        ]


class Breach(TenantModel):
    """A promise that was not kept. ``minutes_over`` is null while the clock still runs.

    ``excused_at``: the clock was adjusted or its target changed afterwards, so that it was kept after all.
    """

    clock = TenantForeignKey(Clock, related_name="breaches")
    task = TenantForeignKey(ReadingTask, related_name="breaches")
    site = TenantForeignKey(Site, related_name="+")
    due_at = models.DateTimeField()
    minutes_over = models.FloatField(null=True)
    minutes_excluded = models.FloatField(default=0, help_text="open time that pauses took out")
    suggested_cause = models.CharField(max_length=20)
    cause = models.CharField(max_length=20)
    cause_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cause_at = models.DateTimeField(null=True)
    credit = models.BooleanField(default=False, help_text="the site is to be credited for it")
    excused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock"], name="breach_once_per_clock"),
            models.CheckConstraint(
                condition=Q(cause__in=BREACH_CAUSES, suggested_cause__in=BREACH_CAUSES),
                name="breach_cause_known",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-due_at"], name="breach_by_due"),
        ]
