"""By when a report is promised, and which hours count."""

from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import Site, TenantModel
from apps.tenancy.time_zones import validate_time_zone
from apps.worklist.engine.clocks import MILESTONES
from apps.worklist.engine.sla import SIGNED
from apps.worklist.models.tasks import Priority

NO_SITE = UUID(int=0)


class ServiceCalendar(TenantModel):
    """``engine.calendars.ServiceCalendar`` as a row: the hours of a contract."""

    name = models.CharField(max_length=100)
    time_zone = models.CharField(max_length=60, validators=[validate_time_zone])
    hours = models.JSONField(
        help_text='list of {"weekday": 0, "opens": "08:00", "closes": "18:00"}'
    )
    holidays = models.JSONField(default=dict, help_text="names by ISO date")
    late_from = models.CharField(
        max_length=5, blank=True, help_text="from this time of day a study counts as the next day's"
    )
    country = models.CharField(max_length=2, blank=True, help_text="whose public holidays it has")
    region = models.CharField(max_length=6, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="service_calendar_name_once")
        ]


class SlaPolicy(TenantModel):
    """A row of the matrix (``engine.sla.PolicyRow``): so many minutes from one milestone to another.

    A column left null takes everything. No two rows in force at once say the same of the same.
    """

    site = TenantForeignKey(Site, null=True, related_name="+")
    pathway = models.CharField(max_length=20, null=True)
    priority = models.CharField(max_length=10, choices=Priority, null=True)
    modality = models.CharField(max_length=16, null=True)
    read_type = models.CharField(max_length=12, null=True)
    clock_from = models.CharField(max_length=16, default="complete")
    clock_to = models.CharField(max_length=16, default=SIGNED)
    minutes = models.PositiveIntegerField()
    calendar = TenantForeignKey(
        ServiceCalendar, null=True, related_name="+", help_text="null counts round the clock"
    )
    effective_from = models.DateTimeField(null=True)
    effective_to = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0), name="sla_policy_minutes_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(clock_from__in=MILESTONES)
                & models.Q(clock_to__in=[*MILESTONES, SIGNED])
                & ~models.Q(clock_from=F("clock_to")),
                name="sla_policy_milestones_known",
            ),
            models.CheckConstraint(
                condition=models.Q(effective_from=None)
                | models.Q(effective_to=None)
                | models.Q(effective_to__gt=F("effective_from")),
                name="sla_policy_period_in_order",
            ),
            ExclusionConstraint(
                name="sla_policy_one_answer",
                expressions=[
                    ("tenant", RangeOperators.EQUAL),
                    (
                        Coalesce("site", Value(NO_SITE), output_field=models.UUIDField()),
                        RangeOperators.EQUAL,
                    ),
                    (Coalesce("pathway", Value("")), RangeOperators.EQUAL),
                    (Coalesce("priority", Value("")), RangeOperators.EQUAL),
                    (Coalesce("modality", Value("")), RangeOperators.EQUAL),
                    (Coalesce("read_type", Value("")), RangeOperators.EQUAL),
                    ("clock_to", RangeOperators.EQUAL),
                    (
                        Func(
                            "effective_from",
                            "effective_to",
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
