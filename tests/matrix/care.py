"""Who may break the glass, and who sees that it was broken."""

from apps.archive.models import Patient
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint
from tests.studies import make_study


def _patient(practice: Practice, role: str) -> Call:
    patient: Patient = make_study(practice).patient
    return Call({"patient_id": patient.id}, {"reason": "Called about an old finding"})


def _called_about(practice: Practice, role: str) -> Call:
    return Call(body={"patient_id": "P1", "birth_date": "1970-02-03"})


CARE_ENDPOINTS = [
    Endpoint("patient-look-ups", "POST", READER, _called_about),
    Endpoint("break-glass", "POST", READER, _patient),
    Endpoint("broken-glasses", "GET", frozenset({"manager", "admin"})),
]
