"""Which days are holidays at a site, as its contract hours say."""

from datetime import datetime
from zoneinfo import ZoneInfo

from apps.tenancy.models import Site
from apps.worklist.engine.sla import in_force
from apps.worklist.models import SlaPolicy
from apps.worklist.selectors.service_levels import as_policy_row


class SiteHolidays:
    """Read once, asked for many studies.

    A site's holidays are those of the calendars that its own policies count by; where it has none, of those that
    policies for every site count by.
    """

    def __init__(self) -> None:
        rows = SlaPolicy.objects.filter(calendar__isnull=False).select_related("calendar")
        self._rows = [(as_policy_row(row), frozenset(row.calendar.holidays)) for row in rows]

    def is_holiday(self, site: Site, at: datetime) -> bool:
        """Whether the site's local date at ``at`` is one."""
        day = at.astimezone(ZoneInfo(site.time_zone)).date().isoformat()
        present = [(row.site_id, days) for row, days in self._rows if in_force(row, at)]
        own = [days for site_id, days in present if site_id == site.id]
        everybodys = [days for site_id, days in present if site_id is None]
        return any(day in days for days in own or everybodys)
