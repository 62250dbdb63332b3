"""Practices and the facilities they read for."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.models import IdentifiedModel, TenantManager
from apps.tenancy.jurisdictions import validate_jurisdiction
from apps.tenancy.time_zones import validate_time_zone


class Tenant(IdentifiedModel):
    """A teleradiology practice. The one table without a tenant column: its row-level policy compares the id."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.slug


class TenantModel(IdentifiedModel):
    """A row of one tenant. Its migration adds ``IsolateTenant``; the architecture test looks for it."""

    tenant = models.ForeignKey(
        Tenant,
        on_delete=models.PROTECT,
        default=required_tenant_id,
        related_name="+",
        db_index=False,
    )

    objects: ClassVar[TenantManager] = TenantManager()

    class Meta:
        abstract = True


class Site(TenantModel):
    """A referring facility. Its zone gives meaning to DICOM times that carry none."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=60, default="UTC", validators=[validate_time_zone])
    quiet_seconds = models.PositiveIntegerField(
        default=30,
        help_text="A study is complete when nothing of it has arrived for so many seconds.",
    )
    active = models.BooleanField(default=True)
    jurisdictions = ArrayField(
        models.CharField(max_length=10, validators=[validate_jurisdiction]),
        default=list,
        blank=True,
        help_text="Where its images are made, as licences name it; a licence in any of them suffices.",
    )
    confirms_studies = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Its studies are read only once the site has confirmed each.",
    )
    confirm_within_minutes = models.PositiveSmallIntegerField(
        default=15,
        db_default=15,
        help_text="Operations are called when a study waits longer for the site's word.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="site_slug_once_per_tenant"),
            models.CheckConstraint(
                condition=models.Q(confirm_within_minutes__gt=0), name="site_confirms_in_some_time"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
