"""The contract of the reports' HTTP interface."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.audit.models import AuditEvent
from apps.common.isolation import tenant_context
from tests.apps.reporting.scenes import Reading, begin, post, put, text
from tests.factories import PASSWORD, Practice


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


@pytest.fixture
def reading(practice: Practice) -> Reading:
    return begin(practice, modality="CT", body_part="CHEST")


@pytest.fixture
def client(practice: Practice) -> Client:
    return practice.client("reader")


@pytest.fixture
def report(reading: Reading, client: Client) -> dict[str, Any]:
    reading.claim()
    response = post(client, "reports", {"reading_task": str(reading.task.id)})
    assert response.status_code == 201, response.content
    body: dict[str, Any] = response.json()
    return body


def signature(reading: Reading, revision: int, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "final",
        "revision": revision,
        "study_instance_uid": reading.study.study_instance_uid,
        "password": PASSWORD,
        **changes,
    }


def test_a_report_begins_from_the_best_template(report: dict[str, Any], reading: Reading) -> None:
    assert report["state"] == "draft"
    assert report["template"]["name"] == "CT chest"
    assert report["draft"]["revision"] == 1
    codes = [section["code"] for section in report["draft"]["sections"]]
    assert codes == ["indication", "technique", "comparison", "findings", "impression"]
    assert report["study"]["study_instance_uid"] == reading.study.study_instance_uid
    assert report["patient"]["name"] == "DOE, JANE"
    assert report["versions"] == []
    assert report["editable"] is True


def test_beginning_again_finds_the_same_report(
    report: dict[str, Any], reading: Reading, client: Client
) -> None:
    again = post(client, "reports", {"reading_task": str(reading.task.id)})
    assert again.status_code == 200
    assert again.json()["id"] == report["id"]


def test_without_the_claim_nothing_begins(reading: Reading, client: Client) -> None:
    refused = post(client, "reports", {"reading_task": str(reading.task.id)})
    assert (refused.status_code, refused.json()["code"]) == (409, "claim_required")
    reading.claim("reader2")
    refused = post(client, "reports", {"reading_task": str(reading.task.id)})
    assert refused.json()["code"] == "claim_required"
    assert refused.json()["holder"]["name"] == reading.practice.actor("reader2").name


def test_a_draft_is_saved_and_read_back(report: dict[str, Any], client: Client) -> None:
    sections = text("Nothing acute.\r\nSecond line.")
    saved = put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": sections})
    assert saved.status_code == 200, saved.content
    assert saved.json()["revision"] == 2
    assert saved.json()["saved_at"].endswith("Z")
    draft = client.get(f"/api/v1/reports/{report['id']}").json()["draft"]
    assert draft["sections"][-1]["body"] == "Nothing acute.\nSecond line."
    assert draft["saved_by"]["name"] == "Dr Reader"


def test_a_stale_save_is_refused_with_the_servers_text(
    report: dict[str, Any], client: Client
) -> None:
    path = f"reports/{report['id']}/draft"
    put(client, path, {"revision": 1, "sections": text("first tab")})
    refused = put(client, path, {"revision": 1, "sections": text("second tab")})
    assert (refused.status_code, refused.json()["code"]) == (409, "draft_conflict")
    draft = refused.json()["draft"]
    assert draft["revision"] == 2
    assert draft["sections"][-1]["body"] == "first tab"
    assert draft["saved_by"]["name"] == "Dr Reader"
    assert draft["saved_at"].endswith("Z")


def test_a_repeated_save_is_no_conflict(report: dict[str, Any], client: Client) -> None:
    body = {"revision": 1, "sections": text("the answer was lost")}
    first = put(client, f"reports/{report['id']}/draft", body)
    second = put(client, f"reports/{report['id']}/draft", body)
    assert first.json() == second.json()


@pytest.mark.parametrize(
    "sections",
    [
        [{"code": "poem", "title": "Poem", "body": ""}],
        [{"code": "findings", "title": "Findings", "body": ""}] * 2,
        [{"code": "findings", "title": "Findings", "body": "a\x00b"}],
        "text",
    ],
)
def test_malformed_sections_are_refused(
    report: dict[str, Any], client: Client, sections: Any
) -> None:
    refused = put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": sections})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")


def test_a_final_signature_closes_report_and_task(
    report: dict[str, Any], reading: Reading, client: Client
) -> None:
    put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": text()})
    response = post(client, f"reports/{report['id']}/sign", signature(reading, 2))
    assert response.status_code == 200, response.content
    signed = response.json()
    assert signed["state"] == "final"
    assert signed["draft"] is None
    assert signed["editable"] is False
    [version] = signed["versions"]
    assert (version["number"], version["kind"], version["method"]) == (1, "final", "password")
    assert version["signer"]["name"] == "Dr Reader"
    assert len(version["content_hash"]) == 64
    task = client.get(f"/api/v1/reading-tasks/{reading.task.id}").json()
    assert task["state"] == "COMPLETED"
    assert task["report"] == {"id": report["id"], "state": "final", "has_draft": False}
    refused = put(client, f"reports/{report['id']}/draft", {"revision": 3, "sections": text()})
    assert (refused.status_code, refused.json()["code"]) == (409, "report_signed")
    refused = post(client, f"reports/{report['id']}/sign", signature(reading, 3))
    assert (refused.status_code, refused.json()["code"]) == (409, "report_signed")


def test_a_preliminary_signature_keeps_claim_and_draft(
    report: dict[str, Any], reading: Reading, client: Client
) -> None:
    put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": text("wet read")})
    first = post(
        client, f"reports/{report['id']}/sign", signature(reading, 2, kind="preliminary")
    ).json()
    assert first["state"] == "preliminary"
    assert first["draft"]["revision"] == 3
    assert first["editable"] is True
    put(client, f"reports/{report['id']}/draft", {"revision": 3, "sections": text("full read")})
    agrees = {"severity": "none", "description": ""}
    final = post(
        client, f"reports/{report['id']}/sign", signature(reading, 4, difference=agrees)
    ).json()
    assert [version["kind"] for version in final["versions"]] == ["preliminary", "final"]
    one = client.get(f"/api/v1/reports/{report['id']}/versions/1").json()
    two = client.get(f"/api/v1/reports/{report['id']}/versions/2").json()
    assert one["sections"][-1]["body"] == "wet read"
    assert two["sections"][-1]["body"] == "full read"
    assert two["previous_hash"] == one["content_hash"]
    assert two["identity"]["patient"]["name"] == "DOE, JANE"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"password": "wrong"}, 401, "re_authentication_failed"),
        ({"revision": 1}, 409, "draft_conflict"),
        ({"study_instance_uid": "1.2.3"}, 409, "study_mismatch"),
        ({"kind": "draft"}, 400, "invalid"),
    ],
)
def test_what_stops_a_signature(
    report: dict[str, Any],
    reading: Reading,
    client: Client,
    changes: dict[str, Any],
    status: int,
    code: str,
) -> None:
    put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": text()})
    refused = post(client, f"reports/{report['id']}/sign", {**signature(reading, 2), **changes})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    still = client.get(f"/api/v1/reports/{report['id']}").json()
    assert (still["state"], still["versions"]) == ("draft", [])


@pytest.mark.parametrize("impression", ["", "  \n "])
def test_an_empty_impression_cannot_be_signed(
    report: dict[str, Any], reading: Reading, client: Client, impression: str
) -> None:
    put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": text(impression)})
    refused = post(client, f"reports/{report['id']}/sign", signature(reading, 2))
    assert (refused.status_code, refused.json()["code"]) == (422, "empty_impression")


def test_another_readers_claim_stops_saving_and_signing(
    report: dict[str, Any], reading: Reading, client: Client, practice: Practice
) -> None:
    post(client, f"reading-tasks/{reading.task.id}/release", {})
    reading.claim("reader2")
    saved = put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": text()})
    signed = post(client, f"reports/{report['id']}/sign", signature(reading, 1))
    assert saved.json()["code"] == signed.json()["code"] == "claim_required"


def test_the_next_holder_goes_on_with_the_same_text_and_nothing_is_lost(
    report: dict[str, Any], reading: Reading, client: Client, practice: Practice
) -> None:
    put(client, f"reports/{report['id']}/draft", {"revision": 1, "sections": text("from one")})
    post(client, f"reading-tasks/{reading.task.id}/release", {})
    reading.claim("reader2")
    second = practice.client("reader2")
    taken = post(second, "reports", {"reading_task": str(reading.task.id)})
    assert taken.status_code == 200
    assert taken.json()["author"]["name"] == "Dr Reader2"
    assert taken.json()["draft"]["saved_by"]["name"] == "Dr Reader"
    assert taken.json()["draft"]["sections"][-1]["body"] == "from one"
    put(second, f"reports/{report['id']}/draft", {"revision": 2, "sections": text("from two")})
    kept = second.get(f"/api/v1/reports/{report['id']}/kept-drafts").json()["results"]
    assert kept[0]["sections"][-1]["body"] == "from one"
    assert kept[0]["saved_by"]["name"] == "Dr Reader"


def test_another_template_replaces_the_text_and_keeps_it(
    report: dict[str, Any], client: Client
) -> None:
    templates = client.get("/api/v1/report-templates?modality=MR&body_part=BRAIN").json()
    assert [found["name"] for found in templates["results"]] == ["MR brain"]
    body = {"template": templates["results"][0]["id"], "revision": 1}
    changed = post(client, f"reports/{report['id']}/template", body)
    assert changed.status_code == 200, changed.content
    assert changed.json()["template"]["name"] == "MR brain"
    assert "Diffusion" in changed.json()["draft"]["sections"][3]["body"]
    kept = client.get(f"/api/v1/reports/{report['id']}/kept-drafts").json()
    assert kept["count"] == 1


def test_reports_are_found_by_study_patient_and_state(
    report: dict[str, Any], reading: Reading, client: Client
) -> None:
    for query, expected in (
        (f"study={reading.study.id}", 1),
        (f"patient={reading.study.patient_id}", 1),
        ("state=draft", 1),
        ("state=final", 0),
        (f"study={reading.study.patient_id}", 0),
    ):
        assert client.get(f"/api/v1/reports?{query}").json()["count"] == expected, query
    assert client.get("/api/v1/reports?study=x").json()["code"] == "invalid_filter"
    assert client.get("/api/v1/reports?state=x").json()["code"] == "invalid_filter"


def test_roles_that_do_not_write_never_see_a_draft(
    report: dict[str, Any], practice: Practice
) -> None:
    seen = practice.client("qa").get(f"/api/v1/reports/{report['id']}").json()
    assert seen["draft"] is None
    assert practice.client("site_user").get(f"/api/v1/reports/{report['id']}").status_code == 403


def test_another_practice_finds_nothing(
    report: dict[str, Any], reading: Reading, other_practice: Practice
) -> None:
    stranger = other_practice.client("reader")
    base = f"reports/{report['id']}"
    assert stranger.get(f"/api/v1/{base}").status_code == 404
    assert stranger.get(f"/api/v1/{base}/versions/1").status_code == 404
    assert stranger.get(f"/api/v1/{base}/versions/1/pdf").status_code == 404
    assert stranger.get(f"/api/v1/{base}/kept-drafts").status_code == 404
    assert put(stranger, f"{base}/draft", {"revision": 1, "sections": text()}).status_code == 404
    assert post(stranger, f"{base}/sign", signature(reading, 1)).status_code == 404
    assert post(stranger, "reports", {"reading_task": str(reading.task.id)}).status_code == 404
    assert stranger.get("/api/v1/reports").json()["count"] == 0


def test_every_look_is_in_the_audit_trail(practice: Practice, client: Client) -> None:
    reading = begin(practice)
    report = reading.signed()
    client.get(f"/api/v1/reports/{report.id}")
    client.get(f"/api/v1/reports/{report.id}/versions/1")
    pdf = client.get(f"/api/v1/reports/{report.id}/versions/1/pdf", headers={"accept": "text/html"})
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    with tenant_context(practice.tenant_id):
        actions = list(
            AuditEvent.objects.filter(object_type="report", object_id=str(report.id))
            .order_by("occurred_at", "id")
            .values_list("action", flat=True)
        )
    assert actions == [
        "report.created",
        "report.signed_final",
        "report.viewed",
        "report.version_viewed",
        "report.pdf_downloaded",
    ]


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    practice: Practice, client: Client
) -> None:
    begin(practice).signed("preliminary")
    assert client.get("/api/v1/reports").status_code == 200  # notes the token's first use
    with CaptureQueriesContext(connection) as one:
        assert client.get("/api/v1/reports").json()["count"] == 1
    for _ in range(4):
        begin(practice).signed("preliminary")
    with CaptureQueriesContext(connection) as many:
        assert client.get("/api/v1/reports").json()["count"] == 5
    assert len(one) == len(many)
