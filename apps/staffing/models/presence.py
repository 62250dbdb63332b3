"""Whether a reader takes work at this moment, and where they sit."""

from django.db import models

from apps.accounts.models import User
from apps.common.clock import now
from apps.staffing.states import Presence
from apps.tenancy.models import TenantModel


class Availability(TenantModel):
    """What the reader last said of themselves. Without a row they are away: nothing is pushed to the absent."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, default=Presence.AWAY)
    reason = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "reader"], name="availability_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=Presence.values()), name="availability_state_known"
            ),
        ]


class ReadingLocation(TenantModel):
    """Where a reader said they read from. It ends by itself; a new declaration or a log-out ends it sooner."""

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=10)
    declared_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "reader"],
                condition=models.Q(ended_at=None),
                name="reading_location_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("declared_at")),
                name="reading_location_times_in_order",
            ),
        ]
