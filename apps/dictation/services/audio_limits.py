"""Which recordings are taken."""

from apps.dictation.audio import AudioType, audio_type_of, duration_ms
from apps.dictation.errors import AudioRefused

MOST_RECORDING_BYTES = 25 * 1024 * 1024
MOST_RECORDING_MS = 60 * 60 * 1000
MOST_UTTERANCE_BYTES = 5 * 1024 * 1024


def require_recording(content: bytes, stated_ms: int | None) -> AudioType:
    """What the recording is. Raises ``AudioRefused``."""
    require_size(len(content), MOST_RECORDING_BYTES)
    audio_type = _type(content)
    lasts = duration_ms(content, audio_type) or stated_ms or 0
    if lasts > MOST_RECORDING_MS:
        raise AudioRefused(
            f"A recording lasts at most {MOST_RECORDING_MS // 60_000} minutes. Send it in parts.",
            code="audio_too_long",
        )
    return audio_type


def require_utterance(content: bytes) -> AudioType:
    """As ``require_recording``, for what goes to the engine at once."""
    require_size(len(content), MOST_UTTERANCE_BYTES)
    return _type(content)


def require_size(size: int, most: int) -> None:
    """Raises ``AudioRefused`` for a file of so many bytes."""
    if size == 0:
        raise AudioRefused("The recording is empty. Check the microphone.", code="audio_empty")
    if size > most:
        raise AudioRefused(
            f"A recording has at most {most // 1024**2} MB. Send it in parts.",
            code="audio_too_large",
        )


def _type(content: bytes) -> AudioType:
    audio_type = audio_type_of(content)
    if audio_type is None:
        raise AudioRefused(
            "A recording is WAV, Ogg (Opus), WebM or MP3, whatever its name says. Save it as one of these.",
            code="audio_type_refused",
        )
    return audio_type
