"""Who may see and set prices, close periods, see invoices and statements."""

from typing import Any

from apps.billing import services
from apps.billing.models import (
    BillableEvent,
    BillingPeriod,
    Dispute,
    Invoice,
    Payout,
    RateCard,
    StudyType,
)
from apps.common.isolation import tenant_context
from tests.apps.billing.scenes import card, close, end, invoiced, priced, settle_one
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint

BILLING = frozenset({"billing"})
SEES = frozenset({"billing", "manager"})
INVOICES = SEES | {"site_manager"}
SAYS = BILLING | {"reader", "site_user", "site_manager", "operations", "manager"}
STATEMENTS = SEES | {"reader"}

TERMS: dict[str, Any] = {
    "currency": "",
    "tax_name": "",
    "tax_percent": None,
    "tax_number": "",
    "payment_days": 14,
    "billing_name": "",
    "billing_address": "",
}
POLICY: dict[str, Any] = {
    "currency": "EUR",
    "time_zone": "Europe/Berlin",
    "period_kind": "month",
    "charged_kinds": ["final"],
    "paid_kinds": ["final"],
    "co_signed_to": "signer",
    "study_type_confirmed_by": [],
    "tax_name": "VAT",
    "tax_percent": "19",
    "tax_number": "",
    "payment_days": 30,
    "address": "",
    "payment_note": "",
    "time_bands": [{"code": "night", "weekdays": [0], "starts": "19:00", "ends": "07:00"}],
    "credit_rules": [{"causes": [], "over_minutes": 0, "percent": "25", "automatic": False}],
}


def _policy(practice: Practice, role: str) -> Call:
    return Call(body=POLICY)


def _contract(practice: Practice, role: str) -> Call:
    return Call({"site_id": practice.site_a.id}, TERMS)


def _new_type(practice: Practice, role: str) -> Call:
    return Call(body={"code": "MR-KNEE", "name": "MR knee"})


def _type(practice: Practice) -> StudyType:
    with tenant_context(practice.tenant_id):
        made: StudyType = StudyType.objects.create(code="US", name="Ultrasound")
    return made


def _a_type(practice: Practice, role: str) -> Call:
    return Call({"study_type_id": _type(practice).id}, {"name": "Sonography", "active": True})


def _rules(practice: Practice, role: str) -> Call:
    return Call(body={"rules": []})


def _procedures(practice: Practice, role: str) -> Call:
    return Call(body={"content": "code,name,words\nX,X-ray,xray\n"})


def _new_card(practice: Practice, role: str) -> Call:
    day = {"name": "2027", "currency": "EUR", "effective_from": "2027-01-01"}
    return Call(body={"side": "charge", **day})


def _draft(practice: Practice) -> dict[str, Any]:
    with tenant_context(practice.tenant_id):
        made = RateCard.objects.create(
            side="charge", name="draft", currency="EUR", effective_from="2027-01-01"
        )
        made.lines.create(card=made, amount=10)
    return {"card_id": made.id}


def _card(practice: Practice, role: str) -> Call:
    return Call(_draft(practice))


def _edited(practice: Practice, role: str) -> Call:
    lines = [{"priority": "STAT", "amount": "12.50"}]
    body = {"name": "2027", "effective_from": "2027-01-01", "lines": lines, "premiums": []}
    return Call(_draft(practice), body)


def _copied(practice: Practice, role: str) -> Call:
    made = card(practice, "charge", [{"amount": 10}])
    return Call({"card_id": made.id}, {"effective_from": "2027-01-01", "percent": "3"})


def _prices(practice: Practice, role: str) -> Call:
    return Call(_draft(practice), {"content": "amount\n12.50\n"})


def _question(practice: Practice, role: str) -> Call:
    body = {
        "side": "charge",
        "day": "2026-11-30",
        "site": str(practice.site_a.id),
        "modality": "CT",
        "kind": "final",
        "priority": "STAT",
    }
    return Call(body=body)


def _unpriced(practice: Practice) -> dict[str, Any]:
    priced(practice)
    settle_one(practice, modality="MR", body_part="KNEE")
    with tenant_context(practice.tenant_id):
        return {"event_id": BillableEvent.objects.get().id}


def _chosen(practice: Practice, role: str) -> Call:
    return Call(_unpriced(practice), {"study_type": str(_type(practice).id)})


def _to_confirm(practice: Practice, role: str) -> Call:
    study_type = priced(practice, study_type_confirmed_by=["site", "reader"])
    reading = settle_one(practice)
    return Call({"study_id": reading.study.id}, {"study_type": str(study_type.id)})


def _waived(practice: Practice, role: str) -> Call:
    return Call(_unpriced(practice), {"reason": "a favour"})


def _over(practice: Practice, role: str) -> Call:
    priced(practice)
    settle_one(practice)
    return Call({"period_id": end(practice).id})


def _closed(practice: Practice, role: str) -> Call:
    priced(practice)
    settle_one(practice)
    return Call({"period_id": close(practice).id})


def _invoice(practice: Practice, role: str) -> Call:
    return Call({"invoice_id": invoiced(practice).id})


