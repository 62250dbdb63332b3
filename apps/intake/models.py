"""Who may send, what was received, and what could not be filed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.archive.models import Instance
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.intake.states import QuarantineState
from apps.tenancy.models import Site, TenantModel


class Peer(TenantModel):
    """A DICOM node of a site. The pair (called, calling AE title) names one site on the whole platform."""

    site = TenantForeignKey(Site, related_name="+")
    ae_title = models.CharField(max_length=16)
    called_ae_title = models.CharField(max_length=16, default="TELEREAD")
    host = models.CharField(max_length=255, blank=True)
    port = models.PositiveIntegerField(null=True)
    allowed_networks = ArrayField(
        models.CharField(max_length=50),
        default=list,
        blank=True,
        help_text="CIDR; empty admits any address",
    )
    active = models.BooleanField(default=True)
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["called_ae_title", "ae_title"], name="peer_ae_titles_once"
            )
        ]


class Transfer(TenantModel):
    """One association or request while objects arrive over it.

    A study is not complete while an open one carries it.
    """

    site = TenantForeignKey(Site, related_name="+")
    peer = TenantForeignKey(Peer, null=True, related_name="+")
    receiver = models.CharField(max_length=10)
    opened_at = models.DateTimeField(default=now)
    heartbeat_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant", "heartbeat_at"],
                condition=models.Q(closed_at=None),
                name="transfer_open",
            )
        ]


class TransferStudy(TenantModel):
    """A study that a transfer carries."""

    transfer = TenantForeignKey(Transfer, on_delete=models.CASCADE, related_name="studies")
    study_instance_uid = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "study_instance_uid"], name="transfer_study_once"
            )
        ]
        indexes = [models.Index(fields=["tenant", "study_instance_uid"], name="transfer_of_study")]


class Arrival(TenantModel):
    """One received object and what became of it. Every receiver makes one for every object."""

    STORED, DUPLICATE, QUARANTINED, REFUSED = (
        "stored",
        "duplicate",
        "quarantined",
        "refused",
    )

    transfer = TenantForeignKey(Transfer, null=True, related_name="arrivals")
    site = TenantForeignKey(Site, related_name="+")
    receiver = models.CharField(max_length=10)
    received_at = models.DateTimeField(default=now)
    sop_class_uid = models.CharField(max_length=64, blank=True)
    sop_instance_uid = models.CharField(max_length=64, blank=True)
    study_instance_uid = models.CharField(max_length=64, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=40, blank=True)
    instance = TenantForeignKey(Instance, null=True, related_name="arrivals")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["stored", "duplicate", "quarantined", "refused"]),
                name="arrival_outcome_known",
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "study_instance_uid"], name="arrival_of_study"),
            models.Index(fields=["tenant", "-received_at"], name="arrival_time"),
        ]


class QuarantineItem(TenantModel):
    """An object kept, with its bytes, because filing it would be wrong."""

    arrival = TenantForeignKey(Arrival, related_name="quarantine_items")
    site = TenantForeignKey(Site, related_name="+")
    reason = models.CharField(max_length=40)
    detail = models.CharField(max_length=500, blank=True)
    blob_key = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default=QuarantineState.OPEN)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=QuarantineState.values()),
                name="quarantine_state_known",
            )
        ]
        indexes = [models.Index(fields=["tenant", "state", "-created_at"], name="quarantine_open")]
