"""What sites ask to be read, what became of it, and what is known of earlier studies elsewhere."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from apps.accounts.models import User
from apps.archive.models import Patient, Study
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.orders.states import OrderState, PriorState, RequestState
from apps.tenancy.models import Site, TenantModel


class OrderPriority(models.TextChoices):
    STAT = "STAT"
    URGENT = "URGENT"
    ROUTINE = "ROUTINE"


class PatientClass(models.TextChoices):
    EMERGENCY = "emergency"
    INPATIENT = "inpatient"
    OUTPATIENT = "outpatient"


class Order(TenantModel):
    """A site's request for a read (FHIR ServiceRequest), with the patient as the site named them.

    The patient is text here and no reference: the order may come before any image of them, and its spelling is what
    matching judges.
    """

    site = TenantForeignKey(Site, related_name="+")
    accession_number = models.CharField(max_length=64, blank=True)
    patient_id = models.CharField(max_length=200, blank=True)
    patient_name = models.CharField(max_length=400, blank=True, help_text="PN: Family^Given")
    patient_birth_date = models.DateField(null=True)
    patient_sex = models.CharField(max_length=1, blank=True)
    procedure = models.CharField(max_length=400, blank=True)
    body_part = models.CharField(max_length=64, blank=True)
    laterality = models.CharField(max_length=1, blank=True, help_text="R, L, B or empty")
    modality = models.CharField(max_length=16, blank=True)
    indication = models.CharField(max_length=4000, blank=True)
    patient_class = models.CharField(max_length=10, choices=PatientClass, blank=True)
    location = models.CharField(max_length=200, blank=True)
    referring_physician = models.CharField(max_length=400, blank=True)
    priority = models.CharField(max_length=10, choices=OrderPriority, default=OrderPriority.ROUTINE)
    stat_reason = models.CharField(max_length=500, blank=True)
    stat_attested_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stat_attested_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now)
    placed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, default="manual", help_text="manual, hl7, fhir, …")
    study = TenantForeignKey(Study, null=True, related_name="orders")
    state = models.CharField(max_length=10, default=OrderState.PLACED)
    doubt = models.CharField(
        max_length=30, blank=True, help_text="why a person has to match it: apps.orders.matching"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=OrderState.values()), name="order_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="matched", study__isnull=False)
                | (~models.Q(state="matched") & models.Q(study__isnull=True)),
                name="order_matched_has_study",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__in=OrderPriority.values), name="order_priority_known"
            ),
            models.CheckConstraint(
                condition=models.Q(patient_class__in=["", *PatientClass.values]),
                name="order_patient_class_known",
            ),
            models.CheckConstraint(
                condition=models.Q(laterality__in=["", "R", "L", "B"]),
                name="order_laterality_known",
            ),
            models.CheckConstraint(
                condition=models.Q(stat_attested_at__isnull=True) | ~models.Q(stat_reason=""),
                name="order_attestation_has_reason",
            ),
            models.UniqueConstraint(
                fields=["study"],
                condition=models.Q(study__isnull=False),
                name="order_once_per_study",
            ),
            models.UniqueConstraint(
                fields=["site", "accession_number"],
                condition=~models.Q(accession_number="") & ~models.Q(state="cancelled"),
                name="order_accession_once_per_site",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-requested_at", "-id"], name="order_by_time"),
            GinIndex(
                OpClass(Upper("patient_name"), name="gin_trgm_ops"), name="order_name_trigrams"
            ),
            models.Index(
                fields=["site", "patient_id"],
                condition=models.Q(state__in=["placed", "unmatched"]),
                name="order_waiting_by_patient",
            ),
            models.Index(
                fields=["site", "patient_birth_date"],
                condition=models.Q(state__in=["placed", "unmatched"]),
                name="order_waiting_by_birth_date",
            ),
        ]


class OrderLink(TenantModel):
    """An order was linked to a study, or unlinked from it: how, why, by whom. Never changed."""

    LINKED, UNLINKED = "linked", "unlinked"

    order = TenantForeignKey(Order, related_name="links")
    study = TenantForeignKey(Study, related_name="+")
    kind = models.CharField(max_length=10)
    method = models.CharField(max_length=10, help_text="accession, score, person, undo")
    score = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["linked", "unlinked"]), name="order_link_kind_known"
            )
        ]
        indexes = [models.Index(fields=["order", "-at"], name="order_link_of_order")]


class PriorStatus(TenantModel):
    """What is known of a study's priors elsewhere. No row: unknown."""

    study = TenantForeignKey(Study, related_name="+")
    site = TenantForeignKey(Site, related_name="+")
    state = models.CharField(max_length=16, default=PriorState.UNKNOWN)
    said_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PriorState.values()), name="prior_status_state_known"
            ),
            models.UniqueConstraint(fields=["study"], name="prior_status_once_per_study"),
        ]


class PriorRequest(TenantModel):
    """The site's task to send, or to say that it cannot send, earlier studies of a patient; ``due_at`` is its clock."""

    study = TenantForeignKey(Study, related_name="prior_requests")
    patient = TenantForeignKey(Patient, related_name="+")
    site = TenantForeignKey(Site, related_name="+")
    text = models.CharField(max_length=500, blank=True)
    modalities = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    state = models.CharField(max_length=16, default=RequestState.OPEN)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values()),
                name="prior_request_state_known",
            ),
            models.UniqueConstraint(
                fields=["study"],
                condition=models.Q(state="open"),
                name="prior_request_one_open_per_study",
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient"],
                condition=models.Q(state__in=["open", "sent", "arrived"]),
                name="prior_request_awaiting",
            ),
            models.Index(
                fields=["tenant", "site", "due_at"],
                condition=models.Q(state="open"),
                name="prior_request_open_by_site",
            ),
        ]


class RequestedPrior(TenantModel):
    """A study that came because it was asked for: it is compared with, and is no new work."""

    study = TenantForeignKey(Study, related_name="+")
    request = TenantForeignKey(PriorRequest, related_name="arrivals")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "request"], name="requested_prior_once")
        ]
