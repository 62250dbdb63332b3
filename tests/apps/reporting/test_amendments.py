"""What can still be said of a report: a wet read before it, addenda, corrections, a withdrawal."""

from typing import Any

import pytest

from apps.accounts.actors import Actor
from apps.audit.models import AuditEvent
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.errors import (
    ChecksOpen,
    ClaimRequired,
    EmptyImpression,
    NothingChanged,
    ReasonRequired,
    ReportSigned,
    StudyMismatch,
    VersionConflict,
)
from apps.reporting.models import KeptDraft, Report, ReportVersion
from apps.reporting.selectors import version_faults
from apps.worklist.errors import NotEligible
from apps.worklist.models import ReadingTask
from apps.worklist.services import claim_task
from tests.apps.reporting.scenes import Reading, begin, text
from tests.factories import Practice, add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(practice: Practice) -> Reading:
    return begin(practice)


def bodies(version: ReportVersion) -> dict[str, str]:
    return {section["code"]: section["body"] for section in version.sections if section["body"]}


def versions(report: Report) -> list[ReportVersion]:
    return list(ReportVersion.objects.filter(report=report).order_by("number"))


def addendum(reading: Reading, report: Report, said: str, version: int, **options: Any) -> Report:
    with tenant_context(reading.practice.tenant_id):
        return services.add_addendum(
            actor=options.get("actor") or reading.practice.actor("reader"),
            report_id=report.id,
            text=said,
            signature=options.get("signature") or reading.signature(version),
        )


def correct(
    reading: Reading, report: Report, sections: list[Any], version: int, reason: str = "Wrong side"
) -> Report:
    with tenant_context(reading.practice.tenant_id):
        return services.correct_report(
            actor=reading.practice.actor("reader"),
            report_id=report.id,
            sections=sections,
            reason=reason,
            signature=reading.signature(version),
        )


def withdraw(reading: Reading, report: Report, version: int, reason: str = "Wrong patient") -> None:
    with tenant_context(reading.practice.tenant_id):
        services.withdraw_report(
            actor=reading.practice.actor("reader"),
            report_id=report.id,
            reason=reason,
            signature=reading.signature(version),
        )


def test_a_wet_read_goes_out_at_once_and_leaves_the_draft(reading: Reading) -> None:
    reading.claim()
    report = reading.save(reading.report(), text("Being written."))
    with tenant_context(reading.practice.tenant_id):
        for number, said in enumerate(("No bleed.", "No bleed, no shift.")):
            services.give_wet_read(
                actor=reading.practice.actor("reader"),
                report_id=report.id,
                text=said,
                signature=reading.signature(number),
            )
        report.refresh_from_db()
        assert report.state == "wet_read"
        first, second = versions(report)
        assert (first.kind, bodies(first)) == ("wet_read", {"wet_read": "No bleed."})
        assert second.previous_hash == first.content_hash
        assert ReadingTask.objects.get(id=reading.task.id).report_state == "wet_read"
    final = reading.sign(report.id, "final", revision=report.draft_revision)
    with tenant_context(reading.practice.tenant_id):
        assert final.state == "final"
        assert [one.kind for one in versions(report)] == ["wet_read", "wet_read", "final"]


def test_a_wet_read_needs_words_a_claim_and_the_latest_version(reading: Reading) -> None:
    reading.claim()
    report = reading.report()
    actor = reading.practice.actor("reader")
    with tenant_context(reading.practice.tenant_id):

        def give(said: str, version: int, who: Actor = actor) -> None:
            services.give_wet_read(
                actor=who, report_id=report.id, text=said, signature=reading.signature(version)
            )

        with pytest.raises(EmptyImpression):
            give(" \n ", 0)
        with pytest.raises(VersionConflict) as refused:
            give("No bleed.", 1)
        assert refused.value.extra == {"version": 0}
        with pytest.raises(ClaimRequired):
            give("No bleed.", 0, reading.practice.actor("reader2"))


def test_an_addendum_keeps_the_whole_text_before_it(reading: Reading) -> None:
    report = reading.signed(sections=text("No fracture."))
    addendum(reading, report, "Clinical note received: pain on the left.", 1)
    addendum(reading, report, "Seen again with priors.", 2)
    with tenant_context(reading.practice.tenant_id):
        report.refresh_from_db()
        assert report.state == "addended"
        first, second, third = versions(report)
        assert third.sections[: len(first.sections)] == first.sections
        assert third.sections[: len(second.sections)] == second.sections
        assert [one["title"].split(",")[0] for one in third.sections[-2:]] == [
            "Addendum 1",
            "Addendum 2",
        ]
        assert [one["kind"] for one in third.act["signed_before"]] == ["final", "addendum"]
        assert list(version_faults()) == []
        with pytest.raises(ReportSigned):
            services.save_draft(
                actor=reading.practice.actor("reader"),
                report_id=report.id,
                revision=report.draft_revision,
                sections=text(),
            )


def test_two_addenda_on_the_same_version_are_a_conflict(reading: Reading) -> None:
    report = reading.signed()
    addendum(reading, report, "One.", 1)
    with pytest.raises(VersionConflict):
        addendum(reading, report, "The other.", 1)


