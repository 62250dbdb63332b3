"""Recurring shifts, the shifts themselves, and absences."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.tenancy.models import TenantModel
from apps.tenancy.time_zones import validate_time_zone

SHIFT_ROLES = ("reading", "on_call", "backup")


class ShiftPattern(TenantModel):
    """A recurring shift (RFC 5545 RRULE) by the wall clock of its own zone.

    ``duration_minutes`` is wall-clock too: 22:00 and 480 end at 06:00 local, in the night of a clock change after
    seven or nine hours, because that is when the next shift begins.
    """

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, default="reading")
    rank = models.PositiveSmallIntegerField(default=1)
    time_zone = models.CharField(max_length=60, validators=[validate_time_zone])
    starts_on = models.DateField()
    until = models.DateField(null=True, help_text="the last day on which it may begin")
    start_time = models.TimeField()
    duration_minutes = models.PositiveIntegerField()
    recurrence = models.CharField(max_length=200)
    materialised_through = models.DateField(null=True)
    ended_at = models.DateTimeField(
        null=True, help_text="taken off the roster; its past shifts still point here"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=SHIFT_ROLES), name="shift_pattern_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(duration_minutes__gt=0, duration_minutes__lte=24 * 60),
                name="shift_pattern_within_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("starts_on")),
                name="shift_pattern_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(rank__gte=1), name="shift_pattern_rank_from_one"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "reader"], name="shift_pattern_of_reader")]


class Shift(TenantModel):
    """One stretch of duty. ``reader`` does it; ``covered_for`` is who was to do it before.

    A cancelled shift stays as a row, so that its pattern does not bring it back.
    """

    pattern = TenantForeignKey(ShiftPattern, null=True, related_name="shifts")
    occurs_on = models.DateField(null=True, help_text="the local day its pattern names")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    covered_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=8, default="reading")
    rank = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    edited = models.BooleanField(
        default=False, help_text="changed by hand: a change of the pattern leaves it alone"
    )
    cancelled_at = models.DateTimeField(null=True)
    end_announced_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=SHIFT_ROLES), name="shift_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_times_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(pattern=None, occurs_on=None)
                | models.Q(pattern__isnull=False, occurs_on__isnull=False),
                name="shift_of_pattern_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(covered_for=None) | ~models.Q(covered_for=models.F("reader")),
                name="shift_not_covered_by_oneself",
            ),
            models.UniqueConstraint(fields=["pattern", "occurs_on"], name="shift_once_per_day"),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "ends_at"],
                condition=models.Q(cancelled_at=None),
                name="shift_by_end",
            ),
            models.Index(
                fields=["tenant", "ends_at"],
                condition=models.Q(cancelled_at=None, end_announced_at=None),
                name="shift_end_to_announce",
            ),
            models.Index(fields=["tenant", "reader", "starts_at"], name="shift_of_reader"),
        ]


class Absence(TenantModel):
    """Time in which a reader is not there, whatever the roster says."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField(null=True, help_text="when it was noticed that it had begun")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="absence_times_in_order"
            )
        ]
        indexes = [models.Index(fields=["tenant", "reader", "ends_at"], name="absence_of_reader")]
