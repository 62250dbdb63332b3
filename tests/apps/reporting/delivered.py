"""What leaves of a signed version, read back and held against what was signed."""

import json

from apps.reporting.models import ReportVersion
from apps.reporting.outputs.text import observation_lines
from apps.reporting.selectors.outputs import source_of
from apps.reporting.services.outputs import version_file
from tests.apps.reporting.outputs import readers
from tests.apps.reporting.outputs.sources import signed_words


def assert_says_what_was_signed(version: ReportVersion) -> None:
    """Text, HL7 v2, structured report, key objects and FHIR: each word, in a row, and every study's accession."""
    made = source_of(version)
    words = signed_words(made)
    row = " ".join(["", *words, ""])
    text = version_file(version, "text").content.decode()
    assert row in " ".join(["", *text.split(), ""])
    assert row in " ".join(["", *readers.words_of_lines(observation_lines(made)), ""])
    structured = readers.dataset(version_file(version, "sr").content)
    assert readers.words_of_tree(structured) == words
    bundle = json.loads(version_file(version, "fhir").content)
    report = readers.resource(bundle, "DiagnosticReport")
    assert readers.words_of_composition(readers.resource(bundle, "Composition")) == words
    assert readers.words_of_narrative(report["text"]) == words
    assert readers.presented(report, "text/plain").decode() == text
    if made.key_images:
        selection = readers.dataset(version_file(version, "key-objects").content)
        assert " ".join(readers.words_of_selection(selection)) in row
    for study in (made.study, *made.others):
        assert study.accession_number in text
        assert study.accession_number in str(bundle)