def test_an_addendum_asks_for_rights_and_for_the_study_on_screen(reading: Reading) -> None:
    report = reading.signed()
    add_person(reading.practice, "reader", name="reader3", reads_everything=False)
    with tenant_context(reading.practice.tenant_id):
        Report.objects.filter(id=report.id).update(author=reading.practice.user_ids["reader3"])
        with pytest.raises(NotEligible):
            addendum(reading, report, "More.", 1, actor=reading.practice.actor("reader3"))
        Report.objects.filter(id=report.id).update(author=reading.practice.user_ids["reader"])
    other = services.Signature(
        version=1, study_instance_uid="1.2.3", password="correct-horse-battery"
    )
    with pytest.raises(StudyMismatch):
        addendum(reading, report, "More.", 1, signature=other)


def test_addenda_and_corrections_are_checked(reading: Reading) -> None:
    report = reading.signed()
    with pytest.raises(ChecksOpen):
        addendum(reading, report, "Prostate is enlarged.", 1)
    with pytest.raises(ChecksOpen):
        correct(reading, report, text(findings="Prostate is enlarged."), 1)


def test_a_correction_says_what_it_replaces_and_carries_addenda_on(reading: Reading) -> None:
    report = reading.signed(sections=text("Fracture on the right."))
    addendum(reading, report, "Seen with priors.", 1)
    with pytest.raises(NothingChanged):
        correct(reading, report, text("Fracture on the right."), 2)
    with pytest.raises(ReasonRequired):
        correct(reading, report, text("Fracture on the left."), 2, reason=" ")
    correct(reading, report, text("Fracture on the left."), 2)
    with tenant_context(reading.practice.tenant_id):
        report.refresh_from_db()
        assert report.state == "corrected"
        old, _, new = versions(report)
        said = bodies(new)
        assert said["impression"] == "Fracture on the left."
        assert said["addendum"] == "Seen with priors."
        assert "replaces version 2, signed by Dr Reader" in said["correction"]
        assert "Reason: Wrong side." in said["correction"]
        assert "Changed: Impression." in said["correction"]
        assert bodies(old)["impression"] == "Fracture on the right."
        assert new.act["reason"] == "Wrong side"


def test_a_withdrawn_report_is_kept_and_its_study_is_read_again(reading: Reading) -> None:
    report = reading.signed(sections=text("Of another patient."))
    withdraw(reading, report, 1)
    practice = reading.practice
    with tenant_context(practice.tenant_id):
        report.refresh_from_db()
        assert report.state == "withdrawn"
        first, last = versions(report)
        assert bodies(first)["impression"] == "Of another patient."
        assert last.kind == "withdrawal"
        assert "Reason: Wrong patient." in bodies(last)["withdrawal"]
        assert "Of another patient." not in str(last.sections)
        old, again = ReadingTask.objects.filter(study=reading.study).order_by("received_at")
        assert (old.state, old.report_state) == ("CANCELED", "withdrawn")
        assert (again.state, again.report_id, again.read_type) == ("SCHEDULED", None, "final")
        assert AuditEvent.objects.filter(action="reading_task.voided").count() == 1
        claim_task(actor=practice.actor("reader2"), task_id=again.id)
        new, made = services.create_report(actor=practice.actor("reader2"), task_id=again.id)
        assert made
        assert "Of another patient." not in str(new.draft_sections)
    with pytest.raises(ReportSigned):
        reading.sign(report.id, revision=report.draft_revision)


def test_a_preliminary_report_is_withdrawn_with_its_draft_kept(reading: Reading) -> None:
    reading.claim()
    report = reading.save(reading.report(), text("First."))
    report = reading.sign(report.id, "preliminary", revision=report.draft_revision)
    report = reading.save(report, text("Further."))
    withdraw(reading, report, 1)
    with tenant_context(reading.practice.tenant_id):
        kept = KeptDraft.objects.filter(report=report).latest("revision")
        assert "Further." in str(kept.sections)
        tasks = ReadingTask.objects.filter(study=reading.study).order_by("received_at")
        assert [task.state for task in tasks] == ["CANCELED", "SCHEDULED"]


def test_a_draft_that_nobody_has_seen_is_not_withdrawn(reading: Reading) -> None:
    reading.claim()
    report = reading.report()
    answer = reading.practice.client("reader").post(
        f"/api/v1/reports/{report.id}/withdraw",
        {
            "version": 0,
            "reason": "r",
            "study_instance_uid": reading.study.study_instance_uid,
            "password": "correct-horse-battery",
        },
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_signed")


def test_what_changed_is_told_word_by_word(reading: Reading) -> None:
    report = reading.signed(sections=text("Fracture on the right."))
    correct(reading, report, text("Fracture on the left."), 1)
    client = reading.practice.client("qa")
    body = client.get(f"/api/v1/reports/{report.id}/versions/2/differences").json()
    changed = {one["code"]: one["changes"] for one in body["sections"] if one["changed"]}
    assert set(changed) == {"correction", "impression"}
    assert [(one["operation"], one["text"]) for one in changed["impression"]] == [
        ("same", "Fracture on the "),
        ("removed", "right"),
        ("added", "left"),
        ("same", "."),
    ]
    assert (body["before"]["number"], body["version"]["reason"]) == (1, "Wrong side")
    alone = client.get(f"/api/v1/reports/{report.id}/versions/1/differences").json()
    assert (alone["before"], alone["sections"]) == (None, [])
