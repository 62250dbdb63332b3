"""Speech engines beside the product, each behind the same interface. Pure: no Django."""

from urllib.parse import urlsplit

from apps.dictation.engines.base import EngineRefused, EngineSilent, SpeechEngine, Utterance
from apps.dictation.engines.openai_http import PATH, OpenAiHttpEngine
from apps.dictation.engines.vosk import VoskEngine

__all__ = ["EngineRefused", "EngineSilent", "SpeechEngine", "Utterance", "engine_at"]


def engine_at(*, url: str, model: str, key: str, timeout: float) -> SpeechEngine:
    """The engine at an address: ``ws(s)://`` is Vosk's server, ``http(s)://`` one that speaks the OpenAI interface, at
    its usual path where the address names none.
    """
    parts = urlsplit(url)
    if parts.scheme in ("ws", "wss"):
        return VoskEngine(url=url, timeout=timeout)
    path = parts.path if parts.path.strip("/") else PATH
    return OpenAiHttpEngine(
        url=parts._replace(path=path).geturl(), model=model, key=key, timeout=timeout
    )
