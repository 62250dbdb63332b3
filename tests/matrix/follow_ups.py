"""Who may recommend follow-ups, see them, act on them and count them."""

from datetime import timedelta
from typing import Any

from apps.common.isolation import tenant_context
from apps.followup.services import decline_follow_up
from apps.reporting.services import add_contact
from tests.apps.followup.scenes import DAYS, TODAY, TOO_EARLY, later, match, recommended
from tests.apps.reporting.recommendation_scenes import CT_IN_SIX, recommend
from tests.apps.reporting.scenes import begin, text
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint

VIEWERS = frozenset({"reader", "site_user", "site_manager", "operations", "manager", "qa"})
TRACKERS = VIEWERS - {"qa"}
MANAGERS = frozenset({"operations", "manager"})


def _draft(practice: Practice, body: dict[str, Any] | None = None) -> Call:
    reading = begin(practice)
    reading.claim()
    return Call({"report_id": reading.report().id}, body)


def _draft_read(practice: Practice, role: str) -> Call:
    return _draft(practice)


def _new(practice: Practice, role: str) -> Call:
    return _draft(practice, dict(CT_IN_SIX))


def _review(practice: Practice, role: str) -> Call:
    return _draft(practice, {"sections": text()})


def _recorded(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    key = recommend(reading, report)["key"]
    return Call({"report_id": report.id, "key": key}, dict(CT_IN_SIX))


def _one(practice: Practice, body: dict[str, Any] | None = None) -> Call:
    return Call({"follow_up_id": recommended(practice).id}, body)


def _follow_up(practice: Practice, role: str) -> Call:
    return _one(practice)


def _contact(practice: Practice, role: str) -> Call:
    return _one(practice, {"channel": "phone", "person": "Dr Day"})


def _appointment(practice: Practice, role: str) -> Call:
    return _one(practice, {"day": (TODAY + timedelta(days=9)).isoformat()})


def _done(practice: Practice, role: str) -> Call:
    return _one(practice, {"day": DAYS.due_on.isoformat(), "note": "at the university hospital"})


def _reason(practice: Practice, role: str) -> Call:
    return _one(practice, {"reason": "operated on"})


def _declined(practice: Practice, role: str) -> Call:
    call = _one(practice, {"reason": "agrees now"})
    with tenant_context(practice.tenant_id):
        decline_follow_up(actor=practice.actor("operations"), reason="refuses", **call.kwargs)
    return call


def _match(practice: Practice, role: str) -> Call:
    follow_up = recommended(practice)
    later(practice, follow_up.study.patient, TOO_EARLY)
    return Call({"match_id": match(practice, follow_up).id}, {})


def _site(practice: Practice, role: str) -> Call:
    return Call({"site_id": practice.site_a.id})


def _chosen(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        contact = add_contact(
            actor=practice.actor("manager"),
            site_id=practice.site_a.id,
            name="Desk",
            email="desk@a.test",
        )
    return Call({"site_id": practice.site_a.id}, {"contacts": [str(contact.id)]})


FOLLOW_UP_ENDPOINTS = [
    Endpoint("report-recommendations", "GET", READER, _draft_read),
    Endpoint("report-recommendations", "POST", READER, _new),
    Endpoint("report-recommendation", "PUT", READER, _recorded),
    Endpoint("report-recommendation", "DELETE", READER, _recorded),
    Endpoint("report-recommendation-review", "POST", READER, _review),
    Endpoint("follow-ups", "GET", VIEWERS),
    Endpoint("follow-up", "GET", VIEWERS, _follow_up),
    Endpoint("follow-up-contacts", "POST", TRACKERS, _contact),
    Endpoint("follow-up-schedule", "POST", TRACKERS, _appointment),
    Endpoint("follow-up-done", "POST", TRACKERS, _done),
    Endpoint("follow-up-decline", "POST", TRACKERS, _reason),
    Endpoint("follow-up-dismiss", "POST", TRACKERS, _reason),
    Endpoint("follow-up-reopen", "POST", TRACKERS, _declined),
    Endpoint("follow-up-match-accept", "POST", TRACKERS, _match),
    Endpoint("follow-up-match-refuse", "POST", TRACKERS, _match),
    Endpoint("follow-up-reminder-contacts", "GET", MANAGERS, _site),
    Endpoint("follow-up-reminder-contacts", "PUT", MANAGERS, _chosen),
]
