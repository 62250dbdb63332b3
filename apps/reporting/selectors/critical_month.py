"""How many critical findings of a month were told in time: by category, by site, by reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection

from apps.common.clock import now
from apps.common.isolation import required_tenant_id

# A finding belongs to the month in which it was raised by its site's wall clock. One raised in error is counted apart.
_TOTALS = """
WITH raised AS (
    SELECT finding.*, site.name AS site_name, reader.name AS reader_name,
           EXTRACT(EPOCH FROM finding.communicated_at - finding.raised_at) / 60 AS taken
    FROM reporting_criticalfinding finding
    JOIN tenancy_site site ON site.id = finding.site_id
    JOIN accounts_user reader ON reader.id = finding.raised_by_id
    WHERE finding.tenant_id = %(tenant)s
      AND finding.raised_at >= %(first)s::date - 1 AND finding.raised_at < %(next)s::date + 1
      AND finding.raised_at AT TIME ZONE site.time_zone >= %(first)s
      AND finding.raised_at AT TIME ZONE site.time_zone < %(next)s
)
SELECT CASE
         WHEN GROUPING(category) = 0 THEN 'category'
         WHEN GROUPING(site_id) = 0 THEN 'site'
         WHEN GROUPING(raised_by_id) = 0 THEN 'reader'
         ELSE 'all'
       END AS dimension,
       COALESCE(category::text, site_id::text, raised_by_id::text, '') AS key,
       CASE
         WHEN GROUPING(category) = 0 THEN category::text
         WHEN GROUPING(site_id) = 0 THEN MAX(site_name)
         WHEN GROUPING(raised_by_id) = 0 THEN MAX(reader_name)
         ELSE ''
       END AS label,
       COUNT(*) FILTER (WHERE state <> 'canceled') AS raised,
       COUNT(*) FILTER (WHERE communicated_at <= due_at AND state <> 'canceled') AS within,
       COUNT(*) FILTER (WHERE communicated_at > due_at AND state <> 'canceled') AS late,
       COUNT(*) FILTER (WHERE communicated_at IS NULL AND state <> 'canceled'
                          AND due_at < %(now)s) AS overdue,
       COUNT(*) FILTER (WHERE communicated_at IS NULL AND state <> 'canceled'
                          AND due_at >= %(now)s) AS pending,
       COUNT(*) FILTER (WHERE state = 'canceled') AS canceled,
       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY taken)
         FILTER (WHERE state <> 'canceled') AS median_minutes
FROM raised
GROUP BY GROUPING SETS ((), (category), (site_id), (raised_by_id))
"""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """``raised = within + late + overdue + pending``; ``canceled`` stands apart. ``median_minutes`` of those told."""

    dimension: str
    key: str
    label: str
    raised: int
    within: int
    late: int
    overdue: int
    pending: int
    canceled: int
    median_minutes: float | None

    @property
    def share_within(self) -> float | None:
        """Of those told or overdue, the part told in time, from 0 to 1; None where there are none yet."""
        decided = self.within + self.late + self.overdue
        return self.within / decided if decided else None


def month_report(*, first_day: date) -> list[MonthRow]:
    """The rows of the month that begins on ``first_day``: all, then categories, sites, readers, each by label."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TOTALS,
            {
                "tenant": required_tenant_id(),
                "first": first_day,
                "next": (first_day + timedelta(days=32)).replace(day=1),
                "now": now(),
            },
        )
        rows = [_row(values) for values in cursor.fetchall()]
    order = ["all", "category", "site", "reader"]
    return sorted(rows, key=lambda row: (order.index(row.dimension), row.label, row.key))


def _row(values: Sequence[Any]) -> MonthRow:
    row = MonthRow(*values)
    return (
        row
        if row.median_minutes is None
        else replace(row, median_minutes=round(float(row.median_minutes), 1))
    )
