"""The loads that assignment weighs know the last days and the whole practice, not the shift alone."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.staffing.models import Shift
from apps.staffing.selectors import reader_facts
from apps.worklist.models import Claim, ReadingTask
from apps.worklist.selectors.loads import reader_loads
from tests.factories import Practice
from tests.studies import make_task


def work(practice: Practice, name: str, *, days_ago: int, hours: int, rvu: float) -> None:
    """A shift that began so many days ago, in which the reader signed one study."""
    reader_id, begins = practice.user_ids[name], now() - timedelta(days=days_ago)
    Shift.objects.create(
        reader_id=reader_id,
        role="reading",
        rank=1,
        starts_at=begins,
        ends_at=begins + timedelta(hours=hours),
    )
    sign(make_task(practice).id, reader_id, begins + timedelta(minutes=30), rvu)


def sign(task_id: UUID, reader_id: UUID, at: datetime, rvu: float) -> None:
    ReadingTask.objects.filter(id=task_id).update(rvu=rvu)
    Claim.objects.create(
        task_id=task_id,
        reader_id=reader_id,
        claimed_at=at - timedelta(minutes=10),
        expires_at=at,
        ended_at=at,
        end_reason="completed",
    )


def test_what_was_done_in_the_last_days_counts_and_so_do_those_who_are_off(
    practice: Practice,
) -> None:
    with tenant_context(practice.tenant_id):
        work(practice, "reader", days_ago=1, hours=8, rvu=40.0)
        work(practice, "reader", days_ago=3, hours=2, rvu=20.0)
        work(practice, "reader", days_ago=9, hours=8, rvu=500.0)
        work(practice, "reader2", days_ago=2, hours=5, rvu=10.0)
        [facts] = reader_facts([practice.user_ids["reader"]])
        load = reader_loads([facts], now())[facts.reader_id]
    assert load.recent_rvu_done == 60.0
    assert load.recent_hours == pytest.approx(10.0)
    assert load.practice_rvu_per_hour == pytest.approx((6.0 + 2.0) / 2)
    assert load.ahead == pytest.approx(0.5)
