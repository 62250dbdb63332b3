"""Abstract models, and the tables of the outbox.

The outbox carries the tenant as a plain column here (``common`` knows no app above it); the ``tenancy`` app adds
the reference to its table.
"""

from typing import Any, ClassVar

from django.db import models

from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.common.ids import new_id
from apps.common.isolation import required_tenant_id


class IdentifiedModel(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class TenantManager(models.Manager[Any]):
    """Finds only the current tenant's rows, and raises ``NoTenantContext`` where there is none."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(tenant_id=required_tenant_id())


class OutboxEvent(IdentifiedModel):
    """Something that happened, written in the transaction in which it happened. Ids only, no PHI."""

    tenant_id = models.UUIDField(default=required_tenant_id)
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[TenantManager] = TenantManager()


class OutboxDelivery(IdentifiedModel):
    """One event on its way to one subscriber."""

    PENDING, DELIVERED, DEAD = "pending", "delivered", "dead"

    tenant_id = models.UUIDField(default=required_tenant_id)
    event = TenantForeignKey(OutboxEvent, related_name="deliveries")
    subscriber = models.CharField(max_length=150)
    state = models.CharField(max_length=10, default=PENDING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=now)
    delivered_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    objects: ClassVar[TenantManager] = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "subscriber"],
                name="outbox_delivery_once_per_subscriber",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "delivered", "dead"]),
                name="outbox_delivery_state_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="pending"),
                name="outbox_delivery_due",
            ),
            models.Index(
                fields=["tenant_id"],
                condition=models.Q(state="dead"),
                name="outbox_delivery_dead",
            ),
        ]
