"""The coverage map: who would be there to read, and why not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.common.isolation import tenant_context
from apps.staffing.models import Licence, Shift
from apps.tenancy.models import Site
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice

START = datetime(2026, 12, 1, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def night(practice: Practice) -> Practice:
    """Two readers: one from 20 to 24 UTC, one from 22 to 02."""
    with tenant_context(practice.tenant_id):
        for name, begins in (("reader", 0), ("reader2", 2)):
            Shift.objects.create(
                reader_id=practice.user_ids[name],
                starts_at=START + begins * HOUR,
                ends_at=START + (begins + 4) * HOUR,
            )
    return practice


def covered(practice: Practice, query: str = "", role: str = "manager") -> dict[str, list[int]]:
    path = f"/coverage?from=2026-12-01T20:17:00Z&hours=7{query}"
    body = answer(practice, role, "GET", path)
    assert body["hours"][0] == "2026-12-01T20:00:00Z"
    assert len(body["hours"]) == 7
    return {row["site"]["slug"]: row["readers"] for row in body["sites"]}


def row(practice: Practice, site: Site, at: str, reader: str) -> Any:
    body = answer(practice, "manager", "GET", f"/coverage/{site.id}?at={at}")
    wanted = str(practice.user_ids[reader])
    return next(one for one in body["readers"] if one["reader"]["id"] == wanted)


def test_every_hour_says_how_many_are_there(night: Practice) -> None:
    expected = [1, 1, 2, 2, 1, 1, 0]
    assert covered(night) == {"site-a": expected, "site-b": expected}
    assert covered(night, role="reader") == covered(night)


def test_a_licence_taken_away_opens_a_gap(night: Practice) -> None:
    with tenant_context(night.tenant_id):
        Licence.objects.filter(
            reader_id=night.user_ids["reader2"],
            jurisdiction__in=night.site_b.jurisdictions,
        ).update(status="suspended")
    assert covered(night) == {
        "site-a": [1, 1, 2, 2, 1, 1, 0],
        "site-b": [1, 1, 1, 1, 0, 0, 0],
    }
    missing = row(night, night.site_b, "2026-12-02T00:00:00Z", "reader2")
    assert missing["on_shift"] is True
    assert missing["eligible"] is False
    assert [one["code"] for one in missing["exclusions"]] == ["no_licence_where_imaged"]
    assert missing["covers"] == []
    there = row(night, night.site_a, "2026-12-02T00:00:00Z", "reader2")
    assert there["eligible"] is True
    assert there["covers"] == [
        {"starts_at": "2026-12-02T00:00:00Z", "ends_at": "2026-12-02T01:00:00Z"}
    ]


def test_a_shift_that_ends_within_the_hour_does_not_cover_it(night: Practice) -> None:
    with tenant_context(night.tenant_id):
        Shift.objects.filter(reader_id=night.user_ids["reader2"]).update(ends_at=START + 5.5 * HOUR)
    assert covered(night)["site-a"] == [1, 1, 2, 2, 1, 0, 0]
    partly = row(night, night.site_a, "2026-12-02T01:00:00Z", "reader2")
    assert partly["covers"][0]["ends_at"] == "2026-12-02T01:30:00Z"


@pytest.mark.parametrize(
    "query",
    ["from=yesterday", "from=2026-12-01", "from=2026-12-01T20:00:00", "hours=0", "hours=337",
     "hours=-1", "hours=²", "hours=x", "modality=" + "x" * 21, "from=0001-01-01T00:00:00Z",
     "from=9999-12-31T23:59:59-14:00", "from=2026-02-30T00:00:00Z", "procedure_group=%00"],
)  # fmt: skip
def test_what_is_not_understood_is_said(practice: Practice, query: str) -> None:
    refused = refusal(practice, "manager", "GET", f"/coverage?{query}")
    assert refused == (400, "invalid_filter")


def test_who_is_excluded_and_why_is_for_those_who_plan(night: Practice) -> None:
    path = f"/coverage/{night.site_a.id}"
    assert refusal(night, "reader", "GET", path) == (403, "permission_denied")


def test_the_number_of_queries_grows_with_neither_hours_nor_readers(night: Practice) -> None:
    client = night.client("manager")

    def queries(hours: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/v1/coverage?from=2026-12-01T20:00:00Z&hours={hours}")
        return len(captured)

    queries(1)
    few = queries(1)
    assert queries(336) == few
