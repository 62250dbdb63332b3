"""Reports that one reader wrote and another one signs."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.reporting.models.reports import Report
from apps.tenancy.models import TenantModel

OUTCOMES = ["", "accepted", "edited", "returned"]


class SupervisedReader(TenantModel):
    """A reader in training: what they write becomes final by another reader's signature only."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "reader"], name="supervised_reader_once")
        ]


class Submission(TenantModel):
    """A text handed to another reader for signature, as it stood then, and what became of it. At most one is open."""

    report = TenantForeignKey(Report, related_name="submissions")
    sections = models.JSONField(help_text="list of {code, title, body}, as submitted")
    key_images = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="list of key_images.key_image.KeyImage, as submitted",
    )
    revision = models.PositiveIntegerField()
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=now)
    attending = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="whose signature was asked for; null: any reader's who may sign it",
    )
    comment = models.CharField(max_length=2000, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=2000, blank=True, help_text="why it was returned")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(decided_at=None),
                name="submission_one_open_per_report",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=OUTCOMES), name="submission_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, outcome="")
                | (models.Q(decided_at__isnull=False) & ~models.Q(outcome="")),
                name="submission_decided_has_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="returned") | ~models.Q(answer=""),
                name="submission_returned_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(submitted_by=models.F("decided_by")),
                name="submission_decided_by_another",
            ),
        ]
        indexes = [models.Index(fields=["report", "-submitted_at"], name="submission_of_report")]
