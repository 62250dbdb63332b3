"""Service levels, calendars, pathways, pages and breaches as a manager meets them over HTTP."""

from datetime import timedelta

import pytest

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.worklist import services
from apps.worklist.models import Breach, Page
from tests.apps.worklist.desk import answer, refusal
from tests.factories import Practice
from tests.studies import make_study, make_task

HOURS = [{"weekday": day, "opens": "08:00", "closes": "18:00"} for day in range(5)]


def test_a_manager_promises_a_site_contract_hours(practice: Practice) -> None:
    calendar = answer(
        practice,
        "manager",
        "POST",
        "/service-calendars",
        {
            "name": "Berlin office",
            "time_zone": "Europe/Berlin",
            "hours": HOURS,
            "late_from": "17:30",
            "country": "DE",
            "region": "BE",
            "holidays": [{"date": "2026-12-24", "name": "Closed"}],
        },
    )
    days = {one["date"]: one["name"] for one in calendar["holidays"]}
    assert days["2026-12-24"] == "Closed"
    assert any(day.endswith("-03-08") for day in days)  # a holiday in Berlin alone
    policy = answer(
        practice,
        "manager",
        "POST",
        "/sla-policies",
        {
            "site": str(practice.site_a.id),
            "priority": "URGENT",
            "minutes": 90,
            "calendar": calendar["id"],
        },
    )
    assert (policy["site"]["slug"], policy["calendar"]["name"]) == ("site-a", "Berlin office")
    listed = answer(practice, "reader", "GET", "/sla-policies")
    assert policy in listed["results"]
    changed = answer(practice, "manager", "PATCH", f"/sla-policies/{policy['id']}", {"minutes": 60})
    assert changed["minutes"] == 60
    later = answer(
        practice,
        "manager",
        "PATCH",
        f"/service-calendars/{calendar['id']}",
        {"hours": [{"weekday": 5, "opens": "22:00", "closes": "06:00"}]},
    )
    assert [(one["weekday"], one["opens"], one["closes"]) for one in later["hours"]] == [
        (5, "22:00", "24:00"),
        (6, "00:00", "06:00"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"site": "01900000-0000-7000-8000-000000000000"}, "unknown_site"),
        ({"calendar": "01900000-0000-7000-8000-000000000000"}, "unknown_calendar"),
        ({"pathway": "moonwalk"}, "unknown_pathway"),
        ({"clock_from": "final", "clock_to": "final"}, "invalid_clock"),
        (
            {"effective_from": "2026-02-01T00:00:00Z", "effective_to": "2026-01-01T00:00:00Z"},
            "invalid_period",
        ),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(
    practice: Practice, change: dict[str, str], code: str
) -> None:
    body = {"minutes": 30, **change}
    assert refusal(practice, "manager", "POST", "/sla-policies", body) == (422, code)


def test_a_second_answer_to_the_same_question_is_refused(practice: Practice) -> None:
    body = {"priority": "STAT", "modality": "CT", "minutes": 30}
    answer(
        practice,
        "manager",
        "POST",
        "/sla-policies",
        {**body, "effective_to": "2026-06-01T00:00:00Z"},
    )
    refused = refusal(practice, "manager", "POST", "/sla-policies", {**body, "minutes": 20})
    assert refused == (409, "policy_overlaps")
    following = {**body, "minutes": 20, "effective_from": "2026-06-01T00:00:00Z"}
    answer(practice, "manager", "POST", "/sla-policies", following)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hours": [{"weekday": 0, "opens": "8", "closes": "18:00"}]}, "invalid_calendar"),
        ({"hours": [*HOURS, *HOURS]}, "invalid_calendar"),
        ({"country": "XX"}, "unknown_region"),
        ({"country": "DE", "region": "ZZ"}, "unknown_region"),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    practice: Practice, change: dict[str, object], code: str
) -> None:
    body = {"name": "N", "time_zone": "UTC", "hours": HOURS, **change}
    assert refusal(practice, "manager", "POST", "/service-calendars", body) == (422, code)


