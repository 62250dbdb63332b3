"""Who may use reports, the portal, the audit trail and the outbox."""

from apps.accounts.events import SessionClosed
from apps.common.isolation import tenant_context
from apps.common.models import OutboxDelivery
from apps.common.outbox import publish
from apps.delivery.models import Delivery
from apps.reporting.models import ReportTemplate, ReportVersion
from tests.apps.reporting.scenes import begin, text
from tests.factories import PASSWORD, Practice
from tests.matrix.calls import READER, Call, Endpoint

VIEWERS = frozenset({"reader", "operations", "manager", "qa"})
PORTAL = frozenset({"site_user", "site_manager", "operations", "manager"})
AUDITORS = frozenset({"manager", "admin"})
OPERATORS = frozenset({"operations", "manager", "admin"})
MENDERS = frozenset({"operations", "admin"})


def _claimed_task(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.claim()
    return Call(body={"reading_task": str(reading.task.id)})


def _report(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.claim()
    return Call({"report_id": reading.report().id})


def _draft(practice: Practice, role: str) -> Call:
    return Call(_report(practice, role).kwargs, {"revision": 1, "sections": text()})


def _template(practice: Practice, role: str) -> Call:
    kwargs = _report(practice, role).kwargs
    with tenant_context(practice.tenant_id):
        template = ReportTemplate.objects.get(name="General")
    return Call(kwargs, {"template": str(template.id), "revision": 1})


def _signature(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.claim()
    report = reading.save(reading.report(), text())
    return Call(
        {"report_id": report.id},
        {
            "kind": "final",
            "revision": 2,
            "study_instance_uid": reading.study.study_instance_uid,
            "password": PASSWORD,
        },
    )


def _checked_draft(practice: Practice, role: str) -> Call:
    return Call(_report(practice, role).kwargs, {"sections": text()})


def _checked_text(practice: Practice, role: str) -> Call:
    return Call(body={"sections": {"impression": "No acute finding."}})


def _version(practice: Practice, role: str) -> Call:
    return Call({"report_id": begin(practice).signed().id, "number": 1})


def _output(practice: Practice, role: str) -> Call:
    return Call({**_version(practice, role).kwargs, "what": "text"})


def _site_output(practice: Practice, role: str) -> Call:
    return Call({**_site_study(practice, role).kwargs, "what": "text"})


def _site_study(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.signed()
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(report__study=reading.study)
        Delivery.objects.create(version=version, study=reading.study, site=practice.site_a)
    return Call({"study_id": reading.study.id})


def _dead_delivery(practice: Practice, role: str) -> Call:
    with tenant_context(practice.tenant_id):
        publish(SessionClosed(user_id=practice.user_ids["reader"], address=None))
        delivery = OutboxDelivery.objects.order_by("-id")[0]
        delivery.state = OutboxDelivery.DEAD
        delivery.save(update_fields=["state"])
    return Call({"delivery_id": delivery.id})


REPORT_ENDPOINTS = [
    Endpoint("reports", "GET", VIEWERS),
    Endpoint("reports", "POST", READER, _claimed_task),
    Endpoint("report", "GET", VIEWERS, _report),
    Endpoint("report-draft", "PUT", READER, _draft),
    Endpoint("report-kept-drafts", "GET", READER, _report),
    Endpoint("report-template-change", "POST", READER, _template),
    Endpoint("report-sign", "POST", READER, _signature),
    Endpoint("report-version", "GET", VIEWERS, _version),
    Endpoint("report-version-pdf", "GET", VIEWERS, _version),
    Endpoint("report-version-output", "GET", VIEWERS, _output),
    Endpoint("report-templates", "GET", VIEWERS),
    Endpoint("report-draft-checks", "POST", READER, _checked_draft),
    Endpoint("report-checks", "POST", READER, _checked_text),
    Endpoint("site-studies", "GET", PORTAL),
    Endpoint("site-study", "GET", PORTAL, _site_study),
    Endpoint("site-report", "GET", PORTAL, _site_study),
    Endpoint("site-report-pdf", "GET", PORTAL, _site_study),
    Endpoint("site-report-output", "GET", PORTAL, _site_output),
    Endpoint("audit-events", "GET", AUDITORS),
    Endpoint("outbox-deliveries", "GET", OPERATORS),
    Endpoint("outbox-delivery-retry", "POST", MENDERS, _dead_delivery),
]
