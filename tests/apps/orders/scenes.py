"""Orders and studies to test with."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from apps.archive.models import Patient, Study
from apps.archive.states import StudyState
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.orders.models import Order
from apps.tenancy.models import Site
from tests.factories import Practice

_numbers = count(1)
STUDIED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
BORN = date(1970, 2, 3)


def make_patient(practice: Practice, *, site: Site | None = None, **values: Any) -> Patient:
    number = next(_numbers)
    values.setdefault("patient_id", f"P{number}")
    values.setdefault("name", "DOE^JANE")
    values.setdefault("birth_date", BORN)
    values.setdefault("sex", "F")
    with tenant_context(practice.tenant_id):
        patient: Patient = Patient.objects.create(
            issuer=(site or practice.site_a).slug,
            identity_key=f"{values['patient_id']}-{number}",
            display_name=values["name"].replace("^", ", "),
            **values,
        )
    return patient


def make_study(
    practice: Practice, *, patient: Patient | None = None, site: Site | None = None, **values: Any
) -> Study:
    """A complete CT of the chest without an order; ``values`` are columns of the study."""
    number = next(_numbers)
    patient = patient or make_patient(practice, site=site)
    columns = {
        "accession_number": f"ACC{number}",
        "description": "CT Chest",
        "modalities": ["CT"],
        "body_part": "CHEST",
        "study_at": STUDIED_AT,
        "study_date": STUDIED_AT.date(),
        "headers": "{}",
        "state": StudyState.COMPLETE,
        "completed_at": now(),
        **values,
    }
    with tenant_context(practice.tenant_id):
        study: Study = Study.objects.create(
            patient=patient,
            site=site or practice.site_a,
            study_instance_uid=f"2.25.{7 * 10**12 + number}",
            **columns,
        )
    return study


def make_order(practice: Practice, *, site: Site | None = None, **values: Any) -> Order:
    """An order as the table holds it, past all services."""
    number = next(_numbers)
    columns = {
        "accession_number": f"ORD{number}",
        "patient_id": f"P{number}",
        "patient_name": "DOE^JANE",
        "patient_birth_date": BORN,
        "patient_sex": "F",
        "procedure": "CT chest",
        "modality": "CT",
        "indication": "Cough for two weeks",
        "requested_at": STUDIED_AT,
        **values,
    }
    with tenant_context(practice.tenant_id):
        order: Order = Order.objects.create(site=site or practice.site_a, **columns)
    return order
