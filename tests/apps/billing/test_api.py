"""Billing over HTTP: the whole way from prices to an invoice, and what each person sees."""

from typing import Any

import pytest

from apps.common.clock import now
from tests.apps.billing.scenes import FEE, PAY, close, end, invoiced, issue, priced, settle_one
from tests.apps.reporting.scenes import begin, post, put
from tests.factories import Practice

pytestmark = pytest.mark.django_db
MONTH = f"{now():%Y-%m}"


def get(client: Any, path: str, **query: Any) -> Any:
    return client.get(f"/api/v1/billing/{path}", query)


def test_from_a_price_list_to_an_invoice(practice: Practice) -> None:
    biller = practice.client("billing")
    made = post(biller, "billing/study-types", {"code": "CT-CHEST", "name": "CT chest"}).json()
    rule = {"study_type": made["id"], "modality": "CT", "words": "chest"}
    assert put(biller, "billing/study-type-rules", {"rules": [rule]}).status_code == 200
    for side in ("charge", "payout"):
        body = {"side": side, "name": "2020", "currency": "EUR", "effective_from": "2020-01-01"}
        card = post(biller, "billing/rate-cards", body).json()
        one = f"billing/rate-cards/{card['id']}"
        file = "study_type,amount\nCT-CHEST,40.00\n"
        assert post(biller, f"{one}/import", {"content": "study_type,amount\nX,1"}).json()[
            "rows"
        ] == [
            {
                "row": 2,
                "column": "study_type",
                "code": "unknown",
                "message": "“X” is not known here.",
            }
        ]
        assert len(post(biller, f"{one}/import", {"content": file}).json()["lines"]) == 1
        assert post(biller, f"{one}/publish", {}).json()["state"] == "published"
        assert post(biller, f"{one}/publish", {}).json()["code"] == "rate_card_published"
    settle_one(practice)
    question = {
        "side": "charge",
        "day": now().date().isoformat(),
        "site": str(practice.site_a.id),
        "modality": "CT",
        "description": "CT Chest",
        "kind": "final",
        "priority": "STAT",
    }
    answer = post(biller, "billing/quotes", question).json()
    assert (answer["amount"], answer["study_type"]["name"]) == ("40.0000", "CT chest")
    assert [line["chosen"] for line in answer["lines"]] == [True]
    period = close(practice)
    issue(practice, period)
    (invoice,) = get(biller, "invoices").json()["results"]
    assert (invoice["number"], invoice["total"]) == ("INV-000001", "40.0000")
    lines = get(biller, f"invoices/{invoice['id']}/lines").json()["results"]
    assert [line["text"] for line in lines] == ["CT chest, final read, ROUTINE"]


def test_an_unpriced_read_blocks_closing_with_a_list(practice: Practice) -> None:

    priced(practice)
    settle_one(practice, modality="MR", body_part="KNEE")
    biller = practice.client("billing")
    refused = post(biller, f"billing/periods/{end(practice).id}/close", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "unpriced_events")
    waiting = get(biller, "unpriced").json()["results"]
    assert [one["id"] for one in refused.json()["events"]] == [one["id"] for one in waiting]
    assert waiting[0]["unpriced"] == ["no_study_type"]


def test_a_reader_sees_every_study_and_only_their_own(practice: Practice) -> None:
    priced(practice)
    settle_one(practice)
    reader, other = practice.client("reader"), practice.client("reader2")
    statement = get(reader, "statement").json()
    assert [(day["studies"], day["total"]) for day in statement["days"]] == [(1, f"{PAY}00")]
    (line,) = get(reader, "statement/lines").json()["results"]
    assert (line["amount"], line["read"], line["dispute_state"]) == (f"{PAY}00", "final", None)
    assert get(other, "statement/lines").json()["count"] == 0
    mine = str(practice.user_ids["reader"])
    assert get(other, "statement", reader=mine).status_code == 404
    assert get(practice.client("billing"), "statement", reader=mine).status_code == 200
    said = {"text": "took an hour"}
    path = f"billing/payouts/{line['id']}/disputes"
    assert post(reader, path, said).status_code == 201
    assert post(reader, path, said).json()["code"] == "dispute_open"
    assert get(reader, "disputes").json()["count"] == 1
    assert get(other, "disputes").json()["count"] == 0


def test_a_site_s_manager_sees_the_invoices_of_that_site(practice: Practice) -> None:
    invoice = invoiced(practice)
    manager = practice.client("site_manager")
    assert [one["id"] for one in get(manager, "invoices").json()["results"]] == [str(invoice.id)]
    everybody = get(practice.client("billing"), "invoices").json()["results"]
    (foreign,) = [one["id"] for one in everybody if one["id"] != str(invoice.id)]
    assert get(manager, f"invoices/{foreign}/pdf").status_code == 404


@pytest.mark.parametrize(
    ("role", "sees", "settles"),
    [
        ("billing", 200, 200),
        ("manager", 200, 403),
        ("reader", 403, 403),
        ("site_manager", 403, 403),
    ],
)
def test_reconciling(practice: Practice, role: str, sees: int, settles: int) -> None:
    client = practice.client(role)
    path = f"billing/reconciliation?month={MONTH}"
    assert client.get(f"/api/v1/{path}").status_code == sees
    assert post(client, path, {}).status_code == settles


def test_what_was_signed_before_there_was_billing_is_booked_on_demand(practice: Practice) -> None:

    begin(practice).signed()
    priced(practice)
    biller = practice.client("billing")
    before = get(biller, "reconciliation", month=MONTH).json()
    assert [gap["code"] for gap in before["gaps"]] == ["read_without_event"]
    after = post(biller, f"billing/reconciliation?month={MONTH}", {}).json()
    assert (after["gap_count"], after["charged"]) == (0, {"EUR": f"{FEE}00"})
