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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="site_slug_once_per_tenant")
        ]

    def __str__(self) -> str:
        return self.slug
