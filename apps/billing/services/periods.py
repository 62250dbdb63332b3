"""Where an amount is booked: in the period when it happened, or if that is closed, in the next one that is open."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from apps.billing.models import BillingPeriod, BillingPolicy
from apps.billing.periods import Period, period_of_day, span
from apps.billing.states import PeriodState

DAY = timedelta(days=1)


class Periods:
    """The current tenant's periods, made as they are needed. Good for one transaction."""

    def __init__(self, policy: BillingPolicy) -> None:
        self._policy = policy
        self._known: list[BillingPeriod] = list(BillingPeriod.objects.order_by("first_day"))

    def open_for(self, at: datetime) -> BillingPeriod:
        """The open period that the instant lies in, or the first open one after it."""
        day = at.astimezone(ZoneInfo(self._policy.time_zone)).date()
        while True:
            period = self.of_day(day)
            if period.state == PeriodState.OPEN:
                return period
            day = period.last_day + DAY

    def of_day(self, day: date) -> BillingPeriod:
        found = next((one for one in self._known if one.first_day <= day <= one.last_day), None)
        return found or self._make(day)

    def _make(self, day: date) -> BillingPeriod:
        wanted = self._trimmed(day)
        found, _ = BillingPeriod.objects.get_or_create(
            first_day=wanted.first_day,
            last_day=wanted.last_day,
            defaults={
                "kind": self._policy.period_kind,
                "starts_at": wanted.starts_at,
                "ends_at": wanted.ends_at,
            },
        )
        made: BillingPeriod = found
        self._known.append(made)
        return made

    def _trimmed(self, day: date) -> Period:
        """Where the practice cuts its periods another way since, the first new one fills what the old ones leave."""
        zone = self._policy.time_zone
        whole = period_of_day(day, kind=self._policy.period_kind, zone=zone)
        before = [one.last_day for one in self._known if one.last_day < day]
        after = [one.first_day for one in self._known if one.first_day > day]
        first = max([whole.first_day, *(one + DAY for one in before)])
        last = min([whole.last_day, *(one - DAY for one in after)])
        return span(first, last, zone)
