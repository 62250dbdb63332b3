"""Kinds of work, so that eligibility is settled once per kind and reader instead of once per task."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel


class WorkClassRecord(TenantModel):
    """``engine.facts.WorkClass`` as a row. Written once and never changed; ``key`` is the digest of its content."""

    key = models.CharField(max_length=64)
    site = TenantForeignKey(Site, related_name="+")
    jurisdictions: ClassVar = ArrayField(models.CharField(max_length=10), default=list)
    modalities: ClassVar = ArrayField(models.CharField(max_length=16), default=list)
    procedure_group = models.CharField(max_length=20, blank=True)
    body_part = models.CharField(max_length=64, blank=True)
    read_type = models.CharField(max_length=12)
    age_group = models.CharField(max_length=12)
    pool = models.CharField(max_length=40, blank=True)
    needs = models.JSONField(default=list, help_text="list of {skill, level}")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "key"], name="work_class_once")]
