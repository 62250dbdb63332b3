"""Who may raise, tell of, confirm and count critical findings."""

from apps.common.isolation import tenant_context
from apps.reporting.contact_ladders import Rung
from apps.reporting.models import CriticalFinding, NamedFinding
from apps.reporting.services import (
    LadderContent,
    Reached,
    add_contact,
    add_ladder,
    communicate_finding,
    ensure_critical_policy,
    hand_over_finding,
    raise_finding,
)
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint
from tests.studies import make_task

VIEWERS = frozenset({"reader", "site_user", "site_manager", "operations", "manager", "qa"})
TELLERS = frozenset({"reader", "operations", "manager"})
MANAGERS = frozenset({"operations", "manager"})
SITE = frozenset({"site_user", "site_manager"})


def raised(practice: Practice, category: int = 1) -> CriticalFinding:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        return raise_finding(
            actor=practice.actor("reader"), task_id=task.id, category=category, description="bleed"
        )


def _finding(practice: Practice, role: str) -> Call:
    return Call({"finding_id": raised(practice).id})


def _new(practice: Practice, role: str) -> Call:
    return Call(body={"reading_task": str(make_task(practice).id), "category": 1})


def _description(practice: Practice, role: str) -> Call:
    return Call(_finding(practice, role).kwargs, {"description": "large bleed"})


def _attempt(practice: Practice, role: str) -> Call:
    body = {"channel": "phone", "outcome": "no_answer", "address": "+49 1"}
    return Call(_finding(practice, role).kwargs, body)


def _communication(practice: Practice, role: str) -> Call:
    body = {"channel": "phone", "person": "Dr Day", "read_back": True}
    return Call(_finding(practice, role).kwargs, body)


def _reason(practice: Practice, role: str) -> Call:
    return Call(_finding(practice, role).kwargs, {"reason": "wrong patient"})


def _with_desk(practice: Practice, role: str) -> Call:
    finding = raised(practice)
    with tenant_context(practice.tenant_id):
        hand_over_finding(actor=practice.actor("reader"), finding_id=finding.id)
    return Call({"finding_id": finding.id}, {"reason": "wants the reader"})


def _told(practice: Practice, role: str) -> Call:
    finding = raised(practice, category=3)
    with tenant_context(practice.tenant_id):
        communicate_finding(
            actor=practice.actor("reader"),
            finding_id=finding.id,
            reached=Reached("mail", "Dr Day"),
            read_back=False,
        )
    return Call({"finding_id": finding.id})


def _acknowledgement(practice: Practice, role: str) -> Call:
    return Call(_finding(practice, role).kwargs, {"name": "Dr Day"})


def _category(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        ensure_critical_policy()
    return Call({"number": 1}, {"minutes": 45})


def _new_named(practice: Practice, role: str) -> Call:
    return Call(body={"name": "Something grave", "category": 1})


def _named(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        ensure_critical_policy()
        named = NamedFinding.objects.order_by("name")[0]
    return Call({"finding_id": named.id}, {"active": False})


def _new_contact(practice: Practice, role: str) -> Call:
    return Call(body={"site": str(practice.site_a.id), "name": "ED desk", "phone": "+49 1"})


def _contact(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        contact = add_contact(
            actor=practice.actor("manager"), site_id=practice.site_a.id, name="Desk", phone="+49 1"
        )
    return Call({"contact_id": contact.id}, {"phone": "+49 2"})


def _new_ladder(practice: Practice, role: str) -> Call:
    rungs = [{"minutes": 0, "kind": "support_desk"}]
    return Call(body={"site": str(practice.site_a.id), "name": "Nights", "rungs": rungs})


def _ladder(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        ladder = add_ladder(
            actor=practice.actor("manager"),
            site_id=practice.site_a.id,
            content=LadderContent("Days", [Rung(0, "managers")]),
        )
    body = {"name": "Days", "rungs": [{"minutes": 5, "kind": "managers"}]}
    return Call({"ladder_id": ladder.id}, body)


def _week(practice: Practice, role: str) -> Call:
    return Call(query={"site": str(practice.site_a.id), "category": 1})


CRITICAL_ENDPOINTS = [
    Endpoint("critical-findings", "GET", VIEWERS),
    Endpoint("critical-findings", "POST", READER, _new),
    Endpoint("critical-finding", "GET", VIEWERS, _finding),
    Endpoint("critical-finding", "PATCH", READER, _description),
    Endpoint("critical-finding-attempts", "POST", TELLERS, _attempt),
    Endpoint("critical-finding-communicate", "POST", TELLERS, _communication),
    Endpoint("critical-finding-hand-over", "POST", TELLERS, _finding),
    Endpoint("critical-finding-return", "POST", TELLERS, _with_desk),
    Endpoint("critical-finding-cancel", "POST", TELLERS, _reason),
    Endpoint("critical-finding-close", "POST", TELLERS, _told),
    Endpoint("critical-finding-acknowledge", "POST", SITE, _acknowledgement),
    Endpoint("critical-categories", "GET", VIEWERS),
    Endpoint("named-findings", "GET", VIEWERS),
    Endpoint("named-findings", "POST", MANAGERS, _new_named),
    Endpoint("named-finding", "PATCH", MANAGERS, _named),
    Endpoint("site-contacts", "GET", TELLERS),
    Endpoint("site-contacts", "POST", MANAGERS, _new_contact),
    Endpoint("site-contact", "PATCH", MANAGERS, _contact),
    Endpoint("contact-ladders", "GET", TELLERS),
    Endpoint("contact-ladders", "POST", MANAGERS, _new_ladder),
    Endpoint("contact-week", "GET", TELLERS, _week),
    Endpoint("contact-ladder", "PUT", MANAGERS, _ladder),
    Endpoint("contact-ladder", "DELETE", MANAGERS, _ladder),
]
