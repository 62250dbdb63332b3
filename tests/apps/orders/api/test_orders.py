"""Orders over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.orders.models import Order
from tests.apps.orders.scenes import BORN, STUDIED_AT, make_order, make_patient, make_study
from tests.factories import Practice

pytestmark = pytest.mark.django_db
JSON = "application/json"
PATIENT = {
    "patient_id": "P1",
    "name": "DOE^JANE",
    "birth_date": BORN.isoformat(),
    "sex": "F",
}
BODY = {
    "site": "site-a",
    "accession_number": "A1",
    "patient": PATIENT,
    "procedure": "CT head",
    "body_part": "HEAD",
    "laterality": "L",
    "modality": "CT",
    "indication": "Fall, confused since",
    "patient_class": "emergency",
    "location": "ED bed 3",
    "referring_physician": "ROE^RICHARD",
    "priority": "URGENT",
    "requested_at": "2026-11-20T03:00:00Z",
}


def place(client: Client, **values: Any) -> Any:
    return client.post("/api/v1/orders", {**BODY, **values}, content_type=JSON)


def test_an_order_comes_back_as_it_was_placed(practice: Practice) -> None:
    answer = place(practice.client("site_user"))
    assert answer.status_code == 201, answer.content
    order = answer.json()
    assert {key: order[key] for key in BODY if key != "site"} == {
        key: value for key, value in BODY.items() if key != "site"
    }
    assert order["site"]["slug"] == "site-a"
    assert (order["state"], order["study"], order["doubt"]) == ("placed", None, "")
    assert order["stat_attestation"] is None
    again = practice.client("manager").get(f"/api/v1/orders/{order['id']}")
    assert again.json() == order


def test_an_order_placed_for_a_study_is_its_order_whatever_else_it_says(
    practice: Practice,
) -> None:
    study = make_study(practice, study_at=STUDIED_AT - timedelta(days=900), accession_number="")
    elsewhere = make_study(practice, site=practice.site_b)
    client = practice.client("site_user")
    placed = place(client, study=str(study.id)).json()
    assert (placed["state"], placed["study"]) == ("matched", str(study.id))
    second = place(client, study=str(study.id), accession_number="A2")
    assert (second.status_code, second.json()["code"]) == (409, "study_has_order")
    assert place(client, study=str(elsewhere.id), accession_number="A3").status_code == 404
    (listed,) = client.get(f"/api/v1/orders?study={study.id}").json()["results"]
    assert listed["id"] == placed["id"]


def test_stat_asks_for_an_attestation_and_shows_it(practice: Practice) -> None:
    client = practice.client("site_user")
    refused = place(client, priority="STAT")
    assert (refused.status_code, refused.json()["code"]) == (422, "attestation_required")
    placed = place(client, priority="STAT", stat_attestation={"reason": "GCS 6"}).json()
    attestation = placed["stat_attestation"]
    assert attestation["reason"] == "GCS 6"
    assert attestation["by"]["id"] == str(practice.user_ids["site_user"])


def test_an_empty_indication_asks_for_one(practice: Practice) -> None:
    client = practice.client("site_user")
    refused = place(client, indication=" ")
    assert (refused.status_code, refused.json()["code"]) == (422, "indication_required")
    body = {key: value for key, value in BODY.items() if key != "indication"}
    refused = client.post("/api/v1/orders", body, content_type=JSON)
    assert refused.json()["code"] == "indication_required"


def test_a_change_of_one_field_leaves_the_others(practice: Practice) -> None:
    client = practice.client("site_user")
    order = place(client).json()
    address = f"/api/v1/orders/{order['id']}"
    changed = client.patch(
        address, {"location": "Ward 3", "patient": {"sex": "M"}}, content_type=JSON
    )
    assert changed.status_code == 200, changed.content
    assert changed.json() == {
        **order,
        "location": "Ward 3",
        "patient": {**order["patient"], "sex": "M"},
    }
    for wrong, code in (({"indication": ""}, "indication_required"), ({"priority": "STAT"}, "att")):
        refused = client.patch(address, wrong, content_type=JSON)
        assert refused.status_code == 422
        assert refused.json()["code"].startswith(code)


def test_site_staff_see_and_place_at_their_own_site(practice: Practice) -> None:
    client = practice.client("site_user")
    elsewhere = make_order(practice, site=practice.site_b)
    assert place(client, site="site-b").status_code == 404
    assert place(client, site=str(practice.site_b.id)).status_code == 404
    assert place(client, site=str(practice.site_a.id), accession_number="X").status_code == 201
    assert client.get(f"/api/v1/orders/{elsewhere.id}").status_code == 404
    assert client.get("/api/v1/orders").json()["count"] == 1
    assert practice.client("manager").get("/api/v1/orders").json()["count"] == 2


def test_the_queue_of_doubt_and_its_candidates(practice: Practice) -> None:
    person = make_patient(practice, patient_id="P1")
    study = make_study(practice, patient=person, accession_number="A1")
    client = practice.client("operations")
    patient = {**PATIENT, "birth_date": "1970-03-02"}
    order = place(client, patient=patient).json()
    (listed,) = client.get("/api/v1/orders?state=unmatched").json()["results"]
    assert (listed["id"], listed["doubt"]) == (order["id"], "birth_date_differs")
    (candidate,) = client.get(f"/api/v1/orders/{order['id']}/candidates").json()["results"]
    assert candidate["id"] == str(study.id)
    assert candidate["contradictions"] == ["birth_date_differs"]
    linked = client.post(
        f"/api/v1/orders/{order['id']}/link",
        {"study": str(study.id), "reason": "the site confirms the birth date"},
        content_type=JSON,
    )
    assert (linked.json()["state"], linked.json()["study"]) == ("matched", str(study.id))
    undone = client.post(f"/api/v1/orders/{order['id']}/undo-link")
    assert (undone.json()["state"], undone.json()["doubt"]) == ("unmatched", "unlinked")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=placed,unmatched", 2),
        ("state=matched", 0),
        ("search=zimm", 1),
        ("search=ord-7", 1),
        ("search=zimm%00 peter", 1),
        ("search=nobody", 0),
        ("site=site-a&priority=ROUTINE", 2),
        ("site=site-b", 0),
    ],
)
def test_the_list_is_narrowed(practice: Practice, query: str, found: int) -> None:
    make_order(practice, patient_name="ZIMMER^PETER")
    make_order(practice, accession_number="ORD-7")
    assert practice.client("manager").get(f"/api/v1/orders?{query}").json()["count"] == found


@pytest.mark.parametrize(
    "query", ["orders?state=lost", "orders?study=7", "prior-requests?state=x", "stat-shares?from=x"]
)
def test_a_wrong_filter_says_so(practice: Practice, query: str) -> None:
    refused = practice.client("manager").get(f"/api/v1/{query}")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_filter")


def test_the_share_of_stat_and_what_of_it_was_attested(practice: Practice) -> None:
    make_study(practice)
    make_study(practice, priority="STAT")
    attested = make_study(practice)
    overruled = make_study(practice, priority="STAT")
    make_order(
        practice,
        study=attested,
        state="matched",
        priority="STAT",
        stat_reason="GCS 6",
        stat_attested_at=STUDIED_AT,
    )
    make_order(practice, study=overruled, state="matched", priority="URGENT")
    make_study(practice, priority="STAT", first_image_at=now() - timedelta(days=90))
    shares = practice.client("manager").get("/api/v1/stat-shares").json()["results"]
    assert [(one["site"]["slug"], one["studies"], one["stat"]) for one in shares] == [
        ("site-a", 4, 2),
        ("site-b", 0, 0),
    ]
    assert (shares[0]["share"], shares[0]["attested"], shares[0]["attested_share"]) == (0.5, 1, 0.5)
    assert shares[1]["share"] is None
    own = practice.client("site_user").get("/api/v1/stat-shares").json()["results"]
    assert [one["site"]["slug"] for one in own] == ["site-a"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.sampled_from(sorted({*BODY, "stat_attestation"}))


@given(st.dictionaries(FIELDS, VALUES, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_breaks_it(practice: Practice, values: dict[str, Any]) -> None:
    client = practice.client("site_user")
    client.raise_request_exception = False
    answer = place(client, **values)
    assert answer.status_code in (201, 400, 404, 409, 422), answer.content
    if answer.status_code == 201:
        with tenant_context(practice.tenant_id):
            Order.objects.all().delete()
