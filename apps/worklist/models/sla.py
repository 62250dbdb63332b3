"""By when a report is promised."""

from django.db import models

from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import Priority


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
