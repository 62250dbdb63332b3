"""What a site gets of a report's later life: each version with its kind, to be acknowledged where it changes things."""

from typing import Any

import pytest
from django.test import Client

from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.reporting import services
from apps.reporting.models import Report
from apps.worklist.models import ReadingTask
from apps.worklist.services import claim_task
from tests.apps.reporting.scenes import Reading, begin, post, text
from tests.factories import Practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(practice: Practice) -> Reading:
    return begin(practice)


@pytest.fixture
def site(practice: Practice) -> Client:
    return practice.client("site_user")


def row(site: Client, reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = site.get(f"/api/v1/site-studies/{reading.study.id}").json()
    return found


def shown(site: Client, reading: Reading, **query: str) -> dict[str, Any]:
    body: dict[str, Any] = site.get(f"/api/v1/site-studies/{reading.study.id}/report", query).json()
    return body


def correct(reading: Reading, report: Report) -> None:
    with tenant_context(reading.practice.tenant_id):
        services.correct_report(
            actor=reading.practice.actor("reader"),
            report_id=report.id,
            sections=text("Fracture on the left."),
            reason="Wrong side",
            signature=reading.signature(1),
        )
    dispatch_due()


def test_a_correction_is_shown_with_what_changed_and_acknowledged(
    reading: Reading, site: Client
) -> None:
    report = reading.signed(sections=text("Fracture on the right."))
    dispatch_due()
    correct(reading, report)
    listed = row(site, reading)
    assert (listed["status"], listed["unread"], listed["unacknowledged"]) == (
        "corrected",
        True,
        True,
    )
    (waiting,) = listed["to_acknowledge"]
    assert (waiting["kind"], waiting["reason"]) == ("correction", "Wrong side")
    new = shown(site, reading)
    assert (new["kind"], new["superseded"], new["before"]["number"]) == ("correction", False, 1)
    changed = [one["code"] for one in new["differences"] if one["changed"]]
    assert changed == ["correction", "impression"]
    old = shown(site, reading, version=new["versions"][0]["id"])
    assert (old["kind"], old["superseded"]) == ("final", True)
    path = f"site-studies/{reading.study.id}/report/acknowledge"
    for _ in range(2):
        known = post(site, path, {"version": waiting["id"]})
        assert known.json()["acknowledged"]["name"] == "Dr Site_User"
    refused = post(site, path, {"version": old["version_id"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "nothing_to_acknowledge")
    after = row(site, reading)
    assert (after["unacknowledged"], after["to_acknowledge"]) == (False, [])
    kinds = [one["kind"] for one in after["timeline"]]
    assert {"signed", "correction", "acknowledged"} <= set(kinds)
    receipts = reading.practice.client("reader").get(f"/api/v1/reports/{report.id}/deliveries")
    assert [
        (one["kind"], one["opened_by"], one["acknowledged"] is not None)
        for one in receipts.json()["results"]
    ] == [("final", "Dr Site_User", False), ("correction", "Dr Site_User", True)]


def test_a_wet_read_is_no_report(reading: Reading, site: Client) -> None:
    reading.claim()
    report = reading.report()
    with tenant_context(reading.practice.tenant_id):
        services.give_wet_read(
            actor=reading.practice.actor("reader"),
            report_id=report.id,
            text="No bleed.",
            signature=reading.signature(0),
        )
    dispatch_due()
    listed = row(site, reading)
    assert listed["status"] == "wet_read"
    assert listed["expected_at"] is not None
    assert shown(site, reading)["sections"] == [
        {"code": "wet_read", "title": "Wet read (provisional)", "body": "No bleed."}
    ]


def test_a_withdrawn_report_says_so_until_another_one_comes(reading: Reading, site: Client) -> None:
    practice = reading.practice
    report = reading.signed(sections=text("Of another patient."))
    with tenant_context(practice.tenant_id):
        services.withdraw_report(
            actor=practice.actor("reader"),
            report_id=report.id,
            reason="Wrong patient",
            signature=reading.signature(1),
        )
    dispatch_due()
    listed = row(site, reading)
    assert (listed["status"], listed["unacknowledged"]) == ("withdrawn", True)
    assert listed["expected_at"] is not None
    withdrawn = shown(site, reading)
    assert (withdrawn["kind"], withdrawn["reason"]) == ("withdrawal", "Wrong patient")
    old = shown(site, reading, version=withdrawn["versions"][0]["id"])
    assert (old["withdrawn"], old["superseded"]) == (True, True)
    with tenant_context(practice.tenant_id):
        task = ReadingTask.objects.get(study=reading.study, state="SCHEDULED")
        claim_task(actor=practice.actor("reader"), task_id=task.id)
    again = Reading(practice, reading.study, task)
    new = again.save(again.report(), text("Of this patient."))
    again.sign(new.id, revision=new.draft_revision)
    dispatch_due()
    after = row(site, reading)
    # The new report stands; that the old one was withdrawn still waits for the site's word.
    assert (after["status"], after["unacknowledged"]) == ("final", True)
    assert "Of this patient." in str(shown(site, reading)["sections"])
