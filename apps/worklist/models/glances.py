"""What readers looked at and left: the facts behind the fairness page."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.worklist.models.tasks import ReadingTask


class Glance(TenantModel):
    """A reader opened a task without taking it, or passed it over. Append-only."""

    task = TenantForeignKey(ReadingTask, related_name="glances")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["opened", "skipped"]), name="glance_kind_known"
            )
        ]
        indexes = [models.Index(fields=["tenant", "reader", "-at"], name="glance_of_reader")]
