"""Key images beside a draft: as safe as its text, of the report's patient alone, sealed with the version."""

from functools import partial
from typing import Any

import pytest

from apps.archive.models import Patient, Study
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.content import SignedContent, canonical, content_hash
from apps.reporting.errors import (
    DifferenceRequired,
    DraftConflict,
    InvalidKeyImage,
    KeyImageOfAnotherPatient,
    NothingChanged,
    UnknownKeyImage,
)
from apps.reporting.identity import signed_content
from apps.reporting.models import KeptDraft, Report, ReportVersion, Submission
from apps.reporting.selectors import version_faults
from apps.worklist.services import release_task
from tests.apps.reporting.key_image_scenes import (
    LENGTH,
    clip_attributes,
    colour_clip,
    read_study,
    save_images,
    sent_study,
    signed_with,
    view,
)
from tests.apps.reporting.pages import content
from tests.apps.reporting.scenes import Reading, put, text
from tests.factories import PASSWORD, Practice
from tests.objects import make_object

pytestmark = pytest.mark.django_db


def sealed(reading: Reading, report: Report) -> list[Any]:
    with tenant_context(reading.practice.tenant_id):
        version = ReportVersion.objects.filter(report=report).latest("number")
    return list(version.act.get("key_images", []))


def keys(images: list[Any]) -> list[str]:
    return [image["key"] for image in images]


def test_they_are_sealed_with_the_text_and_the_archives_facts(practice: Practice) -> None:
    reading = read_study(practice)
    shown = view(reading.study, caption="Bleed", marks=[LENGTH], window_center=-0.0, rotation=90)
    report = signed_with(reading, shown)
    [image] = sealed(reading, report)
    assert (image["caption"], image["marks"], image["rotation"]) == ("Bleed", [LENGTH], 90)
    assert (image["modality"], image["series_number"], image["instance_number"]) == ("CT", 1, 1)
    assert (image["prior"], image["study_date"], image["frames"]) == (False, "2026-03-01", 1)
    with tenant_context(practice.tenant_id):
        assert not list(version_faults())
        version = ReportVersion.objects.get(report=report)
        report.refresh_from_db()
    assert report.draft_key_images == []
    version.act = {"key_images": [{**image, "caption": "Other"}]}
    assert content_hash(signed_content(version)) != version.content_hash


def test_a_version_without_any_hashes_as_before() -> None:
    """The canonical text of a version that points at no frame does not mention key images."""
    signed: SignedContent = content()
    assert "key_images" not in canonical(signed)
    assert content_hash(signed) == (
        "bf3b74c4bbed3ee491c87619183492cc506e009821ffed9361a7ec043b78050b"
    )


def test_a_stale_tab_overwrites_nothing(practice: Practice) -> None:
    reading = read_study(practice)
    reading.claim()
    report = reading.report()
    first, second = view(reading.study), view(reading.study)
    saved = save_images(reading, report, first)
    report.draft_revision = saved.draft_revision - 1
    with pytest.raises(DraftConflict) as refused:
        save_images(reading, report, second)
    told = refused.value.extra["draft"]
    assert keys(told["key_images"]) == [first["key"]]
    # The same save once more, its answer lost, changes nothing.
    assert save_images(reading, report, first).draft_revision == saved.draft_revision


def test_text_saved_without_a_word_of_them_leaves_them(practice: Practice) -> None:
    reading = read_study(practice)
    reading.claim()
    one, other = view(reading.study), view(reading.study)
    report = save_images(reading, reading.report(), one, other)
    report = reading.save(report, text("Changed."))
    assert keys(report.draft_key_images) == [one["key"], other["key"]]
    report = save_images(reading, report, other, one)
    assert keys(report.draft_key_images) == [other["key"], one["key"]]
    assert save_images(reading, report).draft_key_images == []


def test_a_prior_of_the_patient_is_marked_as_that(practice: Practice) -> None:
    earlier = sent_study(practice, make_object(StudyDate="20250302", Modality="MR"))
    reading = read_study(practice)
    reading.claim()
    report = save_images(reading, reading.report(), view(earlier), view(reading.study))
    prior, own = report.draft_key_images
    assert (prior["prior"], prior["study_date"], prior["modality"]) == (True, "2025-03-02", "MR")
    assert own["prior"] is False