def _credited(practice: Practice, role: str) -> Call:
    return Call({"invoice_id": invoiced(practice).id}, {"reason": "a favour"})


def _credit_note(practice: Practice, role: str) -> Call:
    invoice: Invoice = invoiced(practice)
    with tenant_context(practice.tenant_id):
        note = services.issue_credit_note(
            actor=practice.actor("billing"), invoice_id=invoice.id, line_ids=None, reason="a favour"
        )
    return Call({"credit_note_id": note.id})


def _period(practice: Practice, role: str) -> Call:
    priced(practice)
    settle_one(practice)
    with tenant_context(practice.tenant_id):
        return Call(query={"period": BillingPeriod.objects.get().id})


def _payout(practice: Practice) -> Payout:
    priced(practice)
    settle_one(practice)
    with tenant_context(practice.tenant_id):
        found: Payout = Payout.objects.get()
    return found


def _objection(practice: Practice, role: str) -> Call:
    return Call({"payout_id": _payout(practice).id}, {"text": "it took an hour"})


def _dispute(practice: Practice) -> dict[str, Any]:
    payout = _payout(practice)
    with tenant_context(practice.tenant_id):
        made: Dispute = services.open_dispute(
            actor=practice.actor("reader"), payout_id=payout.id, text="it took an hour"
        )
    return {"dispute_id": made.id}


def _accepted(practice: Practice, role: str) -> Call:
    return Call(_dispute(practice), {"answer": "agreed", "amount": "5.00"})


def _refused(practice: Practice, role: str) -> Call:
    return Call(_dispute(practice), {"answer": "it is in the rate"})


def _withdrawn(practice: Practice, role: str) -> Call:
    return Call(_dispute(practice), {})


BILLING_ENDPOINTS = [
    Endpoint("billing-policy", "GET", SEES),
    Endpoint("billing-policy", "PUT", BILLING, _policy),
    Endpoint("site-contracts", "GET", SEES),
    Endpoint("site-contract", "PUT", BILLING, _contract),
    Endpoint("study-types", "GET", SEES),
    Endpoint("study-types", "POST", BILLING, _new_type),
    Endpoint("study-type", "PUT", BILLING, _a_type),
    Endpoint("study-types-import", "POST", BILLING, _procedures),
    Endpoint("study-type-rules", "GET", SEES),
    Endpoint("study-type-rules", "PUT", BILLING, _rules),
    Endpoint("rate-cards", "GET", SEES),
    Endpoint("rate-cards", "POST", BILLING, _new_card),
    Endpoint("rate-card", "GET", SEES, _card),
    Endpoint("rate-card", "PUT", BILLING, _edited),
    Endpoint("rate-card", "DELETE", BILLING, _card),
    Endpoint("rate-card-copy", "POST", BILLING, _copied),
    Endpoint("rate-card-publish", "POST", BILLING, _card),
    Endpoint("rate-card-import", "POST", BILLING, _prices),
    Endpoint("billing-quotes", "POST", SEES, _question),
    Endpoint("unpriced-events", "GET", SEES),
    Endpoint("unpriced-price", "POST", BILLING),
    Endpoint("unconfirmed-events", "GET", SEES),
    Endpoint("study-study-type", "GET", SAYS, _to_confirm),
    Endpoint("study-study-type", "PUT", SAYS, _to_confirm),
    Endpoint("event-study-type", "POST", BILLING, _chosen),
    Endpoint("event-waive", "POST", BILLING, _waived),
    Endpoint("billing-periods", "GET", SEES),
    Endpoint("billing-period-close", "POST", BILLING, _over),
    Endpoint("billing-period-invoices", "POST", BILLING, _closed),
    Endpoint("invoices", "GET", INVOICES),
    Endpoint("invoice", "GET", INVOICES, _invoice),
    Endpoint("invoice-lines", "GET", INVOICES, _invoice),
    Endpoint("invoice-pdf", "GET", INVOICES, _invoice),
    Endpoint("invoice-csv", "GET", INVOICES, _invoice),
    Endpoint("invoice-xlsx", "GET", INVOICES, _invoice),
    Endpoint("credit-notes", "POST", BILLING, _credited),
    Endpoint("credit-note-pdf", "GET", INVOICES, _credit_note),
    Endpoint("statement", "GET", STATEMENTS),
    Endpoint("statement-lines", "GET", STATEMENTS),
    Endpoint("statement-periods", "GET", STATEMENTS),
    Endpoint("payable-readers", "GET", SEES),
    Endpoint("paid-readers", "GET", SEES),
    Endpoint("payout-disputes", "POST", READER, _objection),
    Endpoint("disputes", "GET", STATEMENTS),
    Endpoint("dispute-accept", "POST", BILLING, _accepted),
    Endpoint("dispute-refuse", "POST", BILLING, _refused),
    Endpoint("dispute-withdraw", "POST", READER, _withdrawn),
    Endpoint("billing-margin", "GET", SEES, _period),
    Endpoint("accounting-export", "GET", SEES, _period),
]
