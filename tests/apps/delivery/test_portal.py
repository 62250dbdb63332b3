"""The site portal: what a site sees of its studies, and what it leaves behind when it looks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from apps.delivery.models import Delivery, ReportOpening
from apps.delivery.services import deliver_to_portal, open_site_report
from apps.reporting.models import ReportVersion
from apps.worklist import services as worklist
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import Practice
from tests.studies import make_study


@pytest.fixture
def site(practice: Practice) -> Client:
    return practice.client("site_user")


@pytest.fixture
def reading(practice: Practice) -> Reading:
    return begin(practice)


def row(client: Client, study: Study) -> dict[str, object]:
    found = client.get("/api/v1/site-studies").json()["results"]
    return next(one for one in found if one["id"] == str(study.id))


def test_the_status_follows_the_study(practice: Practice, site: Client) -> None:
    study = make_study(practice)
    with tenant_context(practice.tenant_id):
        Study.objects.filter(id=study.id).update(state="receiving", completed_at=None)
    assert row(site, study)["status"] == "receiving"
    with tenant_context(practice.tenant_id):
        Study.objects.filter(id=study.id).update(state="complete", completed_at=now())
    assert row(site, study)["status"] == "complete"

    reading = begin(practice)
    listed = row(site, reading.study)
    assert listed["status"] == "complete"
    assert listed["expected_at"] is not None
    reading.claim()
    assert row(site, reading.study)["status"] == "reading"
    report = reading.save(reading.report(), text("wet read"))
    report = reading.sign(report.id, "preliminary", revision=report.draft_revision)
    dispatch_due()
    listed = row(site, reading.study)
    assert (listed["status"], listed["unread"]) == ("preliminary", True)
    reading.sign(report.id, "final", revision=report.draft_revision)
    dispatch_due()
    listed = row(site, reading.study)
    assert (listed["status"], listed["unread"], listed["expected_at"]) == ("final", True, None)
    assert listed["report"]["version"] == 2  # type: ignore[index] # JSON


def test_a_study_in_parts_is_read_or_waits_as_its_parts_do(
    practice: Practice, reading: Reading, site: Client
) -> None:
    with tenant_context(practice.tenant_id):
        parts = [worklist.Part("Head"), worklist.Part("Body")]
        head, body = worklist.split_task(
            actor=practice.actor("manager"), task_id=reading.task.id, parts=parts
        )
        assert row(site, reading.study)["status"] == "complete"
        worklist.claim_task(actor=practice.actor("reader"), task_id=head.id)
        worklist.hold_task(actor=practice.actor("manager"), task_id=body.id, code="missing_images")
    listed = row(site, reading.study)
    assert listed["status"] == "reading"
    assert isinstance(listed["hold"], dict) and listed["hold"]["code"] == "missing_images"


def test_a_version_is_delivered_once(practice: Practice, reading: Reading) -> None:
    reading.signed()
    dispatch_due()
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get()
        again = deliver_to_portal(
            actor=Actor.system(practice.tenant_id, "test"), version_id=version.id
        )
        assert Delivery.objects.get().id == again.id
        assert AuditEvent.objects.filter(action="report.delivered").count() == 1


def test_a_site_reads_its_report_and_leaves_its_name(
    practice: Practice, reading: Reading, site: Client
) -> None:
    reading.signed(sections=text("No acute finding."))
    dispatch_due()
    shown = site.get(f"/api/v1/site-studies/{reading.study.id}/report")
    assert shown.status_code == 200, shown.content
    body = shown.json()
    assert body["sections"][-1]["body"] == "No acute finding."
    assert body["signer_name"] == "Dr Reader"
    assert body["patient"]["name"] == "DOE, JANE"
    assert body["site"]["slug"] == "site-a"
    assert [version["number"] for version in body["versions"]] == [1]
    pdf = site.get(f"/api/v1/site-studies/{reading.study.id}/report/pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"

    listed = row(site, reading.study)
    assert listed["unread"] is False
    detail = site.get(f"/api/v1/site-studies/{reading.study.id}").json()
    assert [(one["name"], one["what"]) for one in detail["openings"]] == [
        ("Dr Site_User", "screen"),
        ("Dr Site_User", "pdf"),
    ]
    assert [one["kind"] for one in detail["timeline"]] == [
        "first_image",
        "complete",
        "claimed",
        "signed",
        "delivered",
        "opened",
        "opened",
    ]
    with tenant_context(practice.tenant_id):
        actions = AuditEvent.objects.filter(object_type="report").values_list("action", flat=True)
        assert {"report.opened_screen", "report.opened_pdf"} <= set(actions)


def test_the_practices_own_staff_make_no_report_read(practice: Practice, reading: Reading) -> None:
    reading.signed()
    dispatch_due()
    manager = practice.client("manager")
    assert manager.get(f"/api/v1/site-studies/{reading.study.id}/report").status_code == 200
    assert row(manager, reading.study)["unread"] is True
    detail = manager.get(f"/api/v1/site-studies/{reading.study.id}").json()
    assert [one["name"] for one in detail["openings"]] == ["Dr Manager"]


def test_a_page_that_asks_again_is_one_opening(
    practice: Practice, reading: Reading, site: Client
) -> None:
    reading.signed()
    dispatch_due()
    path = f"/api/v1/site-studies/{reading.study.id}/report"
    moment = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    for after in (0, 10, 50, 120):
        with frozen_at(moment + timedelta(seconds=after)), tenant_context(practice.tenant_id):
            open_site_report(
                actor=practice.actor("site_user"), study_id=reading.study.id, what="screen"
            )
    with tenant_context(practice.tenant_id):
        assert ReportOpening.objects.count() == 2
    assert site.get(path).status_code == 200


def test_preliminary_and_final_both_stay_readable(reading: Reading, site: Client) -> None:
    reading.claim()
    report = reading.save(reading.report(), text("wet read"))
    report = reading.sign(report.id, "preliminary", revision=report.draft_revision)
    report = reading.save(report, text("full read"))
    reading.sign(report.id, "final", revision=report.draft_revision)
    dispatch_due()
    path = f"/api/v1/site-studies/{reading.study.id}/report"
    assert site.get(path).json()["sections"][-1]["body"] == "full read"
    first = site.get(f"{path}?number=1").json()
    assert (first["kind"], first["sections"][-1]["body"]) == ("preliminary", "wet read")
    assert [version["kind"] for version in first["versions"]] == ["preliminary", "final"]


def test_before_a_report_there_is_none(reading: Reading, site: Client) -> None:
    reading.claim()
    reading.report()
    path = f"/api/v1/site-studies/{reading.study.id}/report"
    for address in (path, f"{path}/pdf"):
        refused = site.get(address)
        assert (refused.status_code, refused.json()["code"]) == (404, "no_report")


def test_a_site_sees_no_other_sites_study(practice: Practice, site: Client) -> None:
    elsewhere = begin(practice, site=practice.site_b)
    elsewhere.signed()
    dispatch_due()
    base = f"/api/v1/site-studies/{elsewhere.study.id}"
    assert site.get("/api/v1/site-studies").json()["count"] == 0
    for path in (base, f"{base}/report", f"{base}/report/pdf"):
        assert site.get(path).status_code == 404
    assert practice.client("manager").get(base).status_code == 200


def test_another_practice_and_other_roles_are_refused(
    practice: Practice, other_practice: Practice, reading: Reading
) -> None:
    base = f"/api/v1/site-studies/{reading.study.id}"
    for path in (base, f"{base}/report", f"{base}/report/pdf"):
        assert other_practice.client("manager").get(path).status_code == 404
        assert practice.client("reader").get(path).status_code == 403


def test_the_list_is_narrowed_and_searched(practice: Practice) -> None:
    here = begin(practice, name="ZWEIG^ANNA")
    begin(practice, site=practice.site_b)
    here.claim()
    manager = practice.client("manager")
    for query, expected in (
        ("", 2),
        ("site=site-a", 1),
        ("site=site-a,site-b", 2),
        ("status=reading", 1),
        ("status=complete,reading", 2),
        ("status=final", 0),
        ("search=zweig", 1),
        ("search=zweig+nobody", 0),
        (f"search={here.study.accession_number}", 1),
    ):
        found = manager.get(f"/api/v1/site-studies?{query}").json()
        assert found["count"] == expected, query
    assert manager.get("/api/v1/site-studies?status=lost").json()["code"] == "invalid_filter"


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    practice: Practice, site: Client
) -> None:
    begin(practice).signed()
    dispatch_due()
    assert site.get("/api/v1/site-studies").status_code == 200  # notes the token's first use
    with CaptureQueriesContext(connection) as one:
        assert site.get("/api/v1/site-studies").json()["count"] == 1
    for _ in range(4):
        begin(practice).signed()
    dispatch_due()
    with CaptureQueriesContext(connection) as many:
        assert site.get("/api/v1/site-studies").json()["count"] == 5
    assert len(one) == len(many)
