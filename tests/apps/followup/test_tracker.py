"""The tracker's list and figures: what is shown, to whom, at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.common.isolation import tenant_context
from apps.followup import services
from apps.followup.selectors.month import MonthRow, month_report
from apps.followup.services.steps import today_at
from tests.apps.followup.scenes import (
    DAYS,
    TODAY,
    TOO_EARLY,
    TOO_LATE,
    later,
    match,
    read,
    recommended,
    signed,
)
from tests.factories import Practice

pytestmark = pytest.mark.django_db


def rows(practice: Practice, role: str, query: str = "") -> list[dict[str, object]]:
    answer = practice.client(role).get(f"/api/v1/follow-ups?{query}")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, object]] = answer.json()["results"]
    return found


def test_a_site_sees_its_own_and_the_practice_every_one(practice: Practice) -> None:
    ours = recommended(practice)
    reading = read(practice, site=practice.site_b)
    signed(reading, modality="US", body_part="abdomen")
    assert [row["id"] for row in rows(practice, "site_user")] == [str(ours.id)]
    assert len(rows(practice, "manager")) == 2
    assert len(rows(practice, "manager", f"site={practice.site_b.id}")) == 1
    assert len(rows(practice, "manager", "modality=US")) == 1
    assert len(rows(practice, "manager", f"study={reading.study.id}")) == 1
    assert rows(practice, "manager", "state=ended") == []
    wrong = practice.client("manager").get("/api/v1/follow-ups?state=never")
    assert wrong.json()["code"] == "invalid_filter"


def test_the_reader_of_the_later_study_sees_what_it_answers(practice: Practice) -> None:
    follow_up = recommended(practice)
    study = later(practice, follow_up.study.patient, TOO_EARLY)
    (row,) = rows(practice, "operations", f"answered_by={study.id}")
    assert row["quote"] == follow_up.quote
    assert row["next"] == "decide_match"
    assert row["proposed_match"] == str(match(practice, follow_up).id)
    assert len(rows(practice, "operations", "proposed=true")) == 1
    with tenant_context(practice.tenant_id):
        services.refuse_match(
            actor=practice.actor("operations"), match_id=match(practice, follow_up).id
        )
    assert rows(practice, "operations", f"answered_by={study.id}") == []


def test_ten_rows_cost_as_many_queries_as_one(practice: Practice) -> None:
    client = practice.client("manager")

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/api/v1/follow-ups").status_code == 200
        return len(queries)

    recommended(practice)
    cost()
    one = cost()
    for _ in range(4):
        recommended(practice)
    assert cost() == one


def test_the_month_adds_up(practice: Practice) -> None:
    for made_on in (DAYS.due_on, TOO_LATE):
        done = recommended(practice)
        later(practice, done.study.patient, made_on)
    recommended(practice)  # overdue
    recommended(practice, examined_on=TODAY)  # to come
    declined = recommended(practice, modality="", first=None, last=None, unit="")
    early = recommended(practice)
    later(practice, early.study.patient, TOO_EARLY)
    with tenant_context(practice.tenant_id):
        actor = practice.actor("operations")
        services.decline_follow_up(actor=actor, follow_up_id=declined.id, reason="refuses")
        services.accept_match(actor=actor, match_id=match(practice, early).id)
        month = today_at(practice.site_a.time_zone).replace(day=1)
        found = list(month_report(first_day=month))
    (every,) = [row for row in found if row.dimension == "all"]
    assert (every.within, every.late, every.early) == (1, 1, 1)
    assert (every.overdue, every.pending, every.declined) == (1, 1, 1)
    assert (every.recommended, every.with_both) == (6, 5)
    assert every.share_done == 3 / 4 and every.share_complete == 5 / 6
    for row in found:
        assert row.recommended == sum(parts(row))
    csv = practice.client("manager").get(f"/api/v1/follow-up-month/csv?month={month:%Y-%m}")
    assert csv["content-type"].startswith("text/csv")
    refused = practice.client("site_user").get(f"/api/v1/follow-up-month?month={month:%Y-%m}")
    assert refused.status_code == 403


def parts(row: MonthRow) -> list[int]:
    return [
        *(row.within, row.early, row.late, row.overdue, row.pending),
        *(row.declined, row.not_needed),
    ]
