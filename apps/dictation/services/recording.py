"""What a reader does with a recording: keep it, send it, answer, take the text or not."""

import hashlib
from typing import BinaryIO
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.ids import new_id
from apps.dictation.audio import duration_ms
from apps.dictation.errors import AudioForgotten, QuestionMissing, SourceOff
from apps.dictation.models import Dictation
from apps.dictation.selectors import (
    access_dictation,
    access_recording,
    lock_dictation,
    settings_of_practice,
)
from apps.dictation.services.audio_limits import require_recording
from apps.dictation.services.records import audit, change
from apps.dictation.sound_files import forget_sound, keep_sound, open_sound
from apps.dictation.states import OPEN
from apps.reporting.selectors import access_report_for_change, study_of
from apps.reporting.services.guards import require_claim, require_unsigned


def record_dictation(
    *,
    actor: Actor,
    report_id: UUID,
    content: bytes,
    section: str = "",
    stated_ms: int | None = None,
    send: bool = False,
) -> Dictation:
    """Keeps a recording for a report whose task the actor holds; ``send`` queues it at once.

    ``stated_ms`` is what the recorder counted, used where the file does not say how long it plays. Raises
    ``NotFound``, ``ReportSigned``, ``ClaimRequired``, ``SourceOff``, ``AudioRefused``.
    """
    actor.require("dictation.use")
    report = access_report_for_change(actor=actor, report_id=report_id)
    require_unsigned(report)
    require_claim(actor=actor, task_id=report.reading_task_id)
    if not settings_of_practice().transcription:
        raise SourceOff("Nobody types for this practice. Type, or dictate to the speech engine.")
    audio_type = require_recording(content, stated_ms)
    dictation_id = new_id()
    key = keep_sound(dictation_id=dictation_id, audio_type=audio_type, content=content)
    try:
        dictation: Dictation = Dictation.objects.create(
            id=dictation_id,
            report=report,
            site_id=study_of(report).site_id,
            section=section,
            dictated_by_id=actor.require_user(),
            blob_key=key,
            audio_type=audio_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            duration_ms=duration_ms(content, audio_type) or stated_ms,
        )
    except BaseException:
        forget_sound(key)
        raise
    audit(actor, dictation, "record", size=dictation.size, sha256=dictation.sha256)
    return _send(actor, dictation) if send else dictation


def send_dictation(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """Puts it into the queue. Raises ``NotFound``, ``IllegalTransition``."""
    return _send(actor, _own(actor, dictation_id))


def answer_question(*, actor: Actor, dictation_id: UUID, answer: str) -> Dictation:
    """Answers what the transcriptionist asked; it goes back to the queue. Raises ``NotFound``,
    ``IllegalTransition``, ``QuestionMissing`` for an empty answer.
    """
    dictation = _own(actor, dictation_id)
    dictation.answer = _said(answer, "Write the answer.")
    return _queue(actor, dictation, "answer")


def return_transcription(*, actor: Actor, dictation_id: UUID, remark: str) -> Dictation:
    """The text is not right: back to the queue with what to mend. Raises as ``answer_question``."""
    dictation = _own(actor, dictation_id)
    dictation.question, dictation.answer = "", _said(remark, "Say what is to be mended.")
    return _queue(actor, dictation, "return")


def accept_transcription(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """The reader has put the text into the draft, where it stands marked until it was checked. Raises ``NotFound``,
    ``IllegalTransition``.
    """
    return change(actor, _own(actor, dictation_id), "accept")


def discard_dictation(*, actor: Actor, dictation_id: UUID) -> Dictation:
    """Nobody types it any more. Raises ``NotFound``, ``IllegalTransition``."""
    return change(actor, _own(actor, dictation_id), "discard")


def close_with_report(*, actor: Actor, report_id: UUID) -> int:
    """What is still under way for a report that was signed for good ends; answers how many."""
    under_way = Dictation.objects.filter(report_id=report_id, state__in=list(OPEN))
    locked = list(under_way.select_for_update().order_by("id"))
    for dictation in locked:
        change(actor, dictation, "discard", reason="report_signed")
    return len(locked)


def open_recording(
    *, actor: Actor, dictation_id: UUID, goes_on: bool = False
) -> tuple[Dictation, BinaryIO]:
    """The sound, for who spoke and who types; each opening is audited, unless it ``goes_on`` with one. Raises
    ``NotFound``, ``AudioForgotten``.
    """
    dictation = access_recording(actor=actor, dictation_id=dictation_id)
    if dictation.audio_deleted_at is not None:
        raise AudioForgotten("It was kept as long as the practice keeps recordings.")
    if not goes_on:
        audit(actor, dictation, "listen")
    return dictation, open_sound(dictation.blob_key)


def _own(actor: Actor, dictation_id: UUID) -> Dictation:
    actor.require("dictation.use")
    return lock_dictation(access_dictation(actor=actor, dictation_id=dictation_id))


def _send(actor: Actor, dictation: Dictation) -> Dictation:
    return _queue(actor, dictation, "send")


def _queue(actor: Actor, dictation: Dictation, action: str) -> Dictation:
    """Who waits for a second time does not start at the end of the queue."""
    dictation.queued_at = dictation.queued_at or now()
    dictation.priority_rank = dictation.report.reading_task.priority_rank
    return change(actor, dictation, action)


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise QuestionMissing(otherwise)
    return text.strip()
