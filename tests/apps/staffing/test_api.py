"""Staffing over HTTP: shapes, filters, what colleagues may not see, and no query per row."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.staffing import services
from apps.staffing.models import Licence
from tests.factories import Practice, add_person

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def get(client: Client, path: str, **query: Any) -> Any:
    response = client.get(ROOT + path, query)
    assert response.status_code == 200, response.content
    return response.json()


def send(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    return client.generic(
        method, ROOT + path, json.dumps(body) if body else "", content_type="application/json"
    )


def test_a_reader_at_a_glance(practice: Practice) -> None:
    manager = practice.client("manager")
    reader_id = str(practice.user_ids["reader"])
    send(manager, "POST", "reader-skills", {"reader": reader_id, "skill": "neuro", "level": 3})
    send(manager, "POST", "reader-pools", {"code": "n", "name": "Neuro", "members": [reader_id]})
    span = {"starts_at": now().isoformat(), "ends_at": (now() + timedelta(hours=8)).isoformat()}
    send(manager, "POST", "shifts", {"reader": reader_id, **span})
    card = get(manager, f"readers/{reader_id}")
    assert card["name"] == "Dr Reader" and card["email"] == practice.email("reader")
    assert card["active"] and card["on_shift"] and card["next_shift"] is None
    assert card["location"] == {"jurisdiction": "DE-BE", "declared_at": None}
    assert card["availability"]["state"] == "available"
    assert [(pool["code"], pool["name"]) for pool in card["pools"]] == [("n", "Neuro")]
    assert card["skills"] == [{"skill": "neuro", "level": 3}]
    assert (card["licences"], card["privileges"], card["expiring"]) == (2, 2, 0)


def test_readers_are_found_by_name_pool_and_skill(practice: Practice) -> None:
    manager = practice.client("manager")
    reader_id = str(practice.user_ids["reader"])
    send(manager, "POST", "reader-skills", {"reader": reader_id, "skill": "neuro", "level": 3})
    send(manager, "POST", "reader-pools", {"code": "n", "name": "Neuro", "members": [reader_id]})
    for query in ({"skill": "neuro"}, {"pool": "n"}):
        assert [one["id"] for one in get(manager, "readers", **query)["results"]] == [reader_id]
    assert get(manager, "readers", search="reader2")["count"] == 1
    assert get(manager, "readers", search="nobody")["count"] == 0
    assert get(manager, "readers")["count"] == 2


def test_somebody_who_does_not_read_is_no_reader(practice: Practice) -> None:
    path = f"{ROOT}readers/{practice.user_ids['billing']}"
    assert practice.client("manager").get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["readers", "licences", "privileges", "reader-skills", "shifts", "credential-expiries"],
)
def test_a_longer_list_costs_no_more_queries(practice: Practice, path: str) -> None:
    client = practice.client("manager")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client, path)
        return len(captured)

    _equip(practice, "reader")
    get(client, path)  # the token's first use is noted
    few = queries()
    for number in range(3):
        add_person(practice, "reader", name=f"more{number}")
        _equip(practice, f"more{number}")
    assert queries() == few


def _equip(practice: Practice, name: str) -> None:
    manager = practice.actor("manager")
    reader_id = practice.user_ids[name]
    soon = now().date() + timedelta(days=20)
    with tenant_context(practice.tenant_id):
        services.set_skill(actor=manager, reader_id=reader_id, skill="msk", level=1)
        for licence in Licence.objects.filter(reader_id=reader_id):
            services.change_licence(actor=manager, licence_id=licence.id, valid_through=soon)
        services.add_shift(
            actor=manager,
            reader_id=reader_id,
            starts_at=now() + timedelta(hours=1),
            ends_at=now() + timedelta(hours=9),
        )


def test_licence_numbers_are_for_oneself_and_the_manager(practice: Practice) -> None:
    def numbers(role: str) -> dict[str, set[bool]]:
        rows = get(practice.client(role), "licences")["results"]
        found: dict[str, set[bool]] = {}
        for row in rows:
            found.setdefault(row["reader"]["name"], set()).add(bool(row["number"]))
        return found

    assert numbers("manager") == {"Dr Reader": {True}, "Dr Reader2": {True}}
    assert numbers("reader") == {"Dr Reader": {True}, "Dr Reader2": {False}}
    assert numbers("operations") == {"Dr Reader": {False}, "Dr Reader2": {False}}


def test_a_colleague_does_not_see_who_was_suspended_or_blocked(practice: Practice) -> None:
    manager = practice.client("manager")
    theirs = str(practice.user_ids["reader2"])
    licence = get(manager, "licences", reader=theirs)["results"][0]
    send(manager, "PATCH", f"licences/{licence['id']}", {"status": "suspended"})
    send(manager, "POST", "reader-blocks", {"reader": theirs, "reason": "complaint"})
    span = {"starts_at": now().isoformat(), "ends_at": (now() + timedelta(days=8)).isoformat()}
    send(manager, "POST", "absences", {"reader": theirs, "reason": "ill", **span})
    colleague, oneself = practice.client("reader"), practice.client("reader2")
    assert get(colleague, "licences", reader=theirs)["count"] == 1
    assert get(oneself, "licences", reader="me")["count"] == 2
    assert get(oneself, "licences", reader="me", state="suspended")["count"] == 1
    assert get(colleague, "reader-blocks")["count"] == 0
    assert get(oneself, "reader-blocks")["results"][0]["reason"] == "complaint"
    assert get(colleague, "absences")["results"][0]["reason"] == ""
    assert get(oneself, "absences")["results"][0]["reason"] == "ill"


def test_what_ends_soon_a_reader_sees_of_themselves(practice: Practice) -> None:
    _equip(practice, "reader")
    _equip(practice, "reader2")
    assert get(practice.client("manager"), "credential-expiries")["count"] == 4
    own = get(practice.client("reader"), "credential-expiries")
    assert {row["reader"]["name"] for row in own["results"]} == {"Dr Reader"}
    assert own["results"][0]["kind"] == "licence"
    assert own["results"][0]["site"] is None
    assert own["results"][0]["jurisdiction"] in {"DE-BE", "US-NY"}
    assert get(practice.client("manager"), "credential-expiries", within_days=5)["count"] == 0


def test_one_renews_suspends_and_cannot_bring_back(practice: Practice) -> None:
    manager = practice.client("manager")
    licence = get(manager, "licences", reader=str(practice.user_ids["reader"]))["results"][0]
    path = f"licences/{licence['id']}"
    assert (licence["state"], licence["days_left"]) == ("valid", None)
    renewed = send(manager, "PATCH", path, {"valid_through": "2020-12-31"}).json()
    assert (renewed["state"], renewed["days_left"]) == ("expired", 0)
    assert send(manager, "PATCH", path, {"status": "revoked"}).json()["state"] == "revoked"
    refused = send(manager, "PATCH", path, {"status": "active"})
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal_transition")


def test_a_pattern_of_nights_and_its_shifts(practice: Practice) -> None:
    manager = practice.client("manager")
    reader_id = str(practice.user_ids["reader"])
    pattern = {
        "reader": reader_id,
        "role": "on_call",
        "time_zone": "Europe/Berlin",
        "starts_on": now().date().isoformat(),
        "start_time": "22:00",
        "duration_minutes": 480,
        "recurrence": "FREQ=DAILY",
    }
    made = send(manager, "POST", "shift-patterns", pattern)
    assert made.status_code == 201, made.content
    assert made.json()["start_time"] == "22:00" and made.json()["rank"] == 1
    reader = practice.client("reader2")
    assert get(reader, "shifts", reader=reader_id)["count"] >= 13
    first = get(reader, "shifts", to=(now() + timedelta(days=60)).isoformat())["results"][0]
    assert (first["role"], first["conflict"], first["covered_for"]) == ("on_call", "", None)
    assert send(manager, "DELETE", f"shift-patterns/{made.json()['id']}").status_code == 204
    assert get(manager, "shift-patterns")["count"] == 0


def test_my_place_and_my_presence(practice: Practice) -> None:
    reader = practice.client("reader")
    assert get(reader, "reading-location")["jurisdiction"] == "DE-BE"
    declared = send(reader, "PUT", "reading-location", {"jurisdiction": "US-TX"}).json()
    assert (declared["jurisdiction"], declared["licensed"]) == ("US-TX", False)
    assert declared["ends_at"] > declared["declared_at"]
    away = send(reader, "PUT", "availability", {"state": "away", "reason": "lunch"}).json()
    assert (away["state"], away["reason"]) == ("away", "lunch")
    assert get(reader, "availability") == away


def test_jurisdictions_are_found_by_code_and_name(practice: Practice) -> None:
    reader = practice.client("reader")
    assert get(reader, "jurisdictions", search="berlin")["results"][0] == {
        "code": "DE-BE",
        "name": "Berlin, Germany",
    }
    assert "US-NY" in {
        row["code"] for row in get(reader, "jurisdictions", search="us-n")["results"]
    }


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("licences", {"state": "lapsed"}),
        ("licences", {"reader": "someone"}),
        ("shifts", {"from": "yesterday"}),
        ("shifts", {"from": "2026-06-01T00:00:00"}),
        ("shifts", {"to": "2026-13-01T00:00:00Z"}),
        ("credential-expiries", {"within_days": "-1"}),
    ],
)
def test_a_filter_that_is_not_understood(
    practice: Practice, path: str, query: dict[str, str]
) -> None:
    response = practice.client("manager").get(ROOT + path, query)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_filter")


def test_sites_tell_where_they_lie(practice: Practice) -> None:
    path = f"sites/{practice.site_a.id}/jurisdictions"
    changed = send(practice.client("admin"), "PUT", path, {"jurisdictions": ["DE-BB", "DE-BE"]})
    assert changed.json()["jurisdictions"] == ["DE-BB", "DE-BE"]
    sites = get(practice.client("reader"), "sites")["results"]
    assert {tuple(site["jurisdictions"]) for site in sites} == {("DE-BB", "DE-BE"), ("US-NY",)}
