"""Whom and what a report is about, and who answers for it, as FHIR R4 resources."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from apps.reporting.outputs import fhir_media as media
from apps.reporting.outputs import fhir_values as values
from apps.reporting.outputs.source import ReportSource
from apps.reporting.outputs.status import status_of
from apps.reporting.pdf.page import covered

Resource = dict[str, Any]

IDENTIFIER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"
GENDERS = {"F": "female", "M": "male", "O": "other"}


def parties(source: ReportSource) -> Iterator[Resource]:
    """Patient, studies, orders, signer, practice and site."""
    yield _patient(source)
    for study in covered(source.signed.identity):
        yield _imaging_study(source, study)
        if has_request(study):
            yield _service_request(source, study)
    yield from _priors(source)
    yield {
        "resourceType": "Practitioner",
        "id": source.signed.signer_id,
        "name": [{"text": source.signed.signer_name}],
    }
    yield _organization(practice_id(source), source.signed.identity["practice"]["name"])
    yield _organization(_site(source)["id"], _site(source)["name"])


def has_request(study: Mapping[str, Any]) -> bool:
    """Whether an order is known; its accession number is all that a report says of it."""
    return bool(study["accession_number"])


def request_id(study: Mapping[str, Any]) -> str:
    return values.derived_id("request", study["id"])


def practice_id(source: ReportSource) -> str:
    return values.derived_id("practice", source.signed.identity["practice"]["slug"])


def to_patient(source: ReportSource) -> Resource:
    return values.reference(source.signed.identity["patient"]["id"])


def to_studies(source: ReportSource) -> list[Resource]:
    return [values.reference(study["id"]) for study in covered(source.signed.identity)]


def to_priors(source: ReportSource) -> list[Resource]:
    return [values.reference(one) for one in media.prior_ids(source).values()]


def to_signer(source: ReportSource) -> Resource:
    return values.reference(source.signed.signer_id)


def to_practice(source: ReportSource) -> Resource:
    return values.reference(practice_id(source))


def to_requests(source: ReportSource) -> list[Resource]:
    return [
        values.reference(request_id(study))
        for study in covered(source.signed.identity)
        if has_request(study)
    ]


def studied_at(source: ReportSource) -> str:
    """When the report's own study was made, empty where that is not known."""
    return _made_at(source.signed.identity["study"])


def _made_at(study: Mapping[str, Any]) -> str:
    written = study["study_at"]
    return values.instant(datetime.fromisoformat(written)) if written else ""


def _patient(source: ReportSource) -> Resource:
    patient = source.signed.identity["patient"]
    number = {
        "type": values.coded(IDENTIFIER_TYPES, "MR"),
        "value": patient["patient_id"],
        "assigner": {"display": patient["issuer"]},
    }
    return {
        "resourceType": "Patient",
        "id": patient["id"],
        "identifier": [number] if patient["patient_id"] else [],
        "name": values.human_names(source.study.patient_name, patient["name"]),
        "gender": GENDERS.get(patient["sex"], "unknown"),
        "birthDate": patient["birth_date"],
        "managingOrganization": values.reference(_site(source)["id"]),
    }


def _imaging_study(source: ReportSource, study: Mapping[str, Any]) -> Resource:
    request = [values.reference(request_id(study))] if has_request(study) else []
    referrer = " ".join(study["referring_physician"].replace("^", " ").split())
    return {
        "resourceType": "ImagingStudy",
        "id": study["id"],
        "identifier": [values.uid_identifier(study["study_instance_uid"])],
        "status": "available",
        "modality": [{"system": values.DICOM_TERMS, "code": code} for code in study["modalities"]],
        "subject": to_patient(source),
        "started": _made_at(study),
        "basedOn": request,
        "referrer": {"display": referrer},
        "description": study["description"],
        "series": media.series_of(source, study["study_instance_uid"]),
    }


def _priors(source: ReportSource) -> Iterator[Resource]:
    """Other studies of the patient, with no more than the frames that key images show of them."""
    dates = {one.image["study_instance_uid"]: one.image["study_date"] for one in source.key_images}
    for uid, resource_id in media.prior_ids(source).items():
        yield {
            "resourceType": "ImagingStudy",
            "id": resource_id,
            "identifier": [values.uid_identifier(uid)],
            "status": "available",
            "subject": to_patient(source),
            "started": dates[uid],
            "series": media.series_of(source, uid),
        }


def _service_request(source: ReportSource, study: Mapping[str, Any]) -> Resource:
    accession = {
        "type": values.coded(IDENTIFIER_TYPES, "ACSN"),
        "value": study["accession_number"],
        "assigner": {"display": _site(source)["name"]},
    }
    return {
        "resourceType": "ServiceRequest",
        "id": request_id(study),
        "identifier": [accession],
        "status": "active" if status_of(source.signed.kind).preliminary else "completed",
        "intent": "order",
        "subject": to_patient(source),
        "requester": values.reference(_site(source)["id"]),
    }


def _organization(organization_id: str, name: str) -> Resource:
    return {"resourceType": "Organization", "id": organization_id, "name": name}


def _site(source: ReportSource) -> dict[str, Any]:
    site: dict[str, Any] = source.signed.identity["site"]
    return site
