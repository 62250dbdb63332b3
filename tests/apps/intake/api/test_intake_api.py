"""Quarantine, peers and sites over REST: one's own, and nobody else's."""

import pytest

from apps.archive.models import Instance, Study
from apps.archive.storage import local_path
from apps.audit.models import AuditEvent
from apps.common.isolation import tenant_context
from apps.intake.models import QuarantineItem
from tests.factories import Practice
from tests.objects import Sender, make_object


def quarantine_one(practice: Practice, site: str = "site_a") -> QuarantineItem:
    sender = Sender(practice, getattr(practice, site))
    original = make_object()
    sender.send(original)
    original.PixelData = bytes(128)
    assert sender.send(original).reason == "content_differs"
    with tenant_context(practice.tenant_id):
        item: QuarantineItem = QuarantineItem.objects.latest("created_at")
    return item


def test_the_list_shows_what_waits_and_why(practice: Practice) -> None:
    item = quarantine_one(practice)
    body = practice.client("operations").get("/api/v1/quarantine-items?state=open").json()
    assert body["count"] == 1
    row = body["results"][0]
    assert row["id"] == str(item.id)
    assert (row["state"], row["reason"], row["site"]["slug"]) == (
        "open",
        "content_differs",
        "site-a",
    )
    assert "blob_key" not in row
    client = practice.client("operations")
    assert client.get("/api/v1/quarantine-items?site=site-b").json()["count"] == 0
    assert client.get("/api/v1/quarantine-items?state=released").json()["count"] == 0


def test_a_site_manager_sees_only_their_site(practice: Practice) -> None:
    own, foreign = quarantine_one(practice), quarantine_one(practice, "site_b")
    client = practice.client("site_manager")
    assert client.get("/api/v1/quarantine-items").json()["count"] == 1
    assert client.get(f"/api/v1/quarantine-items/{own.id}").status_code == 200
    assert client.get(f"/api/v1/quarantine-items/{foreign.id}").status_code == 404


def test_another_practices_item_is_not_there(practice: Practice, other_practice: Practice) -> None:
    item = quarantine_one(practice)
    client = other_practice.client("operations")
    assert client.get("/api/v1/quarantine-items").json()["count"] == 0
    address = f"/api/v1/quarantine-items/{item.id}"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/release").status_code == 404
    assert client.post(f"{address}/discard").status_code == 404


def test_a_reader_sees_no_quarantine_and_a_site_manager_decides_nothing(practice: Practice) -> None:
    item = quarantine_one(practice)
    assert practice.client("reader").get("/api/v1/quarantine-items").status_code == 403
    address = f"/api/v1/quarantine-items/{item.id}/discard"
    assert practice.client("site_manager").post(address).status_code == 403


def test_what_still_contradicts_cannot_be_released(practice: Practice) -> None:
    item = quarantine_one(practice)
    response = practice.client("operations").post(f"/api/v1/quarantine-items/{item.id}/release")
    assert response.status_code == 409
    assert response.json()["code"] == "still_not_fileable"
    assert response.json()["reason"] == "content_differs"
    with tenant_context(practice.tenant_id):
        assert QuarantineItem.objects.get(id=item.id).state == "open"


def test_releasing_files_the_object(practice: Practice) -> None:
    wrong = make_object(SOPClassUID="1.2.840.10008.5.1.4.1.1.4")
    sender = Sender(practice, practice.site_a)
    import dataclasses

    from apps.intake.services import receive_object
    from tests.objects import spool

    announced = dataclasses.replace(spool(wrong), sop_class_uid="1.2.840.10008.5.1.4.1.1.2")
    received = receive_object(origin=sender.origin, spooled=announced)
    assert received.reason == "class_differs_from_announced"
    with tenant_context(practice.tenant_id):
        assert not Study.objects.exists()
        item = QuarantineItem.objects.get()
    client = practice.client("operations")
    response = client.post(f"/api/v1/quarantine-items/{item.id}/release")
    assert response.status_code == 200, response.content
    assert response.json()["state"] == "released"
    with tenant_context(practice.tenant_id):
        instance = Instance.objects.get()
        path = local_path(instance.blob_key)
        assert path is not None
        assert path.is_file()
        assert Study.objects.get().instance_count == 1
        assert AuditEvent.objects.filter(action="object.released").count() == 1
    assert client.post(f"/api/v1/quarantine-items/{item.id}/release").status_code == 409


def test_discarding_keeps_the_bytes(practice: Practice) -> None:
    item = quarantine_one(practice)
    client = practice.client("operations")
    response = client.post(f"/api/v1/quarantine-items/{item.id}/discard")
    assert response.json()["state"] == "discarded"
    path = local_path(item.blob_key)
    assert path is not None
    assert path.is_file()
    assert client.post(f"/api/v1/quarantine-items/{item.id}/discard").status_code == 409


def test_an_administrator_adds_a_peer(practice: Practice, other_practice: Practice) -> None:
    client = practice.client("admin")
    body = {"site": "site-a", "ae_title": "CT_ONE", "host": "192.0.2.1", "port": 104}
    response = client.post("/api/v1/peers", body, content_type="application/json")
    assert response.status_code == 201, response.content
    assert response.json()["called_ae_title"] == "TELEREAD"
    listed = client.get("/api/v1/peers").json()
    assert [peer["ae_title"] for peer in listed["results"]] == ["CT_ONE"]
    assert other_practice.client("admin").get("/api/v1/peers").json()["count"] == 0
    taken = other_practice.client("admin").post(
        "/api/v1/peers", body, content_type="application/json"
    )
    assert taken.status_code == 409
    assert taken.json()["code"] == "ae_titles_taken"


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        ("operations", {"site": "site-a", "ae_title": "X"}, 403),
        ("admin", {"site": "nowhere", "ae_title": "X"}, 404),
        ("admin", {"site": "site-a", "ae_title": "TOO_LONG_FOR_AN_AE"}, 422),
        ("admin", {"site": "site-a", "ae_title": "X", "port": 70000}, 422),
        ("admin", {"site": "site-a"}, 400),
    ],
)
def test_a_wrong_peer_is_refused(
    practice: Practice, role: str, body: dict[str, object], status: int
) -> None:
    response = practice.client(role).post("/api/v1/peers", body, content_type="application/json")
    assert response.status_code == status


def test_everybody_sees_their_own_sites(practice: Practice, other_practice: Practice) -> None:
    def slugs(role: str) -> list[str]:
        body = practice.client(role).get("/api/v1/sites").json()
        return [site["slug"] for site in body["results"]]

    assert slugs("reader") == slugs("manager") == ["site-a", "site-b"]
    assert slugs("site_user") == ["site-a"]
    foreign = other_practice.client("manager").get("/api/v1/sites").json()
    assert {site["id"] for site in foreign["results"]}.isdisjoint(
        {str(practice.site_a.id), str(practice.site_b.id)}
    )
