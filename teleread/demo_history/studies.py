"""The patients and studies of the demo's past. They have no images."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.archive.models import Patient, Study
from apps.archive.states import StudyState
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites
from apps.worklist.engine.simulation.arrivals import SimulatedStudy

ISSUER = "teleread-demo-history"
FAMILY_NAMES = (
    *("Murphy", "Byrne", "Kelly", "Walsh", "Ryan", "Doyle", "Nowak", "Kowalski", "Silva", "Costa"),
    *("Nguyen", "Tran", "Patel", "Khan", "Singh", "Chen", "Wang", "Kim", "Park", "Tanaka"),
    *(
        "Schmidt",
        "Weber",
        "Rossi",
        "Russo",
        "Moreau",
        "Petit",
        "Haddad",
        "Mensah",
        "Diallo",
        "Cruz",
    ),
)
GIVEN_NAMES = {
    "F": ("Aoife", "Maria", "Ewa", "Linh", "Priya", "Mei", "Yuki", "Anna", "Giulia", "Fatima"),
    "M": ("Conor", "Joao", "Piotr", "Minh", "Arjun", "Wei", "Kenji", "Lukas", "Marco", "Omar"),
}


def write_studies(studies: Sequence[SimulatedStudy]) -> dict[UUID, Study]:
    """Writes them; answers the studies by id, each with its patient and site."""
    random = Random("demo names")
    own_sites = {site.id: site for site in sites(site_ids=None)}
    patients: dict[UUID, Patient] = {}
    for study in studies:
        if study.patient.patient_id not in patients:
            patients[study.patient.patient_id] = _patient(random, study)
    rows = [
        _study(one, patients[one.patient.patient_id], own_sites[one.site.site_id])
        for one in studies
    ]
    Patient.objects.bulk_create(patients.values(), batch_size=1000)
    Study.objects.bulk_create(rows, batch_size=1000)
    return {row.id: row for row in rows}


def _patient(random: Random, study: SimulatedStudy) -> Patient:
    person = study.patient
    family = FAMILY_NAMES[random.randrange(len(FAMILY_NAMES))]
    given = GIVEN_NAMES[person.sex][random.randrange(len(GIVEN_NAMES[person.sex]))]
    number = f"H{person.patient_id.int % 10**7:07d}"
    return Patient(
        id=person.patient_id,
        issuer=ISSUER,
        identity_key=str(person.patient_id),
        patient_id=number,
        name=f"{family}^{given}",
        display_name=f"{family}, {given}",
        birth_date=(study.received_at - timedelta(days=person.age * 365.2425)).date(),
        sex=person.sex,
    )


def _study(study: SimulatedStudy, patient: Patient, site: Site) -> Study:
    made_at = study.made_at
    shown = made_at.astimezone(ZoneInfo(study.site.time_zone))
    return Study(
        id=study.study_id,
        patient=patient,
        site=site,
        study_instance_uid=f"2.25.{study.study_id.int}",
        accession_number=f"H{study.study_id.int % 10**8:08d}",
        description=study.procedure.text,
        body_part=study.procedure.body_part,
        modalities=[study.procedure.modality],
        priority=study.priority,
        study_at=made_at,
        study_date=shown.date(),
        study_time=shown.strftime("%H%M%S"),
        headers="{}",
        state=StudyState.COMPLETE,
        first_image_at=made_at,
        last_image_at=study.received_at,
        completed_at=study.received_at,
    )
