"""Who may use saved views, notes, messages, glances, rules, fairness and coverage."""

from apps.common.isolation import tenant_context
from apps.worklist.services.dry_runs import start_dry_run
from apps.worklist.services.rule_sets import publish_draft, publish_shipped_rules, save_draft
from apps.worklist.services.saved_views import save_view
from tests.factories import Practice
from tests.matrix.calls import READER, WORKLIST, Call, Endpoint
from tests.studies import make_study, make_task

RULE_VIEWERS = frozenset({"reader", "operations", "manager", "admin"})
RULE_WRITERS = frozenset({"manager", "admin"})
TALKERS = frozenset({"reader", "operations", "manager", "site_user", "site_manager"})
NOTE_WRITERS = frozenset({"reader", "operations", "manager", "admin"})


def _task(practice: Practice, role: str) -> Call:
    return Call({"task_id": make_task(practice).id}, {"text": "seen", "reason": "needs neuro"})


def _study(practice: Practice, role: str) -> Call:
    return Call(body={"text": "please repeat"}, query={"study": make_study(practice).id})


def _new_view(practice: Practice, role: str) -> Call:
    return Call(body={"name": "mine", "filters": {"modality": "CT"}})


def _own_view(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        view = save_view(actor=practice.actor(role), name="mine", content={"shared": True})
    return Call({"view_id": view.id}, {"name": "renamed"})


def _site(practice: Practice, role: str) -> Call:
    return Call({"site_id": practice.site_a.id})


def _draft(practice: Practice, role: str) -> Call:
    return Call(body={"rules": [], "revision": 0})


def _rule_set(practice: Practice, role: str) -> Call:
    """The first of two versions, so that there is something to go back to."""
    with tenant_context(practice.tenant_id):
        publish_shipped_rules(actor=practice.actor("manager"))
        save_draft(actor=practice.actor("manager"), rules=[], revision=0)
        publish_draft(actor=practice.actor("manager"))
    return Call({"number": 1}, {"note": "back"})


def _new_dry_run(practice: Practice, role: str) -> Call:
    return Call(body={"rules": [], "days": 1})


def _dry_run(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        return Call({"run_id": start_dry_run(actor=practice.actor("manager"), rules=[], days=1).id})


DESK_ENDPOINTS = [
    Endpoint("rule-set-dry-run", "POST", RULE_WRITERS, _new_dry_run),
    Endpoint("dry-run", "GET", RULE_VIEWERS, _dry_run),
    Endpoint("rule-catalogue", "GET", RULE_VIEWERS),
    Endpoint("rule-sets", "GET", RULE_VIEWERS),
    Endpoint("rule-set-draft", "GET", RULE_VIEWERS),
    Endpoint("rule-set-draft", "PUT", RULE_WRITERS, _draft),
    Endpoint("rule-set-validate", "POST", RULE_VIEWERS, _draft),
    Endpoint("rule-set-publish", "POST", RULE_WRITERS, lambda p, r: Call(body={"note": "first"})),
    Endpoint("rule-set-effect", "GET", RULE_VIEWERS),
    Endpoint("reroutings", "GET", RULE_VIEWERS),
    Endpoint("rule-set-diff", "GET", RULE_VIEWERS),
    Endpoint("rule-set", "GET", RULE_VIEWERS, _rule_set),
    Endpoint("rule-set-roll-back", "POST", RULE_WRITERS, _rule_set),
    Endpoint("coverage", "GET", WORKLIST),
    Endpoint("coverage-of-site", "GET", frozenset({"operations", "manager", "admin"}), _site),
    Endpoint("fairness", "GET", frozenset({"reader", "manager", "qa"})),
    Endpoint("reading-tasks-length", "GET", WORKLIST),
    Endpoint("worklist-views", "GET", WORKLIST),
    Endpoint("worklist-views", "POST", WORKLIST, _new_view),
    Endpoint("worklist-view", "PATCH", WORKLIST, _own_view, own=True),
    Endpoint("worklist-view", "DELETE", WORKLIST, _own_view, own=True),
    Endpoint("reading-task-notes", "GET", WORKLIST, _task),
    Endpoint("reading-task-notes", "POST", NOTE_WRITERS, _task),
    Endpoint("reading-task-opened", "POST", READER, _task),
    Endpoint("reading-task-skip", "POST", READER, _task),
    Endpoint("study-messages", "GET", TALKERS, _study),
    Endpoint("study-messages", "POST", TALKERS, _study),
    Endpoint("study-messages-read", "POST", TALKERS, _study),
]
