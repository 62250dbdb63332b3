"""What clerks and operations see over HTTP of studies that wait for a site's word."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.archive.models import Study
from tests.apps.worklist.gate import INDICATION, come, gate, order_for
from tests.factories import Practice

PATH = "/api/v1/study-confirmations"


def listed(client: Client, query: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"{PATH}{query}").json()
    return answer


def row_of(client: Client, study: Study, query: str = "") -> dict[str, Any]:
    rows: list[dict[str, Any]] = listed(client, query)["results"]
    return next(row for row in rows if row["study"]["id"] == str(study.id))


def test_what_a_clerk_sees_and_does(practice: Practice) -> None:
    gate(practice, closed=True)
    bare, ordered = come(practice), come(practice)
    order = order_for(practice, ordered, priority="URGENT")
    clerk = practice.client("site_user")

    assert listed(clerk)["count"] == 2
    row = row_of(clerk, bare)
    assert (row["order"], row["indication"], row["missing"]) == (None, "", ["indication"])
    assert (row["patient"]["name"], row["study"]["instance_count"]) == ("DOE, JANE", 3)
    other = row_of(clerk, ordered)
    assert (other["order"]["id"], other["indication"]) == (str(order.id), INDICATION)
    assert other["missing"] == []
    assert clerk.get(f"/api/v1/site-studies/{bare.id}").json()["status"] == "to_confirm"

    confirm = f"{PATH}/{row['id']}/confirm"
    refused = clerk.post(confirm, {"indication": " "}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "indication_required")
    done = clerk.post(confirm, {"indication": INDICATION}, content_type="application/json")
    assert (done.status_code, done.json()["state"]) == (200, "confirmed")
    again = clerk.post(confirm, {}, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "illegal_transition")

    assert listed(clerk)["count"] == 1
    assert row_of(clerk, bare, "?state=confirmed")["confirmed_by"] == "site"
    assert listed(clerk, f"?study={bare.id}")["count"] == 0
    assert clerk.get(f"{PATH}?state=lost").status_code == 400
    shown = clerk.get(f"/api/v1/site-studies/{bare.id}").json()
    assert shown["status"] == "complete"
    said = next(entry for entry in shown["timeline"] if entry["kind"] == "confirmed")
    assert (said["by"], said["detail"]) == ("Dr Site_User", "site")


def test_the_list_takes_the_same_queries_for_one_and_for_many(practice: Practice) -> None:
    gate(practice, closed=True)
    operations = practice.client("operations")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert listed(operations)["results"]
        return len(taken)

    come(practice)
    one = queries()
    for _ in range(3):
        order_for(practice, come(practice))
    assert queries() == one


def test_a_site_is_set_to_confirm_and_says_so(practice: Practice) -> None:
    manager = practice.client("manager")
    path = f"/api/v1/sites/{practice.site_a.id}/study-confirmation"
    body = {"confirms_studies": True, "confirm_within_minutes": 0}
    refused = manager.put(path, body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_minutes")
    body["confirm_within_minutes"] = 20
    assert manager.put(path, body, content_type="application/json").status_code == 200
    sites = manager.get("/api/v1/sites").json()["results"]
    shown = {site["slug"]: site["confirms_studies"] for site in sites}
    assert shown == {"site-a": True, "site-b": False}
