"""From what an object says of itself to the columns it is filed under. Pure but for the site's two facts."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import orjson

from apps.archive.dicom.frames import PixelLayout
from apps.archive.dicom.headers import ParsedHeaders
from apps.archive.dicom.identity import (
    IdentityKey,
    display_name,
    identity_key,
    normalise_identifier,
)
from apps.archive.dicom.priorities import priority_of
from apps.archive.dicom.times import instant, parse_date
from apps.archive.levels import SERIES_LEVEL, STUDY_LEVEL, select_attributes

LONGEST_KEY = 200


class SiteFacts(Protocol):
    """What of a site decides how an object is filed: the default issuer and the zone of times without one."""

    slug: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class IndexValues:
    """The four rows of one object, as columns; `identity` is (issuer, key)."""

    identity: tuple[str, str]
    patient: dict[str, Any]
    study: dict[str, Any]
    series: dict[str, Any]
    instance: dict[str, Any]


def index_values(headers: ParsedHeaders, *, site: SiteFacts) -> IndexValues:
    """The index values of one object. Text longer than its column is cut; the stored bytes keep all of it."""
    key = identity_key(headers, default_issuer=site.slug)
    return IndexValues(
        identity=(_key_text(key.issuer), _identity_text(key)),
        patient=_patient(headers),
        study=_study(headers, site),
        series=_series(headers),
        instance=_instance(headers),
    )


def _identity_text(key: IdentityKey) -> str:
    """A leading space, which no PatientID keeps, sets an anonymous key apart from every PatientID."""
    return _key_text(f" {key.kind} {key.value}" if key.is_anonymous else key.value)


def _key_text(text: str) -> str:
    """Cutting a long key could merge two people, so it is hashed."""
    if len(text) <= LONGEST_KEY:
        return text
    return " sha256 " + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _patient(headers: ParsedHeaders) -> dict[str, Any]:
    return {
        "patient_id": normalise_identifier(headers.patient_id)[:200],
        "name": headers.patient_name[:400],
        "display_name": display_name(headers.patient_name)[:400],
        "birth_date": parse_date(headers.patient_birth_date),
        "sex": headers.patient_sex[:16],
    }


def _study(headers: ParsedHeaders, site: SiteFacts) -> dict[str, Any]:
    study_date: date | None = parse_date(headers.study_date)
    study_at: datetime | None = instant(
        headers.study_date,
        headers.study_time,
        offset_text=headers.timezone_offset_from_utc,
        zone=ZoneInfo(site.time_zone),
    )
    return {
        "study_instance_uid": headers.study_instance_uid,
        "accession_number": headers.accession_number[:64],
        "description": headers.study_description[:400],
        "referring_physician": headers.referring_physician_name[:400],
        "body_part": headers.body_part_examined[:64],
        "modality": headers.modality[:16],
        "priority": priority_of(headers.requested_procedure_priority, headers.study_priority_id),
        "study_at": study_at,
        "study_date": study_date,
        "study_time": headers.study_time[:16],
        "headers": lambda: _json(select_attributes(headers.dicom_json, STUDY_LEVEL)),
    }


def _series(headers: ParsedHeaders) -> dict[str, Any]:
    return {
        "series_instance_uid": headers.series_instance_uid,
        "modality": headers.modality[:16],
        "number": headers.series_number,
        "description": headers.series_description[:400],
        "body_part": headers.body_part_examined[:64],
        "headers": lambda: _json(select_attributes(headers.dicom_json, SERIES_LEVEL)),
    }


def _instance(headers: ParsedHeaders) -> dict[str, Any]:
    layout = PixelLayout.of(headers)
    return {
        "sop_instance_uid": headers.sop_instance_uid,
        "sop_class_uid": headers.sop_class_uid[:64],
        "transfer_syntax_uid": headers.transfer_syntax_uid,
        "number": headers.instance_number,
        "rows": headers.rows,
        "columns": headers.columns,
        "frames": headers.number_of_frames if layout else 0,
        "headers": _json(headers.dicom_json),
        "pixel_layout": _json(layout.to_json()) if layout else None,
    }


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