def test_no_other_patient_site_or_practice_comes_in(
    practice: Practice, other_practice: Practice
) -> None:
    reading = read_study(practice)
    reading.claim()
    report = reading.report()
    stranger = sent_study(practice, make_object(PatientID="P2"))
    with pytest.raises(KeyImageOfAnotherPatient) as refused:
        save_images(reading, report, view(reading.study), alien := view(stranger))
    assert refused.value.extra["key_images"] == [alien["key"]]
    elsewhere = view(read_study(other_practice).study)
    unheard = view(reading.study, sop_instance_uid="1.2.3")
    # An object is where it lies, and nowhere else.
    misplaced = view(reading.study, study_instance_uid=stranger.study_instance_uid)
    for wrong in (elsewhere, unheard, misplaced):
        with pytest.raises(UnknownKeyImage):
            save_images(reading, report, wrong)
    with tenant_context(practice.tenant_id):
        # Complete now, and of a patient that this reader has no work on.
        Study.objects.filter(id=stranger.id).update(state="complete")
    with pytest.raises(UnknownKeyImage):
        save_images(reading, report, alien)
    with tenant_context(practice.tenant_id):
        report.refresh_from_db()
        assert (report.draft_key_images, report.draft_revision) == ([], 1)
        assert Patient.objects.count() == 2


def test_what_is_no_picture_or_too_much_is_refused(practice: Practice) -> None:
    reading = read_study(practice)
    reading.claim()
    report = reading.report()
    twice = view(reading.study)
    for wrong in (
        [view(reading.study, frame=2)],
        [twice, twice],
        [view(reading.study) for _ in range(21)],
        [view(reading.study, window_width=-1.0)],
    ):
        with pytest.raises(InvalidKeyImage):
            save_images(reading, report, *wrong)
    clip = sent_study(practice, colour_clip())
    report = save_images(reading, report, view(clip, frame=3))
    assert report.draft_key_images[0]["frames"] == 3


def test_a_preliminary_signature_keeps_them_and_another_read_begins_with_them(
    practice: Practice,
) -> None:
    reading = read_study(practice)
    report = signed_with(reading, shown := view(reading.study), kind="preliminary")
    assert keys(report.draft_key_images) == [shown["key"]]
    report = reading.sign(report.id, revision=report.draft_revision)
    assert keys(sealed(reading, report)) == [shown["key"]]


def test_amendments_carry_them_on_or_change_them(practice: Practice) -> None:
    reading = read_study(practice)
    first, second = view(reading.study), view(reading.study, caption="Second look")
    report = signed_with(reading, first)
    actor = practice.actor("reader")
    said: dict[str, Any] = {"actor": actor, "report_id": report.id}
    with tenant_context(practice.tenant_id):
        services.add_addendum(**said, text="Note.", signature=reading.signature(1))
    assert keys(sealed(reading, report)) == [first["key"]]
    with tenant_context(practice.tenant_id):
        services.add_addendum(
            **said, text="See.", signature=reading.signature(2), key_images=[first, second]
        )
    assert keys(sealed(reading, report)) == [first["key"], second["key"]]
    with tenant_context(practice.tenant_id):
        correction = {**said, "sections": text(), "reason": "Wrong frame"}
        with pytest.raises(NothingChanged):
            services.correct_report(**correction, signature=reading.signature(3))
        services.correct_report(**correction, signature=reading.signature(3), key_images=[second])
        version = ReportVersion.objects.filter(report=report).latest("number")
        assert "Changed: Key images." in version.sections[0]["body"]
        services.withdraw_report(**said, reason="Wrong patient", signature=reading.signature(4))
        assert not list(version_faults())
    assert sealed(reading, report) == []


def test_replaced_key_images_are_kept_beside_the_report(practice: Practice) -> None:
    reading = read_study(practice)
    reading.claim()
    report = save_images(reading, reading.report(), shown := view(reading.study))
    with tenant_context(practice.tenant_id):
        Report.objects.filter(id=report.id).update(draft_saved_by_id=practice.user_ids["manager"])
    save_images(reading, report)
    with tenant_context(practice.tenant_id):
        assert keys(KeptDraft.objects.get(report=report).key_images) == [shown["key"]]


