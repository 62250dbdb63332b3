"""What a speech engine is to the product. Pure: no Django."""

from dataclasses import dataclass
from typing import Protocol

from apps.dictation.audio import AudioType


@dataclass(frozen=True, slots=True)
class Utterance:
    """A short recording. ``language`` is a code of ISO 639-1; ``prompt`` holds words that may be said in it."""

    content: bytes
    audio_type: AudioType
    language: str = "en"
    prompt: str = ""


class EngineSilent(Exception):
    """The engine gave no answer: it cannot be reached, is busy, failed, or took too long."""


class EngineRefused(Exception):
    """The engine answered, but does not take this request: a kind of audio it does not know, a wrong key or model."""


class SpeechEngine(Protocol):
    """Turns a recording into text. Implementations keep no audio and log none."""

    def transcribe(self, utterance: Utterance) -> str:
        """The words, empty where none were said. Raises ``EngineSilent``, ``EngineRefused``."""
        ...
