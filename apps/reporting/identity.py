"""Whom and what a report is about, as it stood at one moment."""

from typing import Any

from apps.archive.models import Study
from apps.reporting.content import Section, SignedContent
from apps.reporting.models import ReportVersion
from apps.tenancy.selectors import current_tenant


def identity_of(study: Study) -> dict[str, Any]:
    """The practice, site, patient and study as JSON values; the caller has loaded patient and site."""
    patient, site, practice = study.patient, study.site, current_tenant()
    return {
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
        "study": {
            "id": str(study.id),
            "study_instance_uid": study.study_instance_uid,
            "accession_number": study.accession_number,
            "description": study.description,
            "modalities": list(study.modalities),
            "referring_physician": study.referring_physician,
            "study_at": study.study_at.isoformat() if study.study_at else None,
        },
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
