"""The DICOM objects of a report, judged by DCMTK and against PS3.3 and PS3.16."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from apps.reporting.outputs.encapsulated_pdf import encapsulated_pdf
from apps.reporting.outputs.key_objects import key_objects
from apps.reporting.outputs.source import instance_uid, series_uid
from apps.reporting.outputs.status import STATUSES
from apps.reporting.outputs.structured_report import structured_report
from apps.reporting.pdf.document import render_pdf
from runtime.dcmtk import program
from tests.apps.reporting.outputs import readers
from tests.apps.reporting.outputs.sources import (
    EARLIER,
    VERSION,
    key_image,
    prior_clip,
    source,
    with_key_images,
    written,
)
from tests.apps.reporting.pages import ARABIC, JAPANESE

FLAGS = {
    "wet_read": ("PARTIAL", "UNVERIFIED", "PRELIMINARY"),
    "preliminary": ("PARTIAL", "UNVERIFIED", "PRELIMINARY"),
    "final": ("COMPLETE", "VERIFIED", "FINAL"),
    "addendum": ("COMPLETE", "VERIFIED", "FINAL"),
    "correction": ("COMPLETE", "VERIFIED", "FINAL"),
    "withdrawal": ("COMPLETE", "VERIFIED", "FINAL"),
}


# DCMTK says that it checks neither the characters of values in UTF-8 nor templates; all else it says is a fault.
UNCHECKED = (
    "W: The VR checker does not support this Specific Character Set: ISO_IR 192",
    "W: Check for template constraints not yet supported",
)


def run(name: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [program(name), *map(str, arguments)], capture_output=True, check=False, timeout=30
    )
    complaints = [line for line in done.stderr.decode().splitlines() if line not in UNCHECKED]
    assert (done.returncode, complaints) == (0, [])
    return done.stdout.decode()


@pytest.mark.parametrize("findings", [JAPANESE, ARABIC, "Zeile eins\nZeile zwei"])
def test_dcmtk_reads_the_structured_report(findings: str, tmp_path: Path) -> None:
    path = tmp_path / "report.dcm"
    sections = written(
        ("indication", "", "Cough"), ("findings", "Befund", findings), ("impression", "", findings)
    )
    path.write_bytes(structured_report(source(sections=sections, earlier=EARLIER)))
    shown = run("dsrdump", "--print-all-codes", "--print-long-values", "--print-template-id", path)
    for line in findings.split("\n"):
        assert line in shown
    for told in ("Basic Text SR", "VERIFIED", '(59776-5,LN,"Befund")', "TID 2000 (DCMR)"):
        assert told in shown


@pytest.mark.parametrize("caption", ["Nodule", JAPANESE.split("\n")[0], ARABIC.split("\n")[0]])
def test_dcmtk_reads_the_key_objects(caption: str, tmp_path: Path) -> None:
    path = tmp_path / "key-objects.dcm"
    made = with_key_images(source(), key_image(caption=caption), prior_clip(), key_image())
    path.write_bytes(key_objects(made))
    shown = run("dsrdump", "--print-all-codes", "--print-long-values", "--print-template-id", path)
    for told in (
        "Key Object Selection Document",
        '(113020,DCM,"For Report Attachment")',
        "TID 2010 (DCMR)",
        '(113012,DCM,"Key Object Description")',
        caption,
        "<contains IMAGE:=(CT image,)>",
        "<contains IMAGE:=(USm image,,7)>",
    ):
        assert told in shown


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
@pytest.mark.parametrize("kind", STATUSES)
def test_dciodvfy_finds_no_error_in_them(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "object.dcm"
    made = with_key_images(
        source(kind=kind, findings=ARABIC), key_image(caption=JAPANESE[:20]), prior_clip()
    )
    pdf = render_pdf(made.signed, content_hash=made.content_hash)
    for content in (key_objects(made), structured_report(made), encapsulated_pdf(made, pdf=pdf)):
        path.write_bytes(content)
        done = subprocess.run(["dciodvfy", path], capture_output=True, check=False, timeout=30)
        found = done.stderr.decode().splitlines()
        assert [line for line in found if line.startswith("Error")] == []


def test_the_evidence_of_key_objects_lies_under_each_study() -> None:
    made = with_key_images(source(study={"instances": []}), prior_clip(), key_image(), key_image())
    selection, report = (
        readers.dataset(content) for content in (key_objects(made), structured_report(made))
    )
    own, prior = selection.CurrentRequestedProcedureEvidenceSequence
    assert own.StudyInstanceUID == made.study.study_instance_uid
    assert prior.StudyInstanceUID == "1.2.9"
    [series] = own.ReferencedSeriesSequence
    assert [one.ReferencedSOPInstanceUID for one in series.ReferencedSOPSequence] == ["1.2.3.4.2"]
    assert report.CurrentRequestedProcedureEvidenceSequence[0] == own
    assert list(report.PertinentOtherEvidenceSequence) == [prior]
    assert (selection.Modality, selection.SeriesNumber) == ("KO", 9003)
    assert selection.SOPInstanceUID == instance_uid(VERSION, "ko")
    assert key_objects(made) == key_objects(made)


def test_dcmtk_gives_the_same_page_back(tmp_path: Path) -> None:
    made = source(findings=JAPANESE)
    pdf = render_pdf(made.signed, content_hash=made.content_hash)
    stored, page = tmp_path / "report.dcm", tmp_path / "report.pdf"
    stored.write_bytes(encapsulated_pdf(made, pdf=pdf))
    run("dcm2pdf", stored, page)
    assert page.read_bytes().removesuffix(b"\0") == pdf


@pytest.mark.parametrize("kind", STATUSES)
def test_flags_follow_the_kind(kind: str) -> None:
    report = readers.dataset(structured_report(source(kind=kind)))
    flags = (report.CompletionFlag, report.VerificationFlag, report.PreliminaryFlag)
    assert flags == FLAGS[kind]
    assert ("VerifyingObserverSequence" in report) == (report.VerificationFlag == "VERIFIED")
    page = readers.dataset(encapsulated_pdf(source(kind=kind), pdf=b"%PDF"))
    assert page.VerificationFlag == report.VerificationFlag


def test_the_report_says_who_when_and_on_what() -> None:
    report = readers.dataset(structured_report(source(earlier=EARLIER, study={"offset": "+0130"})))
    [verifier] = report.VerifyingObserverSequence
    assert verifier.VerifyingObserverName == "Dr Amara Okafor"
    assert verifier.VerifyingOrganization == "Nightwatch Radiology"
    assert verifier.VerificationDateTime == "20261121153307.123456+0130"
    assert (report.ContentDate, report.ContentTime) == ("20261121", "153307")
    [request] = report.ReferencedRequestSequence
    assert request.AccessionNumber == "A-778"
    [evidence] = report.CurrentRequestedProcedureEvidenceSequence
    [series] = evidence.ReferencedSeriesSequence
    images = [item.ReferencedSOPInstanceUID for item in series.ReferencedSOPSequence]
    assert images == ["1.2.3.4.1", "1.2.3.4.2", "1.2.3.4.10"]
    [earlier] = report.PredecessorDocumentsSequence
    [item] = earlier.ReferencedSeriesSequence[0].ReferencedSOPSequence
    assert item.ReferencedSOPInstanceUID == instance_uid(EARLIER, "sr")
    language = report.ContentSequence[0]
    assert language.ConceptCodeSequence[0].CodeValue == "en"


def test_the_same_version_gives_the_same_object() -> None:
    made: dict[str, Any] = {"findings": ARABIC, "earlier": EARLIER}
    assert structured_report(source(**made)) == structured_report(source(**made))
    first = readers.dataset(structured_report(source(**made)))
    assert first.SOPInstanceUID == instance_uid(VERSION, "sr")
    assert first.SeriesInstanceUID == series_uid(source().signed.report_id, "sr")
    assert len(first.SOPInstanceUID) <= 64


def test_no_identifier_becomes_two() -> None:
    """A backslash separates values; a name and an identifier are one each."""
    hard = {"patient_name": "A\\B^C", "patient_id": "7\\8", "description": "x\\y\t" * 30}
    report = readers.dataset(structured_report(source(study=hard, name="A\\B, C")))
    assert report.PatientName == "A/B^C"
    assert report.PatientID == "7/8"
    assert len(report.StudyDescription) <= 64
