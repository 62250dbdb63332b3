"""Opening a patient who is not in one's care, in the open."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from apps.accounts.actors import Actor
from apps.accounts.capabilities import Capability
from apps.archive.events import GlassBroken
from apps.archive.models import CareLink, Patient
from apps.archive.selectors import access_patient, patients_known_as
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Unprocessable
from apps.common.outbox import publish

SHORTEST_REASON = 10


def look_up_patients(*, actor: Actor, patient_id: str, birth_date: date) -> list[Patient]:
    """Finds the patient somebody called about, by two identifiers that the caller read out; on record.

    Raises ``PermissionRefused``. A guess at one identifier finds nothing.
    """
    actor.require(Capability.GLASS_BREAK)
    found = patients_known_as(patient_id=patient_id.strip(), birth_date=birth_date)
    for patient in found:
        record(actor=actor, action="patient.looked_up", object_type="patient", object_id=patient.id)
    return found


def break_glass(*, actor: Actor, patient_id: UUID, reason: str) -> CareLink:
    """Opens the patient's images and reports to the actor for ``BREAK_GLASS_HOURS``; managers are told.

    Raises ``PermissionRefused``, ``NotFound``, ``Unprocessable`` without a sentence that says why.
    """
    actor.require(Capability.GLASS_BREAK)
    patient = access_patient(patient_id=patient_id)
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise Unprocessable(
            "Say in a sentence why you need to see this patient; managers will read it.",
            code="reason_required",
        )
    at = now()
    link: CareLink = CareLink.objects.create(
        reader_id=actor.require_user(),
        patient=patient,
        starts_at=at,
        ends_at=at + timedelta(hours=settings.BREAK_GLASS_HOURS),
        reason=said[:500],
    )
    record(
        actor=actor,
        action="patient.glass_broken",
        object_type="patient",
        object_id=patient.id,
        detail={"link_id": str(link.id), "until": link.ends_at.isoformat()},
    )
    publish(GlassBroken(link_id=link.id, reader_id=link.reader_id, patient_id=patient.id))
    return link
