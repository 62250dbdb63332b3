"""Priors elsewhere, over HTTP."""

from typing import Any

import pytest

from tests.apps.orders.scenes import make_study
from tests.factories import Practice

pytestmark = pytest.mark.django_db
JSON = "application/json"


def test_from_asking_to_the_answer(practice: Practice) -> None:
    study = make_study(practice)
    reader, site = practice.client("reader"), practice.client("site_user")
    status = f"/api/v1/studies/{study.id}/prior-status"
    unknown: dict[str, Any] = {
        "state": "unknown",
        "said_by": None,
        "changed_at": None,
        "requests": [],
    }
    assert reader.get(status).json() == unknown
    asked = reader.post(
        f"/api/v1/studies/{study.id}/prior-requests",
        {"text": "MR brain of spring", "modalities": ["MR"]},
        content_type=JSON,
    )
    assert asked.status_code == 201, asked.content
    (waiting,) = site.get("/api/v1/prior-requests?state=open&site=site-a").json()["results"]
    assert waiting == asked.json()
    assert waiting["asked_by"]["id"] == str(practice.user_ids["reader"])
    answered = site.post(
        f"/api/v1/prior-requests/{waiting['id']}/answer",
        {"answer": "cannot_send", "note": "on film"},
        content_type=JSON,
    )
    assert waiting["answer"] is None
    assert (answered.json()["state"], answered.json()["note"]) == ("refused", "on film")
    assert answered.json()["answer"] == "cannot_send"
    seen: dict[str, Any] = reader.get(status).json()
    assert (seen["state"], seen["requests"][0]["state"]) == ("refused", "refused")


def test_a_site_attests_that_there_are_none(practice: Practice) -> None:
    study = make_study(practice)
    site = practice.client("site_user")
    address = f"/api/v1/studies/{study.id}/prior-status"
    said = site.put(address, {"state": "none_exist"}, content_type=JSON)
    assert said.status_code == 200, said.content
    assert said.json()["state"] == "none_exist"
    assert said.json()["said_by"]["id"] == str(practice.user_ids["site_user"])
    refused = site.put(address, {"state": "arrived"}, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_prior_status")


def test_another_sites_study_is_not_there(practice: Practice) -> None:
    study = make_study(practice, site=practice.site_b)
    site = practice.client("site_user")
    address = f"/api/v1/studies/{study.id}/prior-status"
    assert site.get(address).status_code == 404
    assert site.put(address, {"state": "none_exist"}, content_type=JSON).status_code == 404
