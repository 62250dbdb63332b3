"""A difference between two readings: noted, told to the site, acknowledged; the earlier reader learns of it."""

from typing import Any

import pytest
from django.test import Client

from apps.common.isolation import tenant_context
from apps.reporting.models import Discrepancy, ReportVersion
from apps.worklist.models import ReadingTask
from apps.worklist.services import claim_task
from tests.apps.reporting.scenes import Reading, begin, post, text
from tests.factories import PASSWORD, Practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def final(practice: Practice) -> Reading:
    """``reader`` has read the study preliminarily; ``reader2`` holds the final read."""
    reading = begin(practice)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=reading.task.id).update(
            read_type="preliminary", workflow="preliminary_then_final"
        )
    reading.signed("preliminary", text("No fracture."))
    with tenant_context(practice.tenant_id):
        task = ReadingTask.objects.get(study=reading.study, read_type="final")
        claim_task(actor=practice.actor("reader2"), task_id=task.id)
    return Reading(practice, reading.study, task, "reader2")


def sign_final(
    final: Reading, difference: dict[str, str] | None, sections: list[Any] | None = None
) -> Any:
    report = final.save(final.report(), sections or text("Undisplaced fracture."))
    body = {
        "kind": "final",
        "revision": report.draft_revision,
        "study_instance_uid": final.study.study_instance_uid,
        "password": PASSWORD,
        "difference": difference,
    }
    return post(final.practice.client("reader2"), f"reports/{report.id}/sign", body)


def listed(client: Client, query: str = "") -> list[Any]:
    found: list[Any] = client.get(f"/api/v1/discrepancies?{query}").json()["results"]
    return found


def test_a_major_difference_stands_in_the_report_and_ends_with_the_sites_word(
    final: Reading,
) -> None:
    practice = final.practice
    said = {"severity": "major", "description": "Fracture of the scaphoid, not described before."}
    signed = sign_final(final, said)
    assert signed.status_code == 200, signed.content
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(kind="final")
        section = next(one for one in version.sections if one["code"] == "discrepancy")
        assert section["body"].startswith(
            "Major difference from the preliminary report signed by Dr Reader on "
        )
        assert version.act["discrepancy"] == "major"
    first, site = practice.client("reader"), practice.client("site_user")
    (own,) = listed(first, "mine=true")
    assert (own["state"], own["seen_at"]) == ("noted", None)
    assert own["later_version"]["kind"] == "final"
    path = f"discrepancies/{own['id']}"
    assert post(first, f"{path}/seen", {}).json()["seen_at"] is not None
    nobody = post(practice.client("operations"), f"{path}/communicate", {"channel": "phone"})
    assert nobody.json()["code"] == "person_required"
    told = post(
        practice.client("operations"),
        f"{path}/communicate",
        {"channel": "phone", "person": "Dr Day"},
    )
    assert told.json()["state"] == "communicated"
    for _ in range(2):
        known = post(site, f"{path}/acknowledge", {}).json()
        assert (known["state"], known["acknowledged_by"]) == ("acknowledged", "Dr Site_User")
    late = post(practice.client("reader2"), f"{path}/cancel", {"reason": "not so"})
    assert (late.status_code, late.json()["code"]) == (409, "illegal_transition")
    shown = practice.client("qa").get(
        f"/api/v1/reports/{signed.json()['id']}/versions/1/differences"
    )
    assert shown.json()["before"]["signer"]["name"] == "Dr Reader"


def test_readings_that_agree_leave_no_discrepancy(final: Reading) -> None:
    assert sign_final(final, {"severity": "none", "description": ""}).status_code == 200
    with tenant_context(final.practice.tenant_id):
        assert Discrepancy.objects.count() == 0
        assert ReportVersion.objects.get(kind="final").act["discrepancy"] == "none"


def test_a_changed_text_is_not_final_before_the_signer_says_what_that_means(final: Reading) -> None:
    silent = sign_final(final, None)
    assert (silent.status_code, silent.json()["code"]) == (422, "difference_required")
    with tenant_context(final.practice.tenant_id):
        assert not ReportVersion.objects.filter(kind="final").exists()
    same = sign_final(final, None, text("No fracture."))
    assert same.status_code == 200, same.content


def test_a_difference_needs_words_and_an_earlier_read(practice: Practice, final: Reading) -> None:
    silent = sign_final(final, {"severity": "minor", "description": " "})
    assert (silent.status_code, silent.json()["code"]) == (422, "reason_required")
    alone = begin(practice)
    alone.claim()
    report = alone.save(alone.report(), text())
    body = {
        "kind": "final",
        "revision": report.draft_revision,
        "study_instance_uid": alone.study.study_instance_uid,
        "password": PASSWORD,
        "difference": {"severity": "minor", "description": "something"},
    }
    refused = post(practice.client("reader"), f"reports/{report.id}/sign", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_signed")


def test_what_the_site_reports_is_answered_and_then_acknowledged(practice: Practice) -> None:
    reading = begin(practice)
    reading.signed()
    site = practice.client("site_user")
    body = {
        "study": str(reading.study.id),
        "severity": "minor",
        "description": "The left hip was operated in 2019.",
    }
    reported = post(site, "discrepancies", body)
    assert reported.status_code == 201, reported.content
    path = f"discrepancies/{reported.json()['id']}"
    early = post(site, f"{path}/acknowledge", {})
    assert (early.status_code, early.json()["code"]) == (409, "answer_awaited")
    reader = practice.client("reader")
    silent = post(reader, f"{path}/communicate", {"channel": "portal"})
    assert silent.json()["code"] == "reason_required"
    answered = post(
        reader, f"{path}/communicate", {"channel": "portal", "answer": "Addendum follows."}
    )
    assert answered.json()["answer"] == "Addendum follows."
    assert post(site, f"{path}/acknowledge", {}).json()["state"] == "acknowledged"


def test_a_site_reports_only_on_its_own_studies(practice: Practice) -> None:
    elsewhere = begin(practice, site=practice.site_b)
    elsewhere.signed()
    body = {"study": str(elsewhere.study.id), "severity": "minor", "description": "no"}
    assert post(practice.client("site_user"), "discrepancies", body).status_code == 404


def test_a_discrepancy_is_noted_later_and_canceled_with_a_reason(final: Reading) -> None:
    signed = sign_final(final, {"severity": "none", "description": ""}).json()
    reader = final.practice.client("reader2")
    noted = post(
        reader,
        f"reports/{signed['id']}/discrepancies",
        {"severity": "minor", "description": "Wording."},
    )
    assert noted.status_code == 201, noted.content
    path = f"discrepancies/{noted.json()['id']}/cancel"
    assert post(reader, path, {"reason": "Same meaning."}).json()["state"] == "canceled"
    assert listed(reader, "state=noted,communicated") == []
