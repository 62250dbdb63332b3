"""Signed versions in the archive: beside their images, once, and never taken for images."""

from typing import Any

import pytest
from django.test import Client

from apps.accounts.actors import Actor
from apps.archive.models import Instance, Study
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.common.outbox.dispatching import dispatch_due
from apps.intake.models import Arrival
from apps.reporting.models import Report, ReportVersion
from apps.reporting.services import file_version
from apps.worklist.models import ReadingTask
from tests.apps.reporting.key_image_scenes import read_study
from tests.apps.reporting.outputs import readers
from tests.apps.reporting.scenes import Reading, text
from tests.factories import Practice
from tests.objects import Sender, make_object

pytestmark = [
    pytest.mark.django_db,
    # The test client reads a stream at once, which the server never does.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume asynchronous"),
]

NAMES = {
    "japanese": (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
    "chinese": ("GB18030", "Wang^XiaoDong=王^小东"),
    "arabic": ("ISO_IR 127", "قباني^لنزار"),
    "unicode": ("ISO_IR 192", "Müller^Zoë"),
}


def sign(reading: Reading, kind: str = "final") -> Report:
    report = reading.signed(kind)
    dispatch_due()
    return report


def series(client: Client, reading: Reading, modality: str) -> list[dict[str, Any]]:
    uid = reading.study.study_instance_uid
    answer = client.get(f"/dicom-web/studies/{uid}/series?Modality={modality}")
    return answer.json() if answer.status_code == 200 else []


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_character_set_comes_back_from_the_archive(
    practice: Practice, script: str
) -> None:
    encoding, name = NAMES[script]
    reading = read_study(practice, SpecificCharacterSet=encoding, PatientName=name)
    sign(reading)
    [kept] = filed(reading, "SR")
    report = readers.dataset(wado(practice.client("manager"), kept))
    assert report.PatientName == name
    assert (report.SpecificCharacterSet, report.AccessionNumber) == ("ISO_IR 192", "A1")
    [evidence] = report.CurrentRequestedProcedureEvidenceSequence
    assert len(evidence.ReferencedSeriesSequence) == 1


def filed(reading: Reading, modality: str) -> list[Instance]:
    """The archive's objects of a modality in the study, the first version first."""
    with tenant_context(reading.practice.tenant_id):
        found = Instance.objects.filter(study=reading.study, series__modality=modality)
        return list(found.select_related("study", "series").order_by("number"))


def wado(client: Client, kept: Instance) -> bytes:
    answer = client.get(
        f"/dicom-web/studies/{kept.study.study_instance_uid}/series/"
        f"{kept.series.series_instance_uid}/instances/{kept.sop_instance_uid}",
        headers={"accept": "application/dicom"},
    )
    assert answer.status_code == 200, answer
    return b"".join(answer)


def test_a_report_is_no_late_image_and_no_new_work(practice: Practice) -> None:
    reading = read_study(practice)
    sign(reading)
    with tenant_context(practice.tenant_id):
        study = Study.objects.get(id=reading.study.id)
        assert study.late_images_at is None
        assert study.state == "complete"
        assert not OutboxEvent.objects.filter(name="archive.late_images_stored").exists()
        assert ReadingTask.objects.filter(study=study).count() == 1
        assert (study.series_count, study.instance_count, study.modalities) == (1, 1, ["CT"])
        assert (study.own_series_count, study.own_instance_count) == (2, 2)
        assert study.last_image_at == reading.study.last_image_at
        late = make_object(StudyInstanceUID=study.study_instance_uid, Modality="CT")
    Sender(practice, practice.site_a).send(late)
    with tenant_context(practice.tenant_id):
        assert Study.objects.get(id=study.id).late_images_at is not None


def test_dicomweb_counts_and_finds_it(practice: Practice) -> None:
    reading = read_study(practice)
    sign(reading)
    client, uid = practice.client("manager"), reading.study.study_instance_uid
    for modality in ("CT", "SR", "DOC"):
        [row] = client.get(
            f"/dicom-web/studies?StudyInstanceUID={uid}&ModalitiesInStudy={modality}"
        ).json()
        assert row["00080061"]["Value"] == ["CT", "DOC", "SR"]
        assert (row["00201206"]["Value"], row["00201208"]["Value"]) == ([3], [3])
    [page] = filed(reading, "DOC")
    address = f"/dicom-web/studies/{uid}/series/{page.series.series_instance_uid}/instances"
    rendered = client.get(f"{address}/{page.sop_instance_uid}/rendered")
    assert (rendered.status_code, rendered["Content-Type"]) == (200, "application/pdf")
    assert rendered.content.startswith(b"%PDF")
    assert (
        readers.dataset(wado(client, page)).EncapsulatedDocument.rstrip(b"\0") == rendered.content
    )


def test_it_is_stored_once(practice: Practice) -> None:
    reading = read_study(practice)
    report = sign(reading)
    with tenant_context(practice.tenant_id):
        version = ReportVersion.objects.get(report=report)
        actor = Actor.system(practice.tenant_id, "test")
        assert file_version(actor=actor, version_id=version.id) == 0
        arrivals = Arrival.objects.filter(receiver="report").values_list("outcome", flat=True)
        assert list(arrivals) == ["stored", "stored"]


def test_a_later_version_joins_its_predecessor(practice: Practice) -> None:
    reading = read_study(practice)
    report = sign(reading, "preliminary")
    client = practice.client("manager")
    [before] = series(client, reading, "SR")
    saved = reading.save(report, text("Changed."))
    reading.sign(report.id, "final", revision=saved.draft_revision)
    dispatch_due()
    [after] = series(client, reading, "SR")
    assert before["0020000E"] == after["0020000E"]
    assert after["00201209"]["Value"] == [2]
    assert len(series(client, reading, "DOC")) == 1
    first, second = (readers.dataset(wado(client, one)) for one in filed(reading, "SR"))
    [predecessor] = second.PredecessorDocumentsSequence
    [item] = predecessor.ReferencedSeriesSequence[0].ReferencedSOPSequence
    assert item.ReferencedSOPInstanceUID == first.SOPInstanceUID
    assert (first.VerificationFlag, second.VerificationFlag) == ("UNVERIFIED", "VERIFIED")
    # What was read are the images, not the report before.
    [evidence] = second.CurrentRequestedProcedureEvidenceSequence
    assert len(evidence.ReferencedSeriesSequence) == 1


FORMATS = {
    "text": "text/plain; charset=utf-8",
    "fhir": "application/fhir+json",
    "sr": "application/dicom",
    "encapsulated-pdf": "application/dicom",
}


@pytest.mark.parametrize(("what", "media_type"), FORMATS.items())
def test_every_format_is_had_by_reader_and_site(
    practice: Practice, what: str, media_type: str
) -> None:
    reading = read_study(practice)
    report = sign(reading)
    for client, address in (
        (practice.client("reader"), f"reports/{report.id}/versions/1/{what}"),
        (practice.client("site_user"), f"site-studies/{reading.study.id}/report/{what}"),
    ):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 200, answer.content
        assert answer["Content-Type"] == media_type
        assert answer["Content-Disposition"].startswith(f'attachment; filename="report-{report.id}')
        assert "Person" not in answer["Content-Disposition"]
        if media_type == "application/dicom":
            [kept] = filed(reading, readers.dataset(answer.content).Modality)
            assert wado(practice.client("manager"), kept) == answer.content
    assert (
        practice.client("reader").get(f"/api/v1/reports/{report.id}/versions/1/rtf").status_code
        == 404
    )
