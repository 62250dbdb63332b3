"""Lists that a person or a practice keeps under a name."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.tenancy.models import TenantModel


class WorklistView(TenantModel):
    """Filters, columns and order under a name; shared ones are everybody's to use and the owner's to change."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    ordering = models.CharField(max_length=20, default="priority")
    shared = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "owner", "name"], name="worklist_view_name_once"
            )
        ]
