"""Licences and site privileges: what a reader may read, from and until when, and the warnings before they end."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.staffing.states import Standing
from apps.tenancy.models import Site, TenantModel
from apps.tenancy.time_zones import validate_time_zone


class Credential(TenantModel):
    """Valid over whole days of its own zone; the instants that follow from the days are what decides.

    ``starts_at`` is the first instant of ``valid_from``, ``ends_at`` the first instant after ``valid_through``.
    """

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_through = models.DateField(null=True, help_text="the last day; none: without end")
    time_zone = models.CharField(max_length=60, validators=[validate_time_zone])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, default=Standing.ACTIVE)
    created_at = models.DateTimeField(default=now)

    class Meta:
        abstract = True


def _validity_constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=models.Q(status__in=Standing.values()), name=f"{name}_status_known"
        ),
        models.CheckConstraint(
            condition=models.Q(valid_through=None)
            | models.Q(valid_through__gte=models.F("valid_from")),
            name=f"{name}_days_in_order",
        ),
        models.CheckConstraint(
            condition=models.Q(valid_through=None, ends_at=None)
            | models.Q(
                valid_through__isnull=False,
                ends_at__isnull=False,
                ends_at__gt=models.F("starts_at"),
            ),
            name=f"{name}_instants_follow_days",
        ),
    ]


class Licence(Credential):
    """A licence to practise in one jurisdiction (ISO 3166-1 or 3166-2 code)."""

    jurisdiction = models.CharField(max_length=10)
    number = models.CharField(max_length=60)

    class Meta:
        constraints = [
            *_validity_constraints("licence"),
            models.UniqueConstraint(
                fields=["tenant", "reader", "jurisdiction", "number", "valid_from"],
                name="licence_once_per_term",
            ),
            models.CheckConstraint(
                condition=~models.Q(jurisdiction="") & ~models.Q(number=""),
                name="licence_says_where_and_which",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "reader"], name="licence_of_reader"),
            models.Index(
                fields=["tenant", "ends_at"],
                condition=models.Q(status="active", ends_at__isnull=False),
                name="licence_ending",
            ),
        ]


class Privilege(Credential):
    """What one site lets a reader read; an empty list of modalities, groups or read types means every one."""

    site = TenantForeignKey(Site, related_name="+")
    modalities = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    procedure_groups = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    read_types = ArrayField(models.CharField(max_length=12), default=list, blank=True)

    class Meta:
        constraints = _validity_constraints("privilege")
        indexes = [
            models.Index(fields=["tenant", "reader"], name="privilege_of_reader"),
            models.Index(fields=["tenant", "site"], name="privilege_at_site"),
            models.Index(
                fields=["tenant", "ends_at"],
                condition=models.Q(status="active", ends_at__isnull=False),
                name="privilege_ending",
            ),
        ]


class ExpiryAlert(TenantModel):
    """One warning that a credential is about to end. A renewal moves ``ends_at`` and so earns its own warnings."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    licence = TenantForeignKey(Licence, null=True, related_name="alerts")
    privilege = TenantForeignKey(Privilege, null=True, related_name="alerts")
    ends_at = models.DateTimeField()
    days_before = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(licence=None, privilege__isnull=False)
                | models.Q(licence__isnull=False, privilege=None),
                name="expiry_alert_of_one_credential",
            ),
            models.UniqueConstraint(
                fields=["licence", "ends_at", "days_before"],
                condition=models.Q(licence__isnull=False),
                name="expiry_alert_once_per_licence",
            ),
            models.UniqueConstraint(
                fields=["privilege", "ends_at", "days_before"],
                condition=models.Q(privilege__isnull=False),
                name="expiry_alert_once_per_privilege",
            ),
        ]
