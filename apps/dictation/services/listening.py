"""One utterance through the speech engine. The engine is asked outside of any transaction: it may take its time."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from apps.accounts.actors import Actor
from apps.dictation import circuit
from apps.dictation.engines import EngineRefused, EngineSilent, SpeechEngine, Utterance, engine_at
from apps.dictation.errors import AudioRefused, EngineDown, EngineMissing
from apps.dictation.selectors import settings_of_practice, words_for
from apps.dictation.services.audio_limits import require_utterance
from apps.dictation.speech import CustomWord, Piece, interpret, with_custom_words
from apps.dictation.speech.custom_words import hints
from apps.reporting.selectors import access_report


@dataclass(frozen=True, slots=True)
class Listening:
    """All that is needed to hear an utterance, without the database."""

    utterance: Utterance
    words: list[CustomWord]


@dataclass(frozen=True, slots=True)
class Heard:
    """``text`` is the engine's own; ``pieces`` what it means: texts to write, and commands."""

    text: str
    pieces: list[Piece]


def begin_listening(*, actor: Actor, report_id: UUID, content: bytes) -> Listening:
    """Raises ``NotFound``, ``NotInCare``, ``EngineMissing``, ``EngineDown``, ``AudioRefused``. Nothing is kept."""
    actor.require("dictation.use")
    access_report(actor=actor, report_id=report_id)
    if _engine() is None:
        raise EngineMissing("Type, or record for a transcriptionist.")
    if rest := circuit.rest_seconds():
        raise _down(rest)
    audio_type = require_utterance(content)
    words = words_for(actor=actor)
    language = settings_of_practice().language
    return Listening(Utterance(content, audio_type, language, hints(words)), words)


def hear(*, listening: Listening) -> Heard:
    """Asks the engine. Raises ``EngineDown``, ``AudioRefused``."""
    engine = _engine()
    if engine is None:
        raise EngineMissing
    try:
        text = engine.transcribe(listening.utterance)
    except EngineSilent as error:
        circuit.note_failure(str(error))
        raise _down(circuit.rest_seconds() or 1) from None
    except EngineRefused as error:
        # Its configuration or this recording: asking again would not help, and it is up.
        raise AudioRefused(
            f"The speech engine does not take this recording ({error}). Tell your administrator; typing works.",
            code="speech_engine_refused",
        ) from None
    circuit.note_success()
    written = with_custom_words(text, listening.words)
    return Heard(text, interpret(written, listening.utterance.language))


def _down(seconds: int) -> EngineDown:
    return EngineDown(
        "Go on typing; it is tried again by itself. What was just said was not written down.",
        retry_after_seconds=seconds,
    )


def _engine() -> SpeechEngine | None:
    address = settings.SPEECH_ENGINE
    if not address.url:
        return None
    return _engine_at(address.url, address.model, address.key, address.timeout)


@lru_cache(maxsize=4)
def _engine_at(url: str, model: str, key: str, timeout: int) -> SpeechEngine:
    """One per process, so that connections are kept."""
    return engine_at(url=url, model=model, key=key, timeout=timeout)
