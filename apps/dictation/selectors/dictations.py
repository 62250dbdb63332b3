"""Who finds which recording: readers their own, transcriptionists the queue and what they type."""

from typing import TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.dictation.models import Dictation
from apps.dictation.states import DictationState
from apps.orders.selectors import request_facts_of_studies
from apps.reporting.models import Report


class OrderContext(TypedDict):
    """What somebody who types has to know to spell it right, and to notice a recording of another patient."""

    patient_name: str
    patient_id: str
    indication: str
    procedure: str


def dictations(*, actor: Actor) -> QuerySet[Dictation]:
    """What the actor dictated, the newest first."""
    found: QuerySet[Dictation] = _rows().filter(dictated_by_id=actor.user_id)
    return found.order_by("-recorded_at", "-id")


def transcriptions(*, actor: Actor) -> QuerySet[Dictation]:
    """What waits to be typed, and what the actor types or typed; the most urgent and oldest first."""
    own = Q(transcriptionist_id=actor.user_id) & ~Q(state=DictationState.DISCARDED)
    found: QuerySet[Dictation] = _rows().filter(Q(state=DictationState.QUEUED) | own)
    return found.order_by("priority_rank", "queued_at", "id")


def access_dictation(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """One of ``dictations``; raises ``NotFound``."""
    return _one(dictations(actor=actor), dictation_id)


def access_transcription(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """One of ``transcriptions``; raises ``NotFound``."""
    return _one(transcriptions(actor=actor), dictation_id)


def access_recording(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """One whose sound the actor may hear: who spoke, and who types it. Raises ``NotFound``."""
    hears = Q(dictated_by_id=actor.user_id) if actor.can("dictation.use") else Q(pk=None)
    if actor.can("dictation.transcribe"):
        hears |= Q(transcriptionist_id=actor.user_id) & ~Q(state=DictationState.DISCARDED)
    return _one(_rows().filter(hears), dictation_id)


def lock_dictation(dictation: Dictation) -> Dictation:
    """The row that an ``access_…`` gave, locked and fresh."""
    locked: Dictation = _rows().select_for_update(of=("self",)).get(id=dictation.id)
    return locked


def order_context(report: Report) -> OrderContext:
    """Of the report's study: patient and request, and no more."""
    study = report.study
    facts = request_facts_of_studies([study])[study.id]
    return OrderContext(
        patient_name=study.patient.display_name or study.patient.name,
        patient_id=study.patient.patient_id,
        indication=facts.indication,
        procedure=facts.procedure or study.description,
    )


def _rows() -> QuerySet[Dictation]:
    found: QuerySet[Dictation] = Dictation.objects.select_related(
        "report__study__patient",
        "report__reading_task",
        "site",
        "dictated_by",
        "transcriptionist",
    )
    return found


def _one(found: QuerySet[Dictation], dictation_id: UUID) -> Dictation:
    dictation = found.filter(id=dictation_id).first()
    if dictation is None:
        raise NotFound("There is no such dictation.")
    return dictation
