"""Assignment rules: one draft, numbered versions that never change, dry runs."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel


class RuleSetVersion(TenantModel):
    """A published rule set. Append-only; the highest number is in force; a roll-back publishes an old one anew."""

    number = models.PositiveIntegerField()
    rules = models.JSONField(help_text="a rule set as engine.rules validates it")
    note = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    rolled_back_to = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="rule_set_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gt=0), name="rule_set_number_positive"
            ),
        ]


class RuleSetDraft(TenantModel):
    """What managers are working on; nothing is routed by it."""

    rules = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    based_on = models.PositiveIntegerField(null=True, help_text="the version it started from")
    saved_at = models.DateTimeField(default=now)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant"], name="rule_set_draft_once")]


class DryRun(TenantModel):
    """A rule set tried on what arrived in the last days, without touching it."""

    rules = models.JSONField()
    days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default="waiting")
    asked_at = models.DateTimeField(default=now)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    compared_with = TenantForeignKey(RuleSetVersion, null=True, related_name="+")
    done = models.PositiveIntegerField(default=0, help_text="tasks tried so far")
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed"]),
                name="dry_run_state_known",
            )
        ]
