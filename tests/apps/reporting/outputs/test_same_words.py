"""Whatever was signed, in whatever script: every output says the same words, and names the same things."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from apps.reporting.content import Section, one_line
from apps.reporting.outputs.fhir_document import fhir_document
from apps.reporting.outputs.key_objects import key_objects
from apps.reporting.outputs.source import instance_uid
from apps.reporting.outputs.structured_report import structured_report
from apps.reporting.outputs.text import observation_lines, plain_text
from tests.apps.reporting.outputs import readers
from tests.apps.reporting.outputs.sources import (
    key_image,
    prior_clip,
    signed_words,
    source,
    with_key_images,
    written,
)
from tests.apps.reporting.pages import ARABIC, JAPANESE, MARKUP

HARD = (
    "|^~\\&<>\"'=#*$@{}[]"  # separators of HL7, XML, PN and page markup
    "肺野は清明ﾊｲﾔ髙𠮷"
    "الرئتان نظيفتان ١٢"
    "e\u0301a\u0308\u0323\u200d\u200f\ufeff"  # combining and unseen characters
    "שלום हृदय ปอด 폐 Ωμέγα Жук"
    "\t \u00a0\u3000\u2028\u2029\u0085"
    "\0\x01\x07\x0b\x0c\x1b\x1c\x7f\x9b\ufffe\uffff\U0001ffff\U0001f600"
)
texts: SearchStrategy[str] = st.one_of(
    st.text(st.sampled_from(HARD), max_size=120),
    st.text(max_size=60),
    st.lists(st.sampled_from(["lung", "|", "肺", "القلب", "x" * 90, "\n", " ", "\r\n"])).map(
        "".join
    ),
)
sections: SearchStrategy[list[Section]] = st.builds(
    lambda title, findings, impression: written(
        ("indication", "", ""),
        ("findings", title, findings),
        ("impression", "Beurteilung", impression),
    ),
    st.one_of(st.just(""), st.text(st.sampled_from(HARD), max_size=90)),
    texts,
    texts,
)


def holds(said: list[str], words: list[str]) -> bool:
    """Whether all of ``words`` stand in ``said``, in a row."""
    return "\n".join(["", *words, ""]) in "\n".join(["", *said, ""])


@settings(max_examples=60)
@given(sections, st.none() | texts)
@example(written(("findings", "", JAPANESE), ("impression", "", ARABIC)), ARABIC)
@example(
    written(("findings", "\\" * 70, MARKUP), ("impression", "T" * 200, "\n\n  a\n b \n")), None
)
@example(written(("findings", "", "word " * 900), ("impression", "", "肺" * 9000)), MARKUP)
def test_every_output_says_what_was_signed(signed: list[Section], caption: str | None) -> None:
    """With two key images, the latter of a prior, where there is a caption for them."""
    made = source(sections=signed)
    if caption is not None:
        kept = one_line(caption)
        made = with_key_images(made, key_image(caption=kept), prior_clip(caption=kept))
    words = signed_words(made)
    assert holds(plain_text(made).split(), words)
    assert holds(readers.words_of_lines(observation_lines(made)), words)
    assert readers.words_of_tree(readers.dataset(structured_report(made))) == words
    if caption is not None:
        selected = readers.words_of_selection(readers.dataset(key_objects(made)))
        assert holds(words, ["images", *selected])
    bundle = fhir_document(made, pdf=b"%PDF")
    report = readers.resource(bundle, "DiagnosticReport")
    assert readers.words_of_composition(readers.resource(bundle, "Composition")) == words
    assert readers.words_of_narrative(report["text"]) == words
    assert readers.presented(report, "text/plain").decode() == plain_text(made)


def test_every_output_points_at_the_same_frames() -> None:
    made = with_key_images(source(), prior_clip(caption="Before"), key_image(caption="Now"))
    frames = [("1.2.9.1.1", 7), ("1.2.3.4.2", None)]
    selection = readers.dataset(key_objects(made))
    assert readers.frames_of(selection.ContentSequence) == frames
    structured = readers.dataset(structured_report(made))
    assert readers.frames_of(structured.ContentSequence) == frames
    bundle = fhir_document(made, pdf=b"%PDF", pictures=[None, b"\xff\xd8jpeg"])
    report = readers.resource(bundle, "DiagnosticReport")
    media = {f"urn:uuid:{one['id']}": one for one in readers.resources(bundle, "Media")}
    shown = [media[one["link"]["reference"]] for one in report["media"]]
    assert [one["identifier"][0]["value"] for one in shown] == [
        f"urn:oid:{uid}" for uid, _ in frames
    ]
    assert [one["content"]["contentType"] for one in shown] == ["application/dicom", "image/jpeg"]
    filed = {
        one["identifier"][0]["value"]: [
            instance["uid"] for series in one["series"] for instance in series["instance"]
        ]
        for one in readers.resources(bundle, "ImagingStudy")
    }
    assert filed == {
        f"urn:oid:{made.study.study_instance_uid}": ["1.2.3.4.2"],
        "urn:oid:1.2.9": ["1.2.9.1.1"],
    }
    identifiers = [one["value"] for one in report["identifier"]]
    assert f"urn:oid:{selection.SOPInstanceUID}" in identifiers
    assert (selection.StudyInstanceUID, selection.PatientID) == (
        structured.StudyInstanceUID,
        structured.PatientID,
    )
    for uid, _ in frames:
        assert uid in plain_text(made)
        assert any(uid in line for line in observation_lines(made))


@pytest.mark.parametrize("name", ["Müller-O’Brien^Zoë", "Yamada^Tarou=山田^太郎=やまだ^たろう"])
def test_every_output_names_the_same_report_patient_and_study(name: str) -> None:
    made = source(study={"patient_name": name})
    study = made.signed.identity["study"]["study_instance_uid"]
    text = plain_text(made)
    structured = readers.dataset(structured_report(made))
    bundle = fhir_document(made, pdf=b"%PDF")
    report = readers.resource(bundle, "DiagnosticReport")
    for told in (made.content_hash, study, "P-1001", "A-778"):
        assert told in text
        assert told in str(bundle)
    assert structured.StudyInstanceUID == study
    assert (structured.PatientName, structured.PatientID) == (name, "P-1001")
    assert structured.AccessionNumber == "A-778"
    proof = structured.private_block(0x0041, "TELEREAD REPORT")
    assert proof[0x01].value == made.signed.report_id
    assert proof[0x03].value == made.content_hash
    identifiers = [one["value"] for one in report["identifier"]]
    assert f"urn:oid:{structured.SOPInstanceUID}" in identifiers
    assert f"urn:oid:{instance_uid(made.version_id, 'pdf')}" in identifiers
    assert f"nih:sha-256;{made.content_hash}" in identifiers
