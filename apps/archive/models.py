"""Patients, studies, series and instances: the index over the blobs.

Index values may be coerced; the stored bytes never are. Headers are kept as DICOM JSON text (PS3.18 Annex F), so
that QIDO and WADO metadata are answered without opening a file or parsing a row.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

from apps.accounts.models import User
from apps.archive.states import StudyState
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel


class Patient(TenantModel):
    """A person as one issuer knows them: (tenant, issuer, PatientID), never PatientID alone.

    ``identity_key`` is the PatientID, or for an object without one a key made of its study, so that two nameless
    people are never merged.
    """

    issuer = models.CharField(max_length=200)
    identity_key = models.CharField(max_length=200)
    patient_id = models.CharField(max_length=200, blank=True)
    name = models.CharField(
        max_length=400, blank=True, help_text="PN as received, all component groups"
    )
    display_name = models.CharField(max_length=400, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "issuer", "identity_key"],
                name="patient_identity_once",
            )
        ]
        indexes = [
            GinIndex(
                OpClass(Upper("display_name"), name="gin_trgm_ops"),
                name="patient_name_trigrams",
            ),
            GinIndex(
                OpClass(Upper("name"), name="gin_trgm_ops"), name="patient_dicom_name_trigrams"
            ),
            models.Index(fields=["tenant", "patient_id"], name="patient_by_id"),
        ]


class Study(TenantModel):
    """One examination, of one patient, from one site.

    What the practice adds to it itself, reports say, is counted apart (``own_…``): the rest is what the site sent.
    """

    patient = TenantForeignKey(Patient, related_name="studies")
    site = TenantForeignKey(Site, related_name="+")
    study_instance_uid = models.CharField(max_length=64)
    accession_number = models.CharField(max_length=64, blank=True)
    description = models.CharField(max_length=400, blank=True)
    referring_physician = models.CharField(max_length=400, blank=True)
    body_part = models.CharField(max_length=64, blank=True)
    modalities = ArrayField(models.CharField(max_length=16), default=list)
    priority = models.CharField(max_length=10, default="ROUTINE")
    study_at = models.DateTimeField(
        null=True, help_text="StudyDate and StudyTime in the site's zone, as UTC"
    )
    study_date = models.DateField(null=True, help_text="StudyDate as written: what QIDO matches")
    study_time = models.CharField(max_length=16, blank=True)
    headers = models.TextField(help_text="Study-level attributes, DICOM JSON text")
    state = models.CharField(max_length=10, default=StudyState.RECEIVING)
    series_count = models.PositiveIntegerField(default=0)
    instance_count = models.PositiveIntegerField(default=0)
    own_modalities = ArrayField(
        models.CharField(max_length=16),
        default=list,
        db_default=models.Value([], ArrayField(models.CharField(max_length=16))),
    )
    own_series_count = models.PositiveIntegerField(default=0, db_default=0)
    own_instance_count = models.PositiveIntegerField(default=0, db_default=0)
    first_image_at = models.DateTimeField(default=now)
    last_image_at = models.DateTimeField(default=now)
    completed_at = models.DateTimeField(null=True)
    late_images_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "study_instance_uid"],
                name="study_uid_once_per_tenant",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=StudyState.values()),
                name="study_state_known",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-study_date", "-id"], name="study_by_date"),
            models.Index(fields=["tenant", "accession_number"], name="study_by_accession"),
            models.Index(fields=["patient", "-study_at"], name="study_of_patient"),
            models.Index(fields=["tenant", "site", "-first_image_at"], name="study_of_site"),
            models.Index(
                fields=["last_image_at"],
                condition=models.Q(state="receiving"),
                name="study_receiving",
            ),
        ]


class Series(TenantModel):
    study = TenantForeignKey(Study, related_name="series")
    series_instance_uid = models.CharField(max_length=64)
    modality = models.CharField(max_length=16, blank=True)
    number = models.IntegerField(null=True)
    description = models.CharField(max_length=400, blank=True)
    body_part = models.CharField(max_length=64, blank=True)
    headers = models.TextField(help_text="Series-level attributes, DICOM JSON text")
    instance_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "series_instance_uid"],
                name="series_uid_once_per_tenant",
            )
        ]
        indexes = [models.Index(fields=["study", "number"], name="series_of_study")]


class Instance(TenantModel):
    """One stored object: where its bytes lie, and what is needed to answer for it without opening them."""

    study = TenantForeignKey(Study, related_name="instances")
    series = TenantForeignKey(Series, related_name="instances")
    sop_instance_uid = models.CharField(max_length=64)
    sop_class_uid = models.CharField(max_length=64)
    transfer_syntax_uid = models.CharField(max_length=64)
    number = models.IntegerField(null=True)
    rows = models.PositiveIntegerField(null=True)
    columns = models.PositiveIntegerField(null=True)
    frames = models.PositiveIntegerField(default=0, help_text="0 where there is no pixel data")
    content_hash = models.CharField(
        max_length=64, help_text="SHA-256 of the dataset's bytes, without file meta"
    )
    size = models.PositiveBigIntegerField(help_text="bytes of the blob")
    blob_key = models.CharField(max_length=300)
    headers = models.TextField(help_text="All attributes but pixel data, DICOM JSON text")
    pixel_layout = models.JSONField(
        null=True,
        help_text="Where the frames lie in the blob: apps.archive.dicom.frames",
    )
    derivative_key = models.CharField(
        max_length=300, blank=True, help_text="Lossless HTJ2K frames, once made"
    )
    derivative_layout = models.JSONField(null=True)
    stored_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "sop_instance_uid"],
                name="instance_uid_once_per_tenant",
            )
        ]
        indexes = [
            models.Index(fields=["series", "number"], name="instance_of_series"),
            models.Index(fields=["study"], name="instance_of_study"),
            models.Index(
                fields=["study"],
                condition=models.Q(derivative_key="", frames__gt=0),
                name="instance_without_derivative",
            ),
        ]


class CareLink(TenantModel):
    """A broken glass: a reader may open a patient for a time, though no work of theirs gives it."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    patient = TenantForeignKey(Patient, related_name="+")
    starts_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="care_link_has_length"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="care_link_says_why"),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "reader", "patient", "ends_at"], name="care_link_of_reader"
            ),
            models.Index(fields=["tenant", "-starts_at"], name="care_link_time"),
        ]