def test_over_http(practice: Practice) -> None:
    reading = read_study(practice)
    reading.claim()
    report = reading.report()
    client = practice.client("reader")
    shown = view(reading.study, caption="Bleed", marks=[LENGTH])
    draft = {"revision": report.draft_revision, "sections": text(), "key_images": [shown]}
    assert put(client, f"reports/{report.id}/draft", draft).status_code == 200
    [image] = client.get(f"/api/v1/reports/{report.id}").json()["draft"]["key_images"]
    assert {name: image[name] for name in shown} == shown
    stale = put(client, f"reports/{report.id}/draft", {**draft, "key_images": []})
    assert (stale.status_code, stale.json()["code"]) == (409, "draft_conflict")
    assert keys(stale.json()["draft"]["key_images"]) == [shown["key"]]
    unheard = {**draft, "revision": 2, "key_images": [{**shown, "sop_instance_uid": "1.2"}]}
    refused = put(client, f"reports/{report.id}/draft", unheard)
    assert (refused.status_code, refused.json()["code"]) == (404, "key_image_unknown")
    assert refused.json()["key_images"] == [shown["key"]]


def test_the_attending_sees_and_answers_for_other_key_images_than_the_residents(
    practice: Practice,
) -> None:
    reading = read_study(practice, **clip_attributes())
    kept, renamed, dropped = (view(reading.study, frame=frame) for frame in (1, 2, 3))
    renamed["caption"] = "Cyst"
    report = signed_with(reading, kept, renamed, dropped, kind="preliminary")
    attending = Reading(practice, reading.study, reading.task, "reader2")
    with tenant_context(practice.tenant_id):
        release_task(actor=practice.actor("reader"), task_id=reading.task.id)
    attending.claim()
    same = save_images(attending, attending.report(), kept, renamed, dropped)
    compared = f"/api/v1/reports/{report.id}/differences"
    body = {"sections": text()}
    found = practice.client("reader2").post(compared, body, content_type="application/json")
    assert [one["changed"] for one in found.json()["sections"]] == [False] * 3

    renamed = {**renamed, "caption": "Simple cyst"}
    changed = save_images(attending, same, {**kept, "marks": [LENGTH]}, renamed)
    found = practice.client("reader2").post(compared, body, content_type="application/json")
    last = found.json()["sections"][-1]
    assert (last["code"], last["title"]) == ("key_images", "Key images (1 removed, 2 changed)")
    said = "".join(one["text"] for one in last["changes"] if one["operation"] != "same")
    assert "Simple" in said
    assert "frame 3 of 3" in said
    sign = partial(
        services.sign_report,
        actor=practice.actor("reader2"),
        report_id=report.id,
        kind="final",
        revision=changed.draft_revision,
        study_instance_uid=reading.study.study_instance_uid,
        password=PASSWORD,
    )
    with tenant_context(practice.tenant_id):
        with pytest.raises(DifferenceRequired):
            sign()
        sign(difference=services.Difference("minor", "The third frame shows nothing."))
        final = ReportVersion.objects.get(report=report, kind="final")
        before, differences = services.differences_before(final)
        assert final.act["discrepancy"] == "minor"
        assert before is not None
        assert before.kind == "preliminary"
    assert differences[-1]["title"] == "Key images (1 removed, 2 changed)"


def test_a_submission_is_edited_where_its_key_images_are(practice: Practice) -> None:
    reading = read_study(practice, **clip_attributes())
    reading.claim()
    report = save_images(reading, reading.report(), view(reading.study))
    with tenant_context(practice.tenant_id):
        services.submit_report(
            actor=practice.actor("reader"),
            report_id=report.id,
            revision=report.draft_revision,
            study_instance_uid=reading.study.study_instance_uid,
            password=PASSWORD,
        )
    attending = Reading(practice, reading.study, reading.task, "reader2")
    attending.claim()
    report = save_images(attending, attending.report())
    attending.sign(report.id, revision=report.draft_revision)
    with tenant_context(practice.tenant_id):
        submission = Submission.objects.get()
    assert submission.outcome == "edited"
    assert len(submission.key_images) == 1
