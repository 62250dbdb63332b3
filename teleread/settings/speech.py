"""The speech engine beside the product. A wrong configuration stops the start."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from teleread.settings import environment as env

NAMES = ("URL", "MODEL", "KEY", "TIMEOUT_SECONDS")
SCHEMES = ("http", "https", "ws", "wss")
LONGEST_WAIT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class SpeechEngineAddress:
    """``url`` empty: there is no engine, and every other way of dictating works."""

    url: str
    model: str
    key: str = field(repr=False)
    timeout: int


def speech_engine() -> SpeechEngineAddress:
    """``TELEREAD_SPEECH_ENGINE_*``: an address and what goes with it, or nothing. Raises ``ImproperlyConfigured``."""
    given = [name for name in NAMES if env.given(f"TELEREAD_SPEECH_ENGINE_{name}")]
    url = env.given("TELEREAD_SPEECH_ENGINE_URL")
    if not url and given:
        named = ", ".join(f"TELEREAD_SPEECH_ENGINE_{name}" for name in given)
        raise ImproperlyConfigured(
            f"{named} is set, but TELEREAD_SPEECH_ENGINE_URL is not. Set the engine's address, or none of them."
        )
    parts = urlsplit(url)
    if url and (parts.scheme not in SCHEMES or not parts.hostname or parts.username):
        raise ImproperlyConfigured(
            "TELEREAD_SPEECH_ENGINE_URL must be an address such as http://speech:8000 or ws://vosk:2700, and no "
            "password stands in it: TELEREAD_SPEECH_ENGINE_KEY carries one."
        )
    timeout = env.whole_number("TELEREAD_SPEECH_ENGINE_TIMEOUT_SECONDS", 20, least=1)
    if timeout > LONGEST_WAIT_SECONDS:
        raise ImproperlyConfigured(
            f"TELEREAD_SPEECH_ENGINE_TIMEOUT_SECONDS is at most {LONGEST_WAIT_SECONDS}: a reader is waiting."
        )
    model = env.given("TELEREAD_SPEECH_ENGINE_MODEL") or "whisper-1"
    return SpeechEngineAddress(url, model, env.given("TELEREAD_SPEECH_ENGINE_KEY"), timeout)
