"""Steps that are taken when a task is left too long, and the pages they send."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.worklist.engine.escalation import KINDS
from apps.worklist.models.confirmations import StudyConfirmation
from apps.worklist.models.tasks import ReadingTask

STEP_OUTCOMES = ["", "fired", "left_out", "withdrawn"]


class EscalationStep(TenantModel):
    """A rung of the ladder on one task (``engine.escalation.Rung``). Settled exactly once.

    ``fire_at`` is null while the clock stands. Outcomes: ``fired``; ``left_out``, its ``unless`` had come true;
    ``withdrawn``, no longer wanted: ``detail`` says why, or whom it reached.
    """

    task = TenantForeignKey(ReadingTask, related_name="steps")
    key = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    target = models.CharField(max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    percent = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    unless = models.CharField(max_length=10, blank=True)
    message = models.CharField(max_length=500, blank=True)
    fire_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    detail = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "key"], name="escalation_step_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="escalation_kind_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False, outcome__in=STEP_OUTCOMES) & ~Q(outcome="")),
                name="escalation_settled_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "fire_at"],
                condition=Q(settled_at=None, fire_at__isnull=False),
                name="escalation_due",
            )
        ]


class Page(TenantModel):
    """A call to one person about one task, by a step of its ladder; or about a study that waits for its site's word."""

    step = TenantForeignKey(EscalationStep, null=True, related_name="pages")
    task = TenantForeignKey(ReadingTask, null=True, related_name="pages")
    confirmation = TenantForeignKey(
        StudyConfirmation, null=True, db_index=False, related_name="pages"
    )
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(default=now)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "recipient"], name="page_once_per_recipient"),
            models.UniqueConstraint(
                fields=["confirmation", "recipient"],
                condition=Q(confirmation__isnull=False),
                name="page_once_per_confirmation",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=False, task__isnull=False, confirmation=None)
                | Q(step=None, task=None, confirmation__isnull=False),
                name="page_is_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "recipient", "-sent_at"], name="page_of_recipient"),
        ]

    @property
    def study(self) -> Study:
        """What it is about, with ``site``."""
        about: Study = self.task.study if self.task_id else self.confirmation.study
        return about

    @property
    def site(self) -> Site:
        about: Site = self.task.site if self.task_id else self.confirmation.site
        return about
