"""Invented patients and their studies, which have no images."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from apps.archive.models import Patient, Study
from apps.archive.states import StudyState
from apps.tenancy.selectors import site_by_slug

ISSUER = "teleread-demo-scenes"
SITE = "demo-site"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Made:
    """An examination: what, of which part of the body, on which day."""

    description: str
    modality: str
    body_part: str
    on: date


def make_patient(name: str, *, sex: str, born: date) -> Patient:
    """``name`` is PN: Family^Given."""
    number = f"S{next(_numbers):06d}"
    patient: Patient = Patient.objects.create(
        issuer=ISSUER,
        identity_key=number,
        patient_id=number,
        name=name,
        display_name=name.replace("^", ", "),
        birth_date=born,
        sex=sex,
    )
    return patient


def make_study(patient: Patient, made: Made) -> Study:
    """A complete study of the site whose user is among the demo's accounts."""
    number = next(_numbers)
    at = datetime.combine(made.on, time(6, 10), tzinfo=UTC)
    study: Study = Study.objects.create(
        patient=patient,
        site=site_by_slug(SITE),
        study_instance_uid=f"2.25.{27 * 10**30 + number}",
        accession_number=f"S{number:08d}",
        description=made.description,
        body_part=made.body_part,
        modalities=[made.modality],
        study_at=at,
        study_date=made.on,
        study_time=at.strftime("%H%M%S"),
        headers="{}",
        state=StudyState.COMPLETE,
        first_image_at=at,
        last_image_at=at + timedelta(minutes=4),
        completed_at=at + timedelta(minutes=5),
    )
    return study
