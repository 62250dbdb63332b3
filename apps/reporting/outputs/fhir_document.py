"""A signed version as a FHIR R4 document: a Composition with the sections, and the DiagnosticReport beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

from apps.reporting.key_images.words import KEY_IMAGES_TITLE
from apps.reporting.outputs import fhir_media as media
from apps.reporting.outputs import fhir_parties as about
from apps.reporting.outputs import fhir_values as values
from apps.reporting.outputs.concepts import IMAGING_REPORT, KEY_IMAGES, concepts_of
from apps.reporting.outputs.dicom_header import title_of
from apps.reporting.outputs.narrative import narrative
from apps.reporting.outputs.source import ReportSource
from apps.reporting.outputs.status import status_of
from apps.reporting.outputs.text import plain_text
from apps.reporting.pdf.script import language

Resource = dict[str, Any]

DIAGNOSTIC_SERVICES = "http://terminology.hl7.org/CodeSystem/v2-0074"


def fhir_document(
    source: ReportSource, *, pdf: bytes, pictures: Sequence[bytes | None] = ()
) -> Resource:
    """The Bundle as JSON values; ``pdf`` is the printed page of the same version, ``pictures`` the JPEGs of its key
    images in order, None where one could not be made.

    The same version gives the same values: ids are those of the version, its report, patient, study, site and signer.
    """
    resources = [
        _composition(source),
        _diagnostic_report(source, pdf),
        *about.parties(source),
        *media.resources(source, pictures),
    ]
    return {
        "resourceType": "Bundle",
        "id": source.version_id,
        "identifier": _version(source.version_id),
        "type": "document",
        "timestamp": values.instant(source.signed_at),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": values.lean(resource)}
            for resource in resources
        ],
    }


def _composition(source: ReportSource) -> Resource:
    status = status_of(source.signed.kind)
    at = values.instant(source.signed_at)
    attester = {"mode": "legal", "time": at, "party": about.to_signer(source)}
    return {
        "resourceType": "Composition",
        "id": values.derived_id("composition", source.version_id),
        "language": language(source.text_of_sections),
        "text": narrative([title_of(source)]),
        "identifier": _version(source.version_id),
        "status": status.fhir_document,
        "type": _code(),
        "subject": about.to_patient(source),
        "date": at,
        "author": [about.to_signer(source)],
        "title": title_of(source),
        "attester": [attester] if status.verified else [],
        "custodian": about.to_practice(source),
        "relatesTo": [
            {"code": "replaces", "targetIdentifier": _version(earlier)}
            for earlier in [source.earlier_version_id]
            if earlier
        ],
        "event": [
            {
                "period": {"start": about.studied_at(source)},
                "detail": [values.reference(source.signed.report_id)],
            }
        ],
        "section": list(_sections(source)),
    }


def _sections(source: ReportSource) -> Iterator[Resource]:
    for section in source.written():
        heading = concepts_of(section["code"]).heading
        yield {
            "title": section["title"],
            "code": values.coded(values.LOINC, heading.value, heading.meaning),
            "text": narrative(section["body"].split("\n")),
        }
    if source.key_images:
        yield {
            "title": KEY_IMAGES_TITLE,
            "code": values.coded(values.LOINC, KEY_IMAGES.value, KEY_IMAGES.meaning),
            "text": narrative(line for one in source.key_images for line in one.lines),
            "entry": media.references(source),
        }


def _diagnostic_report(source: ReportSource, pdf: bytes) -> Resource:
    language_tag = language(source.text_of_sections)
    forms = [(pdf, "application/pdf"), (plain_text(source).encode(), "text/plain; charset=utf-8")]
    return {
        "resourceType": "DiagnosticReport",
        "id": source.signed.report_id,
        "meta": {"versionId": str(source.signed.number)},
        "language": language_tag,
        "text": narrative([*source.text_of_sections.split("\n"), *_key_image_words(source)]),
        "identifier": [
            values.uri_identifier(f"urn:uuid:{source.signed.report_id}"),
            _version(source.version_id),
            *(values.uid_identifier(source.instance_uid(one)) for one in source.kinds),
            values.hash_identifier(source.content_hash),
        ],
        "basedOn": about.to_requests(source),
        "status": status_of(source.signed.kind).fhir_report,
        "category": [values.coded(DIAGNOSTIC_SERVICES, "RAD", "Radiology")],
        "code": _code(),
        "subject": about.to_patient(source),
        "effectiveDateTime": about.studied_at(source),
        "issued": values.instant(source.signed_at),
        "performer": [about.to_practice(source)],
        "resultsInterpreter": [about.to_signer(source)],
        "imagingStudy": [*about.to_studies(source), *about.to_priors(source)],
        "media": [
            {"comment": one.alternative, "link": link}
            for one, link in zip(source.key_images, media.references(source), strict=True)
        ],
        "conclusion": source.impression,
        "presentedForm": [
            values.attachment(
                data,
                media_type,
                title=title_of(source),
                at=source.signed_at,
                language=language_tag,
            )
            for data, media_type in forms
        ],
    }


def _key_image_words(source: ReportSource) -> list[str]:
    lines = [line for one in source.key_images for line in one.lines]
    return [KEY_IMAGES_TITLE, *lines] if lines else []


def _code() -> Resource:
    return values.coded(values.LOINC, IMAGING_REPORT.value, "Diagnostic imaging study")


def _version(version_id: str) -> Resource:
    return values.uri_identifier(f"urn:uuid:{version_id}")
