"""Every HTTP endpoint × who may use it. A new address that is not in this table fails the suite."""

from apps.accounts.services import issue_token
from apps.common.isolation import tenant_context
from apps.worklist.services import claim_task
from tests.factories import Practice
from tests.matrix.assignment import ASSIGNMENT_ENDPOINTS
from tests.matrix.billing import BILLING_ENDPOINTS
from tests.matrix.calls import EVERYBODY, MANAGER, READER, WORKLIST, Call, Endpoint
from tests.matrix.care import CARE_ENDPOINTS
from tests.matrix.confirmations import CONFIRMATION_ENDPOINTS
from tests.matrix.critical import CRITICAL_ENDPOINTS
from tests.matrix.desk import DESK_ENDPOINTS
from tests.matrix.dicomweb import DICOMWEB_ENDPOINTS
from tests.matrix.dictation import DICTATION_ENDPOINTS
from tests.matrix.follow_ups import FOLLOW_UP_ENDPOINTS
from tests.matrix.intake import INTAKE_ENDPOINTS
from tests.matrix.orders import ORDER_ENDPOINTS
from tests.matrix.peer_review import PEER_REVIEW_ENDPOINTS
from tests.matrix.reports import REPORT_ENDPOINTS
from tests.matrix.sla import SLA_ENDPOINTS
from tests.matrix.staffing import STAFFING_ENDPOINTS
from tests.matrix.templates import TEMPLATE_ENDPOINTS
from tests.studies import make_task


def _task(practice: Practice, role: str) -> Call:
    return Call({"task_id": make_task(practice).id})


def _held_task(practice: Practice, role: str) -> Call:
    task = make_task(practice)
    with tenant_context(practice.tenant_id):
        claim_task(actor=practice.actor("reader"), task_id=task.id)
    return Call({"task_id": task.id}, {"reason": "needs another reader"})


def _priority(practice: Practice, role: str) -> Call:
    return Call(
        {"task_id": make_task(practice).id}, {"priority": "STAT", "reason": "much worse now"}
    )


def _new_token(practice: Practice, role: str) -> Call:
    return Call(body={"name": "t", "scopes": ["tokens.manage_own"], "expires_in_days": 1})


def _own_token(practice: Practice, role: str) -> Call:
    actor = practice.actor(role)
    with tenant_context(practice.tenant_id):
        token, _ = issue_token(
            user_id=actor.require_user(),
            roles=actor.roles,
            name="t",
            scopes=["tokens.manage_own"],
            days=1,
        )
    return Call({"token_id": token.id})


ENDPOINTS = [
    Endpoint("api-tokens", "GET", EVERYBODY),
    Endpoint("api-tokens", "POST", EVERYBODY, _new_token),
    Endpoint("api-token", "DELETE", EVERYBODY, _own_token, own=True),
    Endpoint("reading-tasks", "GET", WORKLIST),
    Endpoint("reading-task-counts", "GET", WORKLIST),
    Endpoint("reading-task", "GET", WORKLIST, _task),
    Endpoint("reading-task-priors", "GET", WORKLIST, _task),
    Endpoint("reading-task-claim", "POST", READER, _task),
    Endpoint("reading-task-heartbeat", "POST", READER, _held_task),
    Endpoint("reading-task-release", "POST", READER, _held_task),
    Endpoint("reading-task-hand-back", "POST", READER, _held_task),
    Endpoint("reading-task-priority", "POST", MANAGER, _priority),
    *DESK_ENDPOINTS,
    *ASSIGNMENT_ENDPOINTS,
    *BILLING_ENDPOINTS,
    *CARE_ENDPOINTS,
    *CONFIRMATION_ENDPOINTS,
    *CRITICAL_ENDPOINTS,
    *DICTATION_ENDPOINTS,
    *FOLLOW_UP_ENDPOINTS,
    *INTAKE_ENDPOINTS,
    *ORDER_ENDPOINTS,
    *PEER_REVIEW_ENDPOINTS,
    *REPORT_ENDPOINTS,
    *STAFFING_ENDPOINTS,
    *TEMPLATE_ENDPOINTS,
    *DICOMWEB_ENDPOINTS,
    *SLA_ENDPOINTS,
]

# Addresses that carry no tenant's data, or that have a test file of their own for what they do.
ELSEWHERE = {
    "healthz": "no data",
    "readyz": "no data",
    "metrics": "numbers of the process",
    "schema": "the description of this interface",
    "docs": "the description of this interface",
    "front-end": "the single page",
    "critical-category": "found by its number in every practice: tests/apps/reporting/test_critical_policy.py",
    "critical-month": "asked by month in every practice: tests/apps/reporting/test_critical_month.py",
    "critical-month-csv": "as critical-month",
    "follow-up-month": "asked by month in every practice: tests/apps/followup/test_tracker.py",
    "follow-up-month-csv": "as follow-up-month",
    "review-export": "tests/apps/peer_review/test_story.py; answers CSV, and of the own practice only",
    "reconciliation": "asked by month in every practice: tests/apps/billing/test_api.py",
    "acknowledgement-link": "for whoever has the link: tests/apps/reporting/test_acknowledgement_links.py",
    "acknowledgement-link-confirm": "as acknowledgement-link",
    "report-utterances": "needs a speech engine: tests/apps/dictation/test_api.py",
    "quarantine-release": "needs a mended index: tests/apps/intake/api",
    "session": "tests/apps/accounts/test_sessions.py",
    "session-tenant": "tests/apps/accounts/test_sessions.py",
}
