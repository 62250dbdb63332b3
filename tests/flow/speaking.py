"""What a browser's microphone hears in the tests."""

import wave
from pathlib import Path

from apps.dictation.audio import wav_samples
from tests.apps.dictation.speech_engine import RECORDING

# Long enough for an engine on a busy machine to keep up.
SILENCE_SECONDS = 5


def spoken_file(folder: Path) -> Path:
    """One sentence between silences, as a browser plays it again and again."""
    rate, samples = wav_samples(RECORDING)
    silence = bytes(rate * 2 * SILENCE_SECONDS)
    path = folder / "spoken.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(silence + samples + silence)
    return path