def test_a_pathway_of_ones_own_with_a_ladder_of_its_own(practice: Practice) -> None:
    pathway = answer(
        practice,
        "manager",
        "POST",
        "/pathways",
        {"code": "transplant", "name": "Transplant", "queue_rank": 0, "minutes": 20},
    )
    assert pathway["ladder_is_shipped"] is True
    rung = {"kind": "page", "percent": 50, "target": "managers"}
    path = f"/pathways/{pathway['id']}"
    changed = answer(practice, "manager", "PATCH", path, {"ladder": [rung]})
    assert (changed["ladder"], changed["ladder_is_shipped"]) == ([rung], False)
    wrong = {"ladder": [{"kind": "page", "percent": 50}]}
    assert refusal(practice, "manager", "PATCH", path, wrong) == (422, "invalid_ladder")
    taken = {"code": "transplant", "name": "Again", "queue_rank": 1}
    assert refusal(practice, "manager", "POST", "/pathways", taken) == (422, "code_taken")


def test_a_breach_is_explained_and_credited(practice: Practice) -> None:
    task = make_task(practice, make_study(practice, priority="STAT"))
    with tenant_context(practice.tenant_id), frozen_at(now() + timedelta(hours=2)):
        services.note_breaches()
        services.fire_due_steps()
    listed = answer(practice, "operations", "GET", "/breaches?site=site-a&cause=queue")
    (row,) = listed["results"]
    assert (row["task"], row["clock"]["clock_to"], row["minutes_over"]) == (
        str(task.id),
        "final",
        None,
    )
    path = f"/breaches/{row['id']}"
    changed = answer(practice, "manager", "PATCH", path, {"cause": "technical", "credit": True})
    assert (changed["cause"], changed["suggested_cause"], changed["credit"]) == (
        "technical",
        "queue",
        True,
    )
    assert refusal(practice, "manager", "PATCH", path, {"cause": "luck"}) == (422, "unknown_cause")
    assert answer(practice, "manager", "GET", "/breaches?excused=true")["count"] == 0
    assert answer(practice, "manager", "GET", "/breaches?to=2020-01-01T00:00:00Z")["count"] == 0
    with tenant_context(practice.tenant_id):
        assert Breach.objects.get(task=task).cause_by_id == practice.user_ids["manager"]
        assert OutboxEvent.objects.filter(name="worklist.breach_explained").count() == 1


def test_a_page_is_seen_and_acknowledged_by_its_recipient(practice: Practice) -> None:
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id), frozen_at(now() + timedelta(hours=2)):
        services.fire_due_steps()
        page = Page.objects.filter(recipient_id=practice.user_ids["manager"]).first()
        assert page is not None
    steps = answer(practice, "reader", "GET", f"/escalations?task={task.id}")["results"]
    assert [step["kind"] for step in steps] == ["warn", "page", "page", "page"]
    assert all(step["outcome"] == "fired" for step in steps)
    assert answer(practice, "reader", "GET", "/pages")["count"] == 0
    listed = answer(practice, "manager", "GET", "/pages?mine=true&open=true")
    assert str(page.id) in [row["id"] for row in listed["results"]]
    seen = answer(practice, "manager", "POST", f"/pages/{page.id}/acknowledge")
    assert seen["acknowledged_at"] is not None
    path = f"/pages/{page.id}/acknowledge"
    assert refusal(practice, "reader", "POST", path) == (404, "not_found")


@pytest.mark.parametrize(
    "path",
    [
        "/escalations",
        "/escalations?task=x",
        "/pages?mine=perhaps",
        "/breaches?cause=luck",
        "/breaches?from=then",
    ],
)
def test_a_question_that_is_not_understood(practice: Practice, path: str) -> None:
    assert refusal(practice, "manager", "GET", path)[0] == 400
