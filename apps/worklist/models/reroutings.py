"""Open tasks follow what was changed for them: rules, service levels, pathways, contract hours."""

from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.rule_sets import RuleSetVersion
from apps.worklist.states import ReroutingState


class ReroutingKind(models.TextChoices):
    RULES = "rules"
    SERVICE_LEVELS = "service_levels"


class Rerouting(TenantModel):
    """One pass over the open tasks after a change. ``reached`` is the id up to which it has come, in order of ids;
    it moves in the transaction that routes, so that a pass that is broken off goes on where it was.
    """

    kind = models.CharField(max_length=16, choices=ReroutingKind)
    version = TenantForeignKey(RuleSetVersion, null=True, related_name="+")
    cause = models.CharField(max_length=60)
    state = models.CharField(max_length=10, default=ReroutingState.WAITING)
    asked_at = models.DateTimeField(default=now)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reached = models.UUIDField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0, help_text="tasks looked at so far")
    changed = models.PositiveIntegerField(default=0, help_text="of these, what a list shows")
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReroutingState.values()), name="rerouting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="rules", version__isnull=False)
                | Q(kind="service_levels", version__isnull=True),
                name="rerouting_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-asked_at"], name="rerouting_by_time")]
