"""Who may see and change report templates."""

from apps.common.isolation import tenant_context
from apps.reporting import services
from tests.apps.reporting.mrrt.samples import KNEE
from tests.apps.reporting.template_scenes import content, make_template
from tests.factories import Practice
from tests.matrix.calls import Call, Endpoint

SEES = frozenset({"reader", "operations", "manager", "qa", "admin"})
# Managers change the practice's, readers their own.
EDITS = frozenset({"reader", "manager", "admin"})


def _level(role: str) -> str:
    return "personal" if role == "reader" else "tenant"


def _new(practice: Practice, role: str) -> Call:
    return Call(body={"level": _level(role), "content": content()})


def _trial(practice: Practice, role: str) -> Call:
    return Call(body={"level": _level(role), "content": content()})


def _file(practice: Practice, role: str) -> Call:
    return Call(file=KNEE.encode())


def _published(practice: Practice, role: str) -> Call:
    level = _level(role)
    owner = role if role in EDITS else "manager"
    return Call({"template_id": make_template(practice, role=owner, level=level).id}, {})


def _drafted(practice: Practice, role: str) -> Call:
    template = make_template(practice, role=role, level=_level(role), published=False)
    return Call({"template_id": template.id}, {"revision": template.draft_revision})


def _saved(practice: Practice, role: str) -> Call:
    call = _drafted(practice, role)
    return Call(call.kwargs, {**(call.body or {}), "content": content("Another")})


def _retired(practice: Practice, role: str) -> Call:
    call = _published(practice, role)
    with tenant_context(practice.tenant_id):
        services.retire_template(actor=practice.actor(role), **call.kwargs)
    return call


def _version(practice: Practice, role: str) -> Call:
    return Call({**_published(practice, role).kwargs, "number": 1})


def _compared(practice: Practice, role: str) -> Call:
    return Call(_published(practice, role).kwargs, query={"to": 1})


def _earlier(practice: Practice, role: str) -> Call:
    call = _published(practice, role)
    with tenant_context(practice.tenant_id):
        actor = practice.actor(role)
        saved = services.save_template_draft(
            actor=actor, **call.kwargs, revision=2, content=content(findings="Other.")
        )
        services.publish_template(actor=actor, **call.kwargs, revision=saved.draft_revision)
    return Call({**call.kwargs, "number": 1}, {})


TEMPLATE_ENDPOINTS = [
    Endpoint("report-templates", "GET", SEES),
    Endpoint("report-templates", "POST", EDITS, _new),
    Endpoint("report-templates-shipped", "POST", frozenset({"manager", "admin"})),
    Endpoint("report-template-preview", "POST", EDITS, _trial),
    Endpoint("report-template-import", "POST", EDITS, _file),
    Endpoint("report-template", "GET", SEES, _published),
    Endpoint("report-template-draft", "PUT", EDITS, _saved),
    Endpoint("report-template-draft", "DELETE", EDITS, _drafted),
    Endpoint("report-template-publish", "POST", EDITS, _drafted),
    Endpoint("report-template-retire", "POST", EDITS, _published),
    Endpoint("report-template-restore", "POST", EDITS, _retired),
    Endpoint("report-template-versions", "GET", SEES, _published),
    Endpoint("report-template-version", "GET", SEES, _version),
    Endpoint("report-template-roll-back", "POST", EDITS, _earlier),
    Endpoint("report-template-differences", "GET", SEES, _compared),
    Endpoint("report-template-mrrt", "GET", SEES, _published),
]
