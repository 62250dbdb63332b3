"""Who may use service levels, clocks, holds, pages and breaches."""

from datetime import timedelta

from apps.common.clock import frozen_at, now
from apps.common.isolation import tenant_context
from apps.worklist.models import Breach, EscalationStep, Page, Pathway, ServiceCalendar, SlaPolicy
from apps.worklist.services import hold_task, note_breaches
from apps.worklist.services.claims import claim_task
from tests.factories import Practice
from tests.matrix.calls import MANAGER, WORKLIST, Call, Endpoint
from tests.studies import make_task

HOLDERS = frozenset({"reader", "manager"})
WATCHERS = frozenset({"operations", "manager", "admin"})
HOURS = [{"weekday": 0, "opens": "08:00", "closes": "18:00"}]


def _new_policy(practice: Practice, role: str) -> Call:
    return Call(body={"priority": "STAT", "modality": "MR", "minutes": 45})


def _policy(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        policy = SlaPolicy.objects.create(priority="STAT", modality="MR", minutes=45)
    return Call({"policy_id": policy.id}, {"minutes": 40})


def _new_calendar(practice: Practice, role: str) -> Call:
    return Call(body={"name": "Office", "time_zone": "Europe/Berlin", "hours": HOURS})


def _calendar(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        calendar = ServiceCalendar.objects.create(name="Office", time_zone="UTC", hours=HOURS)
    return Call({"calendar_id": calendar.id}, {"late_from": "17:30"})


def _new_pathway(practice: Practice, role: str) -> Call:
    return Call(body={"code": "transplant", "name": "Transplant", "queue_rank": 1})


def _pathway(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        pathway = Pathway.objects.create(code="transplant", name="Transplant", queue_rank=1)
    return Call({"pathway_id": pathway.id}, {"minutes": 20})


def _breach(practice: Practice, role: str) -> Call:
    task = make_task(practice, priority="STAT")
    with tenant_context(practice.tenant_id):
        with frozen_at(now() + timedelta(hours=1)):
            note_breaches()
        breach = Breach.objects.get(task=task)
    return Call({"breach_id": breach.id}, {"cause": "reader", "credit": True})


def _steps(practice: Practice, role: str) -> Call:
    return Call(query={"task": str(make_task(practice).id)})


def _page(practice: Practice, role: str) -> Call:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        step = EscalationStep.objects.filter(task=task).first()
        recipient = practice.user_ids.get(role, practice.user_ids["reader"])
        page = Page.objects.create(step=step, task=task, recipient_id=recipient)
    return Call({"page_id": page.id})


def _held_by(practice: Practice, role: str) -> Call:
    """A task that the role, where it reads, has claimed."""
    task = make_task(practice)
    if role == "reader":
        with tenant_context(practice.tenant_id):
            claim_task(actor=practice.actor(role), task_id=task.id)
    return Call({"task_id": task.id}, {"code": "poor_images", "reason": "motion"})


def _on_hold(practice: Practice, role: str) -> Call:
    task = make_task(practice)
    holder = role if role in HOLDERS else "manager"
    with tenant_context(practice.tenant_id):
        if holder == "reader":
            claim_task(actor=practice.actor(holder), task_id=task.id)
        hold_task(actor=practice.actor(holder), task_id=task.id, code="poor_images")
    return Call({"task_id": task.id}, {"reason": "repeated"})


def _clocks(practice: Practice, role: str) -> Call:
    return Call({"task_id": make_task(practice).id})


def _excluded(practice: Practice, role: str) -> Call:
    task = make_task(practice)
    body = {
        "started_at": (now() - timedelta(minutes=2)).isoformat(),
        "ended_at": (now() - timedelta(minutes=1)).isoformat(),
        "code": "waiting_for_site",
        "reason": "nobody answered",
    }
    return Call({"task_id": task.id}, body)


SLA_ENDPOINTS = [
    Endpoint("sla-policies", "GET", WORKLIST),
    Endpoint("sla-policies", "POST", MANAGER, _new_policy),
    Endpoint("sla-policy", "PATCH", MANAGER, _policy),
    Endpoint("service-calendars", "GET", WORKLIST),
    Endpoint("service-calendars", "POST", MANAGER, _new_calendar),
    Endpoint("service-calendar", "PATCH", MANAGER, _calendar),
    Endpoint("pathways", "GET", WORKLIST),
    Endpoint("pathways", "POST", MANAGER, _new_pathway),
    Endpoint("pathway", "PATCH", MANAGER, _pathway),
    Endpoint("breaches", "GET", WATCHERS),
    Endpoint("breach", "PATCH", MANAGER, _breach),
    Endpoint("clock-pauses", "GET", WATCHERS),
    Endpoint("escalations", "GET", WORKLIST, _steps),
    Endpoint("pages", "GET", WORKLIST),
    Endpoint("page-acknowledge", "POST", WORKLIST, _page, own=True),
    Endpoint("reading-task-hold", "POST", HOLDERS, _held_by),
    Endpoint("reading-task-resume", "POST", HOLDERS, _on_hold),
    Endpoint("reading-task-clocks", "GET", WORKLIST, _clocks),
    Endpoint("reading-task-clocks", "POST", MANAGER, _excluded),
]
