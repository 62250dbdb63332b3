"""Logging in, staying in, and leaving."""

from typing import Any

from django.test import Client

from tests.factories import PASSWORD, Practice


def log_in(client: Client, practice: Practice, role: str, password: str = PASSWORD) -> Any:
    body = {"email": practice.email(role), "password": password}
    return client.post("/api/v1/session", body, content_type="application/json")


def test_a_reader_logs_in_and_is_told_who_they_are(practice: Practice) -> None:
    client = Client()
    response = log_in(client, practice, "reader")
    assert response.status_code == 200, response.content
    body = response.json()
    assert body["tenant"]["slug"] == practice.slug
    assert body["roles"] == ["reader"]
    assert "worklist.claim" in body["capabilities"]
    assert client.get("/api/v1/session").json()["user"]["email"] == practice.email("reader")


def test_a_site_user_sees_only_their_sites(practice: Practice) -> None:
    body = log_in(Client(), practice, "site_user").json()
    assert [site["slug"] for site in body["sites"]] == ["site-a"]


def test_a_wrong_password_and_an_unknown_address_answer_the_same(practice: Practice) -> None:
    wrong = log_in(Client(), practice, "reader", "wrong")
    unknown = Client().post(
        "/api/v1/session",
        {"email": "nobody@nowhere.test", "password": "x"},
        content_type="application/json",
    )
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "invalid_credentials"


def test_guessing_is_throttled_and_says_how_long(practice: Practice) -> None:
    for _ in range(8):
        assert log_in(Client(), practice, "reader", "wrong").status_code == 401
    refused = log_in(Client(), practice, "reader")
    assert refused.status_code == 429
    assert refused.json()["code"] == "too_many_attempts"
    assert refused.headers["Retry-After"]


def test_logging_out_ends_the_session(practice: Practice) -> None:
    client = Client()
    log_in(client, practice, "reader")
    assert client.delete("/api/v1/session").status_code == 204
    assert client.get("/api/v1/session").status_code == 401


def test_a_session_needs_the_csrf_token_to_write(practice: Practice) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/api/v1/session")
    token = client.cookies["csrftoken"].value
    body = {"email": practice.email("reader"), "password": PASSWORD}
    assert client.post("/api/v1/session", body, content_type="application/json").status_code == 403
    response = client.post(
        "/api/v1/session", body, content_type="application/json", headers={"x-csrftoken": token}
    )
    assert response.status_code == 200
    assert client.delete("/api/v1/session").status_code == 403


def test_an_idle_session_ends(practice: Practice, settings: object) -> None:
    client = Client()
    log_in(client, practice, "reader")
    session = client.session
    session["seen_at"] = session["seen_at"] - 100_000
    session.save()
    assert client.get("/api/v1/session").status_code == 401


def test_a_token_carries_no_more_than_its_scopes_and_dies_when_revoked(practice: Practice) -> None:
    owner = practice.client("reader")
    made = owner.post(
        "/api/v1/api-tokens",
        {"name": "viewer", "scopes": ["images.view"], "expires_in_days": 1},
        content_type="application/json",
    )
    assert made.status_code == 201, made.content
    narrow = Client(headers={"authorization": f"Bearer {made.json()['token']}"})
    assert narrow.get("/api/v1/session").json()["capabilities"] == ["images.view"]
    assert narrow.get("/api/v1/api-tokens").status_code == 403
    assert owner.delete(f"/api/v1/api-tokens/{made.json()['id']}").status_code == 204
    assert narrow.get("/api/v1/session").status_code == 401


def test_a_token_cannot_hold_what_its_owner_may_not_do(practice: Practice) -> None:
    response = practice.client("reader").post(
        "/api/v1/api-tokens",
        {"name": "x", "scopes": ["users.manage"], "expires_in_days": 1},
        content_type="application/json",
    )
    assert response.status_code == 422
    assert response.json()["code"] == "scope_not_yours"
