"""Who may break the glass, and who sees that it was broken."""

from apps.archive.models import Patient
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint
from tests.studies import make_study


def _patient(practice: Practice, role: str) -> Call:
    patient: Patient = make_study(practice).patient
    return Call({"patient_id": patient.id}, {"reason": "Called about an old finding"})


CARE_ENDPOINTS = [
    Endpoint("break-glass", "POST", READER, _patient),
    Endpoint("broken-glasses", "GET", frozenset({"manager", "admin"})),
]
