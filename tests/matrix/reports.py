"""Who may use reports, the portal, the audit trail and the outbox."""

from typing import Any

from apps.accounts.events import SessionClosed
from apps.common.isolation import tenant_context
from apps.common.models import OutboxDelivery
from apps.common.outbox import publish
from apps.delivery.models import Delivery
from apps.reporting.models import Report, ReportTemplate, ReportVersion
from apps.reporting.services import (
    Difference,
    add_macro,
    correct_report,
    note_discrepancy,
    submit_report,
    supervise_reader,
)
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import live_claim
from apps.worklist.services import claim_task
from tests.apps.reporting.key_image_scenes import read_study, signed_with, view
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import PASSWORD, Practice
from tests.matrix.calls import READER, Call, Endpoint

VIEWERS = frozenset({"reader", "operations", "manager", "qa"})
PORTAL = frozenset({"site_user", "site_manager", "operations", "manager"})
AUDITORS = frozenset({"manager", "admin"})
OPERATORS = frozenset({"operations", "manager", "admin"})
KEEPERS = frozenset({"reader", "manager", "admin"})
MENDERS = frozenset({"operations", "admin"})


MACRO = {"code": "nodule", "title": "Nodule", "text": "A nodule."}


def _new_macro(practice: Practice, role: str) -> Call:
    return Call(body={**MACRO, "shared": role != "reader"})


def _tried_macro(practice: Practice, role: str) -> Call:
    return Call(body={"text": "A nodule of [size].", "shared": role != "reader"})


def _kept_macro(practice: Practice, role: str) -> Call:
    """A reader's own, or else the practice's."""
    keeper = "reader" if role == "reader" else "manager"
    with tenant_context(practice.tenant_id):
        macro = add_macro(
            actor=practice.actor(keeper), shared=keeper == "manager", content=dict(MACRO)
        )
    return Call({"macro_id": macro.id}, {"title": "Pulmonary nodule"})


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


def _key_image(practice: Practice, role: str) -> Call:
    reading = read_study(practice)
    report = signed_with(reading, view(reading.study))
    return Call({"report_id": report.id, "number": 1, "place": 1})


def _site_key_image(practice: Practice, role: str) -> Call:
    reading = read_study(practice)
    signed_with(reading, view(reading.study))
    return Call({**_delivered(practice, reading).kwargs, "place": 1})


def _output(practice: Practice, role: str) -> Call:
    return Call({**_version(practice, role).kwargs, "what": "text"})


def _site_output(practice: Practice, role: str) -> Call:
    return Call({**_site_study(practice, role).kwargs, "what": "text"})


