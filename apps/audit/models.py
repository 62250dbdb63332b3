"""The audit trail: what happened, by whom, to what. Append-only in the database itself."""

from django.db import models

from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel


class AuditEvent(TenantModel):
    """One act. Holds ids and codes, never a patient's name or a report's text."""

    occurred_at = models.DateTimeField(default=now)
    action = models.CharField(max_length=80)
    actor_user_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_origin = models.CharField(max_length=20)
    address = models.GenericIPAddressField(null=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=100)
    site_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "-occurred_at"], name="audit_event_time"),
            models.Index(fields=["tenant", "object_type", "object_id"], name="audit_event_object"),
        ]


class AuditLink(TenantModel):
    """One event's place in its tenant's hash chain.

    Linked by a task after the commit rather than in the event's own transaction: a chain forged inside it would make
    every write of a tenant wait for the last one.
    """

    event = TenantForeignKey(AuditEvent, related_name="links")
    sequence = models.PositiveBigIntegerField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    linked_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "sequence"], name="audit_link_sequence_once"),
            models.UniqueConstraint(fields=["event"], name="audit_link_event_once"),
        ]
