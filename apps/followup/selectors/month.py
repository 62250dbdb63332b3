"""What became of the follow-ups that a month's reports recommended: by site, by reader, by modality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from apps.common.clock import now
from apps.common.isolation import required_tenant_id

# A follow-up belongs to the month in which its report was signed by its site's wall clock. What a later version took
# back is counted apart. Days are compared with today by the site's wall clock as well.
_TOTALS = """
WITH recommended AS (
    SELECT follow_up.*, site.name AS site_name, reader.name AS reader_name,
           follow_up.state IN ('superseded', 'canceled') AS taken_back,
           follow_up.ended_at IS NULL AS running,
           (%(now)s::timestamptz AT TIME ZONE site.time_zone)::date AS today
    FROM followup_followup follow_up
    JOIN tenancy_site site ON site.id = follow_up.site_id
    JOIN accounts_user reader ON reader.id = follow_up.recommended_by_id
    WHERE follow_up.tenant_id = %(tenant)s
      AND follow_up.recommended_at >= %(first)s::date - 1
      AND follow_up.recommended_at < %(next)s::date + 1
      AND follow_up.recommended_at AT TIME ZONE site.time_zone >= %(first)s
      AND follow_up.recommended_at AT TIME ZONE site.time_zone < %(next)s
)
SELECT CASE
         WHEN GROUPING(site_id) = 0 THEN 'site'
         WHEN GROUPING(recommended_by_id) = 0 THEN 'reader'
         WHEN GROUPING(modality) = 0 THEN 'modality'
         ELSE 'all'
       END AS dimension,
       COALESCE(site_id::text, recommended_by_id::text, modality, '') AS key,
       CASE
         WHEN GROUPING(site_id) = 0 THEN MAX(site_name)
         WHEN GROUPING(recommended_by_id) = 0 THEN MAX(reader_name)
         WHEN GROUPING(modality) = 0 THEN modality
         ELSE ''
       END AS label,
       COUNT(*) FILTER (WHERE NOT taken_back) AS recommended,
       COUNT(*) FILTER (WHERE state = 'done' AND done_on >= COALESCE(not_before, done_on)
                          AND done_on <= COALESCE(late_after, done_on)) AS within,
       COUNT(*) FILTER (WHERE state = 'done' AND done_on < not_before) AS early,
       COUNT(*) FILTER (WHERE state = 'done' AND done_on > late_after) AS late,
       COUNT(*) FILTER (WHERE running AND late_after < today) AS overdue,
       COUNT(*) FILTER (WHERE running AND (late_after IS NULL OR late_after >= today)) AS pending,
       COUNT(*) FILTER (WHERE state = 'declined') AS declined,
       COUNT(*) FILTER (WHERE state = 'not_needed') AS not_needed,
       COUNT(*) FILTER (WHERE taken_back) AS taken_back,
       COUNT(*) FILTER (WHERE NOT taken_back AND modality <> '') AS with_modality,
       COUNT(*) FILTER (WHERE NOT taken_back AND last IS NOT NULL) AS with_interval,
       COUNT(*) FILTER (WHERE NOT taken_back AND modality <> '' AND last IS NOT NULL) AS with_both
FROM recommended
GROUP BY GROUPING SETS ((), (site_id), (recommended_by_id), (modality))
"""
DIMENSIONS = ["all", "site", "reader", "modality"]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """``recommended = within + early + late + overdue + pending + declined + not_needed``; ``taken_back`` stands apart.

    The ``with_…`` are of those recommended.
    """

    dimension: str
    key: str
    label: str
    recommended: int
    within: int
    early: int
    late: int
    overdue: int
    pending: int
    declined: int
    not_needed: int
    taken_back: int
    with_modality: int
    with_interval: int
    with_both: int

    @property
    def share_done(self) -> float | None:
        """Of those whose time has come, the part that was done, from 0 to 1; None where there are none yet."""
        done = self.within + self.early + self.late
        decided = done + self.overdue
        return done / decided if decided else None

    @property
    def share_complete(self) -> float | None:
        """The part that says both modality and interval, from 0 to 1."""
        return self.with_both / self.recommended if self.recommended else None


def month_report(*, first_day: date) -> list[MonthRow]:
    """The rows of the month that begins on ``first_day``: all, then sites, readers, modalities, each by label."""
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
    return sorted(rows, key=lambda row: (DIMENSIONS.index(row.dimension), row.label, row.key))


def _row(values: Sequence[Any]) -> MonthRow:
    return MonthRow(*values)
