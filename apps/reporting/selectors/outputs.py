"""A signed version as the source of every output, and its objects in the archive."""

import json
from uuid import UUID

from apps.archive.models import Instance, Study
from apps.reporting.identity import covered_study_ids, signed_content
from apps.reporting.models import Report, ReportVersion
from apps.reporting.outputs.source import (
    OBJECT_KINDS,
    FiledInstance,
    FiledStudy,
    ObjectKind,
    ReportSource,
    instance_uid,
    series_uid,
)
from apps.reporting.selectors.linked import on_study


def source_of(version: ReportVersion, study_id: UUID | None = None) -> ReportSource:
    """All that any output says of a signed version; the same again later, whatever has arrived since.

    ``study_id`` names which of the studies that it is on a DICOM object is filed under; None: the report's own.
    """
    every = covered_study_ids(version.identity)
    own = version.report.study_id
    study_id = study_id or own
    filed = {one: _filed_study(version, one) for one in every}
    earlier = ReportVersion.objects.filter(report_id=version.report_id, number=version.number - 1)
    earlier_id = earlier.values_list("id", flat=True).first()
    return ReportSource(
        version_id=str(version.id),
        signed=signed_content(version),
        content_hash=version.content_hash,
        study=filed[study_id],
        earlier_version_id=str(earlier_id) if earlier_id else None,
        others=tuple(one for id_, one in filed.items() if id_ != study_id),
        copy="" if study_id == own else filed[study_id].study_instance_uid,
    )


def filed_object(
    version: ReportVersion, kind: ObjectKind, study_id: UUID | None = None
) -> Instance | None:
    """The object of this kind that the archive holds of the version under one of its studies, the report's own unless
    another is named; None where it holds none yet.
    """
    own = version.report.study_id
    copy = ""
    if study_id and study_id != own:
        copy = Study.objects.values_list("study_instance_uid", flat=True).get(id=study_id)
    found: Instance | None = Instance.objects.filter(
        sop_instance_uid=instance_uid(str(version.id), kind, copy), study_id=study_id or own
    ).first()
    return found


def _filed_study(version: ReportVersion, study_id: UUID) -> FiledStudy:
    study: Study = Study.objects.select_related("patient", "site").get(id=study_id)
    patient = study.patient
    headers = json.loads(study.headers)
    return FiledStudy(
        study_instance_uid=study.study_instance_uid,
        study_id=_first(headers, "00200010"),
        study_date=f"{study.study_date:%Y%m%d}" if study.study_date else "",
        study_time=study.study_time,
        offset=_first(headers, "00080201"),
        accession_number=study.accession_number,
        description=study.description,
        referring_physician=study.referring_physician,
        patient_name=patient.name,
        patient_id=patient.patient_id,
        issuer="" if patient.issuer == study.site.slug else patient.issuer,
        birth_date=patient.birth_date,
        sex=patient.sex,
        instances=_read_objects(version, study),
    )


def _read_objects(version: ReportVersion, study: Study) -> tuple[FiledInstance, ...]:
    """What was there when the version was signed, without the reports on the same study."""
    reports = Report.objects.filter(on_study(study.id)).values_list("id", flat=True)
    own = [
        series_uid(str(report_id), kind, copy)
        for report_id in reports
        for kind in OBJECT_KINDS
        for copy in ("", study.study_instance_uid)
    ]
    rows = (
        Instance.objects.filter(study_id=study.id, stored_at__lte=version.signed_at)
        .exclude(series__series_instance_uid__in=own)
        .exclude(sop_class_uid="")
        .values_list("series__series_instance_uid", "sop_class_uid", "sop_instance_uid")
    )
    return tuple(FiledInstance(*row) for row in rows)


def _first(headers: dict[str, dict[str, list[object]]], tag: str) -> str:
    values = headers.get(tag, {}).get("Value") or [""]
    return str(values[0] or "")
