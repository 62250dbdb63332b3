"""The FHIR document: what HL7 FHIR R4 asks of one."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from apps.reporting.outputs.fhir_document import fhir_document
from apps.reporting.outputs.status import STATUSES
from tests.apps.reporting.outputs import readers
from tests.apps.reporting.outputs.sources import (
    EARLIER,
    key_image,
    prior_clip,
    source,
    with_key_images,
)
from tests.apps.reporting.pages import ARABIC

# HL7 FHIR R4: diagnostic-report-status, composition-status.
KINDS = {
    "wet_read": ("preliminary", "preliminary"),
    "preliminary": ("preliminary", "preliminary"),
    "final": ("final", "final"),
    "addendum": ("appended", "amended"),
    "correction": ("corrected", "amended"),
    "withdrawal": ("entered-in-error", "entered-in-error"),
}
# Elements of cardinality 1..1 or 1..* of each resource.
REQUIRED = {
    "Composition": {"status", "type", "date", "author", "title"},
    "DiagnosticReport": {"status", "code"},
    "ImagingStudy": {"status", "subject"},
    "ServiceRequest": {"status", "intent", "subject"},
    "Patient": set(),
    "Practitioner": set(),
    "Organization": {"name"},
    "Media": {"status", "content"},
}


def values(node: Any) -> Iterator[Any]:
    yield node
    for child in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from values(child)


def references(node: Any) -> set[str]:
    return {
        one["reference"] for one in values(node) if isinstance(one, dict) and "reference" in one
    }


@pytest.mark.parametrize("kind", STATUSES)
def test_statuses_follow_the_kind(kind: str) -> None:
    bundle = fhir_document(source(kind=kind), pdf=b"%PDF")
    report = readers.resource(bundle, "DiagnosticReport")
    composition = readers.resource(bundle, "Composition")
    assert (report["status"], composition["status"]) == KINDS[kind]


@pytest.mark.parametrize("accession", ["A-778", ""])
def test_it_is_a_document(accession: str) -> None:
    made = source(findings=ARABIC, earlier=EARLIER)
    if accession:
        made = with_key_images(made, key_image(), prior_clip(caption=ARABIC))
    made.signed.identity["study"]["accession_number"] = accession
    bundle = json.loads(json.dumps(fhir_document(made, pdf=b"%PDF")))
    entries = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert bundle["identifier"]["system"] and bundle["identifier"]["value"] and bundle["timestamp"]
    assert len(entries) == len(bundle["entry"])
    for address, resource in entries.items():
        assert address == f"urn:uuid:{resource['id']}"
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"])
        assert set(resource) >= REQUIRED[resource["resourceType"]]
    kinds = {resource["resourceType"] for resource in entries.values()}
    assert kinds == set(REQUIRED) - (set() if accession else {"ServiceRequest", "Media"})
    assert all(value not in ("", None, [], {}) for value in values(bundle))


def test_everything_in_it_is_reached_from_the_composition() -> None:
    made = with_key_images(source(), key_image(), prior_clip())
    bundle = fhir_document(made, pdf=b"%PDF", pictures=[b"jpeg", None])
    entries = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    reached: set[str] = set()
    waiting = {bundle["entry"][0]["fullUrl"]}
    while waiting:
        address = waiting.pop()
        reached.add(address)
        waiting |= references(entries[address]) - reached
    assert reached == set(entries)


def test_the_report_carries_its_page_and_its_conclusion() -> None:
    bundle = fhir_document(source(impression="No acute finding."), pdf=b"%PDF-1.7 x")
    report = readers.resource(bundle, "DiagnosticReport")
    assert report["conclusion"] == "No acute finding."
    assert readers.presented(report, "application/pdf") == b"%PDF-1.7 x"
    assert report["effectiveDateTime"] == "2026-11-21T10:00:00.000Z"
    assert report["issued"] == "2026-11-21T14:03:07.123Z"


def test_a_name_keeps_its_writings() -> None:
    made = source(study={"patient_name": "Yamada^Tarou=山田^太郎=やまだ^たろう"})
    patient = readers.resource(fhir_document(made, pdf=b""), "Patient")
    assert [name["family"] for name in patient["name"]] == ["Yamada", "山田", "やまだ"]
    assert patient["name"][0]["text"] == made.signed.identity["patient"]["name"]
    assert patient["gender"] == "female"
    assert patient["birthDate"] == "1961-02-03"
