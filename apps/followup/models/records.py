"""What time does to a follow-up, and the log of all that was done about it."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.followup.models.follow_ups import FollowUp
from apps.followup.timetable import KINDS
from apps.tenancy.models import TenantModel

ENTRY_KINDS = [
    "opened",
    "reminded",
    "contacted",
    "scheduled",
    "unscheduled",
    "answer_proposed",
    "answer_refused",
    "done",
    "declined",
    "not_needed",
    "superseded",
    "canceled",
    "reopened",
]
CHANNELS = ["", "portal", "phone", "mail", "letter", "in_person", "message"]


class FollowUpStep(TenantModel):
    """A day on which the site is reminded. Settled exactly once."""

    follow_up = TenantForeignKey(FollowUp, related_name="steps")
    kind = models.CharField(max_length=8)
    fire_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "kind"],
                condition=Q(settled_at=None),
                name="follow_up_step_waits_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="follow_up_step_kind_known"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | Q(settled_at__isnull=False, outcome__in=["fired", "withdrawn"]),
                name="follow_up_step_settled_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "fire_at"],
                condition=Q(settled_at=None),
                name="follow_up_step_due",
            ),
            models.Index(fields=["follow_up"], name="follow_up_step_of"),
        ]


class FollowUpEntry(TenantModel):
    """One line of the log. Append-only in the database."""

    follow_up = TenantForeignKey(FollowUp, related_name="entries")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    channel = models.CharField(max_length=10, blank=True)
    person = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ENTRY_KINDS), name="follow_up_entry_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=CHANNELS), name="follow_up_entry_channel_known"
            ),
        ]
        indexes = [models.Index(fields=["follow_up", "at"], name="follow_up_entry_of")]