def _site_study(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.signed()
    return _delivered(practice, reading)


def _delivered(practice: Practice, reading: Reading) -> Call:
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


def _signed(practice: Practice, body: dict[str, Any]) -> Call:
    reading = begin(practice)
    report = reading.signed()
    uid = reading.study.study_instance_uid
    signature = {"version": 1, "study_instance_uid": uid, "password": PASSWORD}
    return Call({"report_id": report.id}, {**signature, **body})


def _addendum(practice: Practice, role: str) -> Call:
    return _signed(practice, {"text": "More."})


def _correction(practice: Practice, role: str) -> Call:
    return _signed(practice, {"reason": "Wrong.", "sections": text("Something else.")})


def _withdrawal(practice: Practice, role: str) -> Call:
    return _signed(practice, {"reason": "Wrong patient."})


def _wet_read(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.claim()
    uid = reading.study.study_instance_uid
    body = {"version": 0, "study_instance_uid": uid, "password": PASSWORD, "text": "No bleed."}
    return Call({"report_id": reading.report().id}, body)


def _submission(practice: Practice, role: str) -> Call:
    call = _signature(practice, role)
    assert call.body is not None
    return Call(call.kwargs, {name: call.body[name] for name in call.body if name != "kind"})


def _submitted(practice: Practice, role: str) -> Call:
    call = _submission(practice, role)
    assert call.body is not None
    with tenant_context(practice.tenant_id):
        report = submit_report(
            actor=practice.actor("reader"), **call.kwargs, **call.body, attending_id=None
        )
        claim_task(actor=practice.actor("reader2"), task_id=report.reading_task_id)
        # The matrix calls as the first reader; who wrote it is beside the point here.
        report.submissions.update(submitted_by=practice.user_ids["reader2"])
        claim = live_claim(task_id=report.reading_task_id)
        assert claim is not None
        claim.reader_id = practice.user_ids["reader"]
        claim.save(update_fields=["reader"])
        ReadingTask.objects.filter(id=report.reading_task_id).update(excluded_readers=[])
    return Call(call.kwargs, {"comment": "Say more."})


def _corrected(practice: Practice) -> Report:
    reading = begin(practice)
    report = reading.signed()
    with tenant_context(practice.tenant_id):
        return correct_report(
            actor=practice.actor("reader"),
            report_id=report.id,
            sections=text("Something else."),
            reason="Wrong.",
            signature=reading.signature(1),
        )


def _to_note(practice: Practice, role: str) -> Call:
    return Call(
        {"report_id": _corrected(practice).id}, {"severity": "minor", "description": "Wording."}
    )


def _noted(practice: Practice) -> dict[str, Any]:
    report = _corrected(practice)
    with tenant_context(practice.tenant_id):
        found = note_discrepancy(
            actor=practice.actor("reader"),
            report_id=report.id,
            difference=Difference("minor", "Wording."),
        )
    return {"discrepancy_id": found.id}


def _discrepancy(practice: Practice, role: str) -> Call:
    return Call(_noted(practice), {})


def _told(practice: Practice, role: str) -> Call:
    return Call(_noted(practice), {"channel": "phone", "person": "Dr Day"})


def _canceled(practice: Practice, role: str) -> Call:
    return Call(_noted(practice), {"reason": "Not so."})


def _reported(practice: Practice, role: str) -> Call:
    reading = begin(practice)
    reading.signed()
    body = {"study": str(reading.study.id), "severity": "minor", "description": "Not so."}
    return Call(body=body)


def _reader(practice: Practice, role: str) -> Call:
    return Call({"reader_id": practice.user_ids["reader2"]})


def _supervised(practice: Practice, role: str) -> Call:
    call = _reader(practice, role)
    with tenant_context(practice.tenant_id):
        supervise_reader(actor=practice.actor("manager"), **call.kwargs)
    return call


def _to_acknowledge(practice: Practice, role: str) -> Call:
    report = _corrected(practice)
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(report=report, kind="correction")
        Delivery.objects.create(version=version, study_id=report.study_id, site=practice.site_a)
    return Call({"study_id": report.study_id}, {"version": str(version.id)})


SITE = frozenset({"site_user", "site_manager"})
TELLERS = frozenset({"reader", "operations", "manager"})
STAFFERS = frozenset({"manager", "admin"})

REPORT_ENDPOINTS = [
    Endpoint("report-wet-read", "POST", READER, _wet_read),
    Endpoint("report-addenda", "POST", READER, _addendum),
    Endpoint("report-corrections", "POST", READER, _correction),
    Endpoint("report-withdraw", "POST", READER, _withdrawal),
    Endpoint("report-submit", "POST", READER, _submission),
    Endpoint("report-return", "POST", READER, _submitted),
    Endpoint("report-draft-differences", "POST", READER, _checked_draft),
    Endpoint("report-version-differences", "GET", VIEWERS, _version),
    Endpoint("report-discrepancies", "POST", READER, _to_note),
    Endpoint("report-deliveries", "GET", VIEWERS, _report),
    Endpoint("discrepancies", "GET", VIEWERS | SITE),
    Endpoint("discrepancies", "POST", SITE, _reported),
    Endpoint("discrepancy-communicate", "POST", TELLERS, _told),
    Endpoint("discrepancy-acknowledge", "POST", SITE, _discrepancy),
    Endpoint("discrepancy-cancel", "POST", READER, _canceled),
    Endpoint("discrepancy-seen", "POST", VIEWERS | SITE, _discrepancy),
    Endpoint("supervised-readers", "GET", VIEWERS),
    Endpoint("supervised-reader", "PUT", STAFFERS, _reader),
    Endpoint("supervised-reader", "DELETE", STAFFERS, _supervised),
    Endpoint("site-report-acknowledge", "POST", SITE, _to_acknowledge),
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
    Endpoint("report-key-image", "GET", VIEWERS, _key_image),
    Endpoint("report-macros", "GET", KEEPERS),
    Endpoint("report-macros", "POST", KEEPERS, _new_macro),
    Endpoint("report-macro", "PATCH", KEEPERS, _kept_macro),
    Endpoint("report-macro", "DELETE", KEEPERS, _kept_macro),
    Endpoint("report-macro-preview", "POST", KEEPERS, _tried_macro),
    Endpoint("report-macros-ready", "GET", READER, _report),
    Endpoint("report-draft-checks", "POST", READER, _checked_draft),
    Endpoint("report-checks", "POST", READER, _checked_text),
    Endpoint("site-studies", "GET", PORTAL),
    Endpoint("site-study", "GET", PORTAL, _site_study),
    Endpoint("site-report", "GET", PORTAL, _site_study),
    Endpoint("site-report-pdf", "GET", PORTAL, _site_study),
    Endpoint("site-report-output", "GET", PORTAL, _site_output),
    Endpoint("site-report-key-image", "GET", PORTAL, _site_key_image),
    Endpoint("audit-events", "GET", AUDITORS),
    Endpoint("outbox-deliveries", "GET", OPERATORS),
    Endpoint("outbox-delivery-retry", "POST", MENDERS, _dead_delivery),
]
