"""Who may see what: by tenant, site, capability, credential; and what a wrong address answers."""

from dataclasses import dataclass
from io import BytesIO

import pydicom
import pytest
from django.test import Client
from pydicom.uid import generate_uid

from apps.accounts.models import ApiToken
from apps.archive.dicomweb import authentication
from apps.archive.viewing import forget_viewings
from apps.audit.models import AuditEvent
from apps.common.clock import now
from apps.common.isolation import tenant_context
from tests.apps.archive.factories import ct_slice, store_bytes
from tests.factories import PASSWORD, Practice

FRAME = 'multipart/related; type="application/octet-stream"; transfer-syntax=*'


@dataclass(frozen=True)
class Stored:
    study: str
    series: str
    instance: str

    @property
    def address(self) -> str:
        return f"/dicom-web/studies/{self.study}/series/{self.series}/instances/{self.instance}"


@pytest.fixture
def at_a(practice: Practice) -> Stored:
    return stored_at(practice, "a")


@pytest.fixture
def at_b(practice: Practice) -> Stored:
    return stored_at(practice, "b")


def stored_at(practice: Practice, site: str) -> Stored:
    study, series = generate_uid(), generate_uid()
    data = ct_slice(study=study, series=series)
    store_bytes(
        data,
        tenant_id=practice.tenant_id,
        site=practice.site_a if site == "a" else practice.site_b,
    )
    return Stored(study, series, pydicom.dcmread(BytesIO(data)).SOPInstanceUID)


def addresses(stored: Stored) -> list[str]:
    """Every kind of address that names the object."""
    study = f"/dicom-web/studies/{stored.study}"
    series = f"{study}/series/{stored.series}"
    kinds = [stored.address, series, study]
    return [
        *kinds,
        *(f"{kind}/metadata" for kind in kinds),
        *(f"{kind}/thumbnail" for kind in kinds),
        f"{study}/series",
        f"{study}/instances",
        f"{series}/instances",
        f"{stored.address}/frames/1",
        f"{stored.address}/rendered",
        f"{stored.address}/frames/1/rendered",
        f"{stored.address}/frames/1/thumbnail",
        f"{stored.address}/bulkdata/7FE00010",
    ]


def test_another_tenants_objects_are_not_there(
    practice: Practice, other_practice: Practice, at_a: Stored
) -> None:
    stranger = other_practice.client("reader")
    for address in addresses(at_a):
        answer = stranger.get(address)
        assert answer.status_code == 404, address
        assert answer.json()["code"] == "not_found", address
    assert stranger.get("/dicom-web/studies").status_code == 204
    assert stranger.get("/dicom-web/series").status_code == 204
    assert stranger.get("/dicom-web/instances").status_code == 204


def test_site_staff_see_their_own_site_only(practice: Practice, at_a: Stored, at_b: Stored) -> None:
    staff = practice.client("site_user")
    for address in addresses(at_b):
        assert staff.get(address).status_code == 404, address
    for address in addresses(at_a):
        assert staff.get(address).status_code == 200, address
    found = staff.get("/dicom-web/studies").json()
    assert [study["0020000D"]["Value"] for study in found] == [[at_a.study]]
    for level in ("series", "instances"):
        found = staff.get(f"/dicom-web/{level}").json()
        assert [row["0020000D"]["Value"] for row in found] == [[at_a.study]]


def test_without_the_capability_nothing_is_seen(practice: Practice, at_a: Stored) -> None:
    biller = practice.client("billing")
    for address in [*addresses(at_a), "/dicom-web/studies"]:
        answer = biller.get(address)
        assert answer.status_code == 403, address
        assert answer.json()["code"] == "permission_denied", address


def test_without_a_credential_nothing_is_seen(practice: Practice, at_a: Stored) -> None:
    for client in (Client(), Client(headers={"authorization": "Bearer teleread_x_y_z"})):
        for address in [*addresses(at_a), "/dicom-web/studies"]:
            answer = client.get(address)
            assert answer.status_code == 401, address
            assert answer.json()["code"] == "not_authenticated", address
            assert answer.headers["WWW-Authenticate"].startswith("Bearer"), address


def test_the_browsers_session_is_enough(practice: Practice, at_a: Stored) -> None:
    browser = Client()
    browser.post(
        "/api/v1/session",
        {"email": practice.email("reader"), "password": PASSWORD},
        content_type="application/json",
    )
    assert browser.get(f"{at_a.address}/frames/1", headers={"accept": FRAME}).status_code == 200
    browser.delete("/api/v1/session")
    authentication.forget_actors()
    assert browser.get(f"{at_a.address}/frames/1").status_code == 401


def test_a_revoked_token_dies_within_the_time_an_actor_is_kept(
    practice: Practice, at_a: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = practice.client("reader")
    monkeypatch.setattr(authentication, "ACTOR_SECONDS", 0.0)
    assert client.get(f"{at_a.address}/metadata").status_code == 200
    with tenant_context(practice.tenant_id):
        ApiToken.objects.update(revoked_at=now())
    assert client.get(f"{at_a.address}/metadata").status_code == 401


def test_the_time_an_actor_is_kept_is_short() -> None:
    assert authentication.ACTOR_SECONDS <= 5


def test_a_malformed_uid_is_refused(practice: Practice) -> None:
    client = practice.client("reader")
    for uid in ["abc", "1..2", "1.2.", "1" * 65, "1.2.840%2F..", "١.٢"]:
        answer = client.get(f"/dicom-web/studies/{uid}/metadata")
        assert answer.status_code in (400, 404), answer.content
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_reads_do_not_take_writes(practice: Practice, at_a: Stored) -> None:
    answer = practice.client("reader").post(f"{at_a.address}/metadata", {})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_viewing_is_recorded_once_an_hour_for_an_actor_and_a_study(
    practice: Practice, at_a: Stored
) -> None:
    reader, other = practice.client("reader"), practice.client("qa")
    for client in (reader, reader, other):
        client.get(f"{at_a.address}/frames/1", headers={"accept": FRAME})
        client.get(f"{at_a.address}/rendered")
        client.get(f"{at_a.address}/thumbnail")
    with tenant_context(practice.tenant_id):
        events = AuditEvent.objects.filter(action="images.viewed")
        assert sorted(event.actor_user_id for event in events) == sorted(
            [practice.user_ids["reader"], practice.user_ids["qa"]]
        )
        assert {event.site_id for event in events} == {practice.site_a.id}


def test_another_process_does_not_record_the_viewing_again(
    practice: Practice, at_a: Stored
) -> None:
    reader = practice.client("reader")
    for _ in range(2):
        reader.get(f"{at_a.address}/frames/1", headers={"accept": FRAME})
        forget_viewings()
    with tenant_context(practice.tenant_id):
        assert AuditEvent.objects.filter(action="images.viewed").count() == 1
