"""Dictating to the engine and to people who type, custom words, a practice's settings."""

from apps.dictation.services.listening import Heard, Listening, begin_listening, hear
from apps.dictation.services.recording import (
    accept_transcription,
    answer_question,
    close_with_report,
    discard_dictation,
    open_recording,
    record_dictation,
    return_transcription,
    send_dictation,
)
from apps.dictation.services.retention import forget_audio
from apps.dictation.services.settings import change_settings, engine_state
from apps.dictation.services.transcribing import (
    ask_reader,
    claim_transcription,
    lapse_transcriptions,
    open_transcription,
    release_transcription,
    save_transcription,
    submit_transcription,
)
from apps.dictation.services.words import add_word, change_word, remove_word

__all__ = [
    "Heard",
    "Listening",
    "accept_transcription",
    "add_word",
    "answer_question",
    "ask_reader",
    "begin_listening",
    "change_settings",
    "change_word",
    "claim_transcription",
    "close_with_report",
    "discard_dictation",
    "engine_state",
    "forget_audio",
    "hear",
    "lapse_transcriptions",
    "open_recording",
    "open_transcription",
    "record_dictation",
    "release_transcription",
    "remove_word",
    "return_transcription",
    "save_transcription",
    "send_dictation",
    "submit_transcription",
]
