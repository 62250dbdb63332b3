"""The month's figures against a count by hand."""

from datetime import UTC, date, datetime, timedelta

from apps.common.clock import frozen_at
from apps.common.isolation import tenant_context
from apps.reporting.models import CriticalFinding
from apps.reporting.selectors.critical_month import month_report
from apps.reporting.services import cancel_finding
from tests.apps.reporting.critical_scenes import raise_one, tell
from tests.factories import Practice

# 23:30 UTC on the last of October is November in Berlin, the zone of site A.
START = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
END = datetime(2026, 12, 1, tzinfo=UTC)


def test_the_totals_are_those_of_a_count_by_hand(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        for place in range(12):
            with frozen_at(START + timedelta(days=place, hours=-2 if place == 0 else 0)):
                finding = raise_one(practice, category=1 + place % 3)
            with frozen_at(finding.raised_at + timedelta(minutes=7 * place + 1)):
                if place % 4 == 3:
                    cancel_finding(
                        actor=practice.actor("reader"), finding_id=finding.id, reason="error"
                    )
                elif place % 4:
                    tell(practice, finding)
        with frozen_at(END):
            rows = month_report(first_day=date(2026, 11, 1))
        found = [one for one in CriticalFinding.objects.all() if one.raised_at >= START]
        for category in (0, 1, 2, 3):
            counted = [one for one in found if category in (0, one.category)]
            valid = [one for one in counted if one.state != "canceled"]
            told = [one for one in valid if one.communicated_at]
            dimension = "category" if category else "all"
            row = next(
                row for row in rows if row.dimension == dimension and row.key in ("", str(category))
            )
            within = sum(one.communicated_at <= one.due_at for one in told)
            assert (row.raised, row.within, row.late) == (len(valid), within, len(told) - within)
            assert row.overdue + row.pending == len(valid) - len(told)
            assert row.canceled == len(counted) - len(valid)
        assert [row.label for row in rows if row.dimension == "site"] == ["Site A"]
        assert [row.label for row in rows if row.dimension == "reader"] == ["Dr Reader"]


def test_who_may_ask(practice: Practice) -> None:
    for role, status in (("qa", 200), ("manager", 200), ("operations", 200), ("reader", 403)):
        for path in ("critical-month", "critical-month/csv"):
            answer = practice.client(role).get(f"/api/v1/{path}?month=2026-11")
            assert answer.status_code == status
