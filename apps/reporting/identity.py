"""Whom and what a report is about, as it stood at one moment."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from apps.archive.models import Study
from apps.reporting.content import Section, SignedContent
from apps.reporting.models import ReportVersion
from apps.tenancy.selectors import current_tenant


def identity_of(study: Study, linked: Sequence[Study] = ()) -> dict[str, Any]:
    """The practice, site, patient and study as JSON values; the caller has loaded patient and site.

    ``linked_studies`` are the others that the report is on. Without any it is left out: so the hashes of versions
    signed before there were such still hold.
    """
    patient, site, practice = study.patient, study.site, current_tenant()
    identity: dict[str, Any] = {
        "practice": {"slug": practice.slug, "name": practice.name},
        "site": {
            "id": str(site.id),
            "slug": site.slug,
            "name": site.name,
            "time_zone": site.time_zone,
        },
        "patient": {
            "id": str(patient.id),
            "name": patient.display_name or patient.name,
            "patient_id": patient.patient_id,
            "issuer": patient.issuer,
            "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
            "sex": patient.sex,
        },
        "study": _study(study),
    }
    if linked:
        identity["linked_studies"] = [_study(one) for one in linked]
    return identity


def covered_study_ids(identity: Mapping[str, Any]) -> list[UUID]:
    """The studies that a version is on, its report's own first."""
    return [UUID(one["id"]) for one in (identity["study"], *identity.get("linked_studies", []))]


def _study(study: Study) -> dict[str, Any]:
    return {
        "id": str(study.id),
        "study_instance_uid": study.study_instance_uid,
        "accession_number": study.accession_number,
        "description": study.description,
        "modalities": list(study.modalities),
        "referring_physician": study.referring_physician,
        "study_at": study.study_at.isoformat() if study.study_at else None,
    }


def signed_content(version: ReportVersion) -> SignedContent:
    """What the signature of ``version`` covers, in the form that is hashed."""
    return SignedContent(
        report_id=str(version.report_id),
        number=version.number,
        kind=version.kind,
        sections=[
            Section(code=section["code"], title=section["title"], body=section["body"])
            for section in version.sections
        ],
        identity=version.identity,
        signer_id=str(version.signer_id),
        signer_name=version.signer_name,
        signed_at=version.signed_at,
        method=version.method,
        previous_hash=version.previous_hash,
        act=version.act,
    )
