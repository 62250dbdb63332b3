"""Macros of the practice and of a person, and what goes into a report."""

from typing import Any

import pytest

from apps.audit.models import AuditEvent
from apps.common.errors import Conflict, NotFound, PermissionRefused
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.errors import InvalidMacro
from apps.reporting.models import ReportMacro, ReportTemplate
from apps.reporting.services import ensure_default_templates
from tests.apps.reporting.scenes import Reading, begin, post, put, text
from tests.factories import Practice


def add(
    practice: Practice, code: str, said: str, *, by: str = "reader", **options: Any
) -> ReportMacro:
    with tenant_context(practice.tenant_id):
        return services.add_macro(
            actor=practice.actor(by),
            shared=by == "manager",
            content={"code": code, "title": code.title(), "text": said, **options},
        )


def ready(reading: Reading) -> dict[str, str]:
    report = reading.report()
    with tenant_context(reading.practice.tenant_id):
        macros = services.macros_for_report(
            actor=reading.practice.actor(reading.reader), report_id=report.id
        )
    return {macro.code: macro.text for macro in macros}


def test_a_report_gets_its_macros_filled(practice: Practice) -> None:
    reading = begin(practice)
    reading.claim()
    add(practice, "who", "{{patient_sex}} [side], {{prior_date}}", by="manager")
    add(practice, "whole", "Seen: {{macro:who}}", by="manager")
    add(practice, "who", "{{patient_sex}}, {{reader_name}}")
    add(practice, "brain", "Brain.", modality="MR")
    macros = ready(reading)
    # One's own goes before the practice's, also inside the practice's.
    assert macros["whole"] == "Seen: female, Dr Reader"
    assert "brain" not in macros
    assert "normal.findings" in macros
    add(practice, "normal.findings", "As ever.")
    assert ready(reading)["normal.findings"] == "As ever."


def test_a_report_begins_with_its_template_filled(practice: Practice) -> None:
    reading = begin(practice)
    with tenant_context(practice.tenant_id):
        ensure_default_templates()
        ReportTemplate.objects.update(
            sections=text(findings="{{study_description}}. {{prior_date}} [Side: left|right]")
        )
    reading.claim()
    sections = reading.report().draft_sections
    assert (
        sections
        and sections[3]["body"] == f"{reading.study.description}. [prior date] [Side: left|right]"
    )


def test_macros_are_kept_apart(practice: Practice, other_practice: Practice) -> None:
    own = add(practice, "mine", "Mine.")
    shared = add(practice, "ours", "Ours.", by="manager")
    with tenant_context(practice.tenant_id):
        for person, macro, refusal in (
            ("reader2", own, NotFound),
            ("manager", own, NotFound),
            ("reader", shared, PermissionRefused),
        ):
            with pytest.raises(refusal):
                services.change_macro(
                    actor=practice.actor(person), macro_id=macro.id, content={"text": "x"}
                )
        with pytest.raises(PermissionRefused):
            services.add_macro(actor=practice.actor("reader"), shared=True, content={"code": "x"})
    with tenant_context(other_practice.tenant_id), pytest.raises(NotFound):
        services.remove_macro(actor=other_practice.actor("manager"), macro_id=shared.id)


def test_what_cannot_work_is_refused(practice: Practice) -> None:
    first = add(practice, "first", "One.")
    add(practice, "second", "{{macro:first}}")
    with pytest.raises(Conflict) as taken:
        add(practice, "First", "Again.")
    assert taken.value.code == "code_taken"
    with pytest.raises(InvalidMacro) as wrong:
        add(practice, "1st", "x")
    assert wrong.value.code == "invalid_macro_code"
    with tenant_context(practice.tenant_id), pytest.raises(InvalidMacro) as cycle:
        services.change_macro(
            actor=practice.actor("reader"),
            macro_id=first.id,
            content={"text": "{{macro:second}}"},
        )
    assert (cycle.value.code, cycle.value.extra["path"]) == (
        "macro_cycle",
        ["first", "second", "first"],
    )


def test_every_change_is_in_the_audit_trail(practice: Practice) -> None:
    macro = add(practice, "mine", "Mine.")
    with tenant_context(practice.tenant_id):
        actor = practice.actor("reader")
        services.change_macro(actor=actor, macro_id=macro.id, content={"title": "My own"})
        services.remove_macro(actor=actor, macro_id=macro.id)
        actions = AuditEvent.objects.filter(object_id=macro.id).order_by("occurred_at")
        assert [event.action for event in actions] == [
            "report_macro.added",
            "report_macro.changed",
            "report_macro.removed",
        ]


def test_over_http(practice: Practice) -> None:
    client = practice.client("reader")
    tried = post(client, "report-macros/preview", {"shared": False, "text": "{{prior_date}} [x]"})
    assert tried.json() == {"text": "4 Apr 2025 [x]"}
    made = post(
        client,
        "report-macros",
        {"shared": False, "code": "Nodule", "title": "Nodule", "text": "A nodule.\n"},
    )
    assert (made.status_code, made.json()["code"], made.json()["text"]) == (
        201,
        "nodule",
        "A nodule.\n",
    )
    found = client.get("/api/v1/report-macros?shared=false&search=NODULE").json()
    assert [macro["id"] for macro in found["results"]] == [made.json()["id"]]
    assert client.get("/api/v1/report-macros?shared=perhaps").status_code == 400


def test_copied_text_is_marked_until_it_is_edited(practice: Practice) -> None:
    prior = begin(practice)
    report_id = str(prior.signed(sections=text(findings="Old scar.")).id)
    reading = begin(practice)
    reading.claim()
    report = reading.report()
    client = practice.client("reader")
    path = f"reports/{report.id}/draft"
    one = {"section": "findings", "report": report_id, "version": 1, "origin": "CT, 3 Mar 2026"}
    copied = [{**one, "text": "Old scar."}, {**one, "text": "Gone."}]
    unseen = {**one, "text": "Old scar.", "report": str(reading.study.id)}

    def save(revision: int, said: str, **body: Any) -> None:
        sections = text(findings=said)
        answer = put(client, path, {"revision": revision, "sections": sections, **body})
        assert answer.status_code == 200, answer.json()

    def marked() -> list[str]:
        draft = client.get(f"/api/v1/reports/{report.id}").json()["draft"]
        return [one["text"] for one in draft["copied"]]

    save(1, "Old scar. New nodule.", copied=[*copied, unseen])
    assert marked() == ["Old scar."]
    save(2, "Old scar. New nodules.")
    assert marked() == ["Old scar."]
    reading.sign(report.id, "preliminary", revision=3)
    with tenant_context(practice.tenant_id):
        event = AuditEvent.objects.get(action="report.copied_text_signed")
    assert event.detail["copied"] == [
        {"section": "findings", "characters": 9, "report": report_id, "version": 1}
    ]
    save(4, "Older scar. New nodules.")
    assert marked() == []
