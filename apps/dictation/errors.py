"""Refusals around dictation, each with what to do next."""

from apps.common.errors import Conflict, DomainError, Unprocessable


class AudioRefused(Unprocessable):
    """``code`` says whether the file is empty, too large, too long or of another kind."""

    code = "audio_refused"
    title = "This recording cannot be used"


class EngineMissing(Conflict):
    code = "speech_engine_missing"
    title = "No speech engine is set up"


class EngineDown(DomainError):
    """``retry_after_seconds`` says when the engine is tried again. Nothing else depends on it."""

    status = 503
    code = "speech_engine_unavailable"
    title = "The speech engine does not answer"


class SourceOff(Conflict):
    code = "dictation_source_off"
    title = "The practice has switched this way of dictating off"


class TranscriptionTaken(Conflict):
    code = "transcription_taken"
    title = "Somebody else is typing this dictation"


class TextMissing(Unprocessable):
    code = "text_required"
    title = "There is no text yet"


class QuestionMissing(Unprocessable):
    code = "question_required"
    title = "Say what is unclear"


class WordTaken(Conflict):
    code = "word_taken"
    title = "This word is there already"


class AudioForgotten(DomainError):
    status = 410
    code = "audio_forgotten"
    title = "The recording was deleted"
