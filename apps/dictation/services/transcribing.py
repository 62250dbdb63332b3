"""What a transcriptionist does: take a recording, type, ask, hand in."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.dictation.errors import QuestionMissing, TextMissing, TranscriptionTaken
from apps.dictation.models import Dictation
from apps.dictation.selectors import access_transcription, lock_dictation
from apps.dictation.services.records import audit, change
from apps.dictation.states import DictationState
from apps.reporting.content import SECTION_TITLES, tidy


def open_transcription(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """Somebody looks at it with its patient and order, which is on record. Raises ``NotFound``."""
    actor.require("dictation.transcribe")
    dictation = access_transcription(actor=actor, dictation_id=dictation_id)
    audit(actor, dictation, "view")
    return dictation


def claim_transcription(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """It is the actor's to type until the lease ends, which every save renews.

    Raises ``NotFound``, ``TranscriptionTaken``, ``IllegalTransition``.
    """
    actor.require("dictation.transcribe")
    dictation = lock_dictation(access_transcription(actor=actor, dictation_id=dictation_id))
    if (
        dictation.state == DictationState.IN_TRANSCRIPTION
        and dictation.transcriptionist_id != actor.user_id
    ):
        raise TranscriptionTaken("Take the next one of the queue.")
    dictation.transcriptionist_id = actor.require_user()
    dictation.lease_until = _lease()
    return change(actor, dictation, "claim")


def release_transcription(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """Gives it back; what was typed stays with it. Raises as ``save_transcription``."""
    dictation = _typed_by(actor, dictation_id)
    dictation.transcriptionist = None
    return change(actor, dictation, "release")


def save_transcription(
    *, actor: Actor, dictation_id: UUID, sections: Sequence[Mapping[str, str]]
) -> Dictation:
    """Keeps what is typed so far. Raises ``NotFound``, ``TranscriptionTaken``: the lease has ended."""
    dictation = _typed_by(actor, dictation_id)
    dictation.sections = _tidy(sections)
    dictation.lease_until = _lease()
    dictation.save(update_fields=["sections", "lease_until"])
    return dictation


def ask_reader(*, actor: Actor, dictation_id: UUID, question: str) -> Dictation:
    """Returns it to who spoke, with what is unclear. Raises as ``save_transcription``, and ``QuestionMissing``."""
    dictation = _typed_by(actor, dictation_id)
    if not question.strip():
        raise QuestionMissing
    dictation.question, dictation.answer = question.strip(), ""
    return change(actor, dictation, "ask")


def submit_transcription(
    *, actor: Actor, dictation_id: UUID, sections: Sequence[Mapping[str, str]]
) -> Dictation:
    """The text goes to who spoke, to be checked. Raises as ``save_transcription``, and ``TextMissing``."""
    dictation = _typed_by(actor, dictation_id)
    dictation.sections = _tidy(sections)
    if not dictation.sections:
        raise TextMissing("Type what was said, or ask the reader.")
    dictation.transcribed_at = now()
    return change(actor, dictation, "submit")


def lapse_transcriptions() -> int:
    """What nobody has typed on since its lease ended is in the queue again; answers how many."""
    actor = Actor.system(required_tenant_id(), "transcription leases")
    lapsed = Dictation.objects.select_for_update(skip_locked=True).filter(
        state=DictationState.IN_TRANSCRIPTION, lease_until__lte=now()
    )
    found = list(lapsed.order_by("id"))
    for dictation in found:
        dictation.transcriptionist = None
        change(actor, dictation, "lapse")
    return len(found)


def _typed_by(actor: Actor, dictation_id: UUID) -> Dictation:
    actor.require("dictation.transcribe")
    dictation = lock_dictation(access_transcription(actor=actor, dictation_id=dictation_id))
    if (
        dictation.state == DictationState.QUEUED
        or dictation.transcriptionist_id != actor.require_user()
    ):
        raise TranscriptionTaken("Claim it again; what you saved is kept.")
    if dictation.state != DictationState.IN_TRANSCRIPTION:
        raise TranscriptionTaken("It was handed in already.")
    return dictation


def _tidy(sections: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """In the order of a report, empty ones left out, characters as a draft takes them."""
    titled = [{**section, "title": ""} for section in sections]
    bodies = {section["code"]: section["body"] for section in tidy(titled)}
    return [
        {"code": code, "body": bodies[code]}
        for code in SECTION_TITLES
        if bodies.get(code, "").strip()
    ]


def _lease() -> datetime:
    return now() + timedelta(seconds=settings.TRANSCRIPTION_LEASE_SECONDS)
