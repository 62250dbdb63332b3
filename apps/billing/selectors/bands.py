"""In which of the practice's hours a study came, or was read."""

from datetime import datetime

from apps.billing.models import BillingPolicy
from apps.billing.time_bands import as_bands, band_at
from apps.tenancy.models import Site
from apps.worklist.selectors.holidays import SiteHolidays


class Bands:
    """The policy's, read once for any number of events. Holidays are those of the site's contract hours."""

    def __init__(self, policy: BillingPolicy) -> None:
        self._bands = as_bands(policy.time_bands)
        self._zone = str(policy.time_zone)
        self._holidays = SiteHolidays() if any(one.holidays for one in self._bands) else None

    def of_site(self, site: Site, at: datetime) -> str:
        """By the site's clock."""
        return band_at(self._bands, at, site.time_zone, holiday=self._is_holiday(site, at))

    def of_reader(self, site: Site, at: datetime) -> str:
        """By the practice's clock; a holiday is one of the site that is read for."""
        return band_at(self._bands, at, self._zone, holiday=self._is_holiday(site, at))

    def _is_holiday(self, site: Site, at: datetime) -> bool:
        return self._holidays is not None and self._holidays.is_holiday(site, at)
