"""Engines that speak the de-facto ``POST /v1/audio/transcriptions`` (multipart): whisper.cpp, speaches, vLLM …"""

import json

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, ProtocolError

from apps.dictation.audio import ENDINGS
from apps.dictation.engines.base import EngineRefused, EngineSilent, Utterance

PATH = "/v1/audio/transcriptions"
# Not the request's fault: it may well be answered a moment later.
_TRANSIENT = (408, 425, 429)
_CONNECT_SECONDS = 3.0


class OpenAiHttpEngine:
    """``url`` is the whole address. One more try follows where the connection broke, none where time ran out."""

    def __init__(self, *, url: str, model: str, key: str = "", timeout: float = 20.0) -> None:
        self._url, self._model = url, model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._pool = urllib3.PoolManager(
            retries=False,
            timeout=urllib3.Timeout(connect=min(_CONNECT_SECONDS, timeout), total=timeout),
            maxsize=8,
        )

    def transcribe(self, utterance: Utterance) -> str:
        answer = self._ask(utterance)
        if answer.status >= 500 or answer.status in _TRANSIENT:
            raise EngineSilent(f"status {answer.status}")
        if answer.status != 200:
            raise EngineRefused(f"status {answer.status}")
        return _text_of(answer.data)

    def _ask(self, utterance: Utterance) -> urllib3.BaseHTTPResponse:
        fields: dict[str, str | tuple[str, bytes, str]] = {
            "model": self._model,
            "language": utterance.language,
            "response_format": "json",
            "temperature": "0",
            "file": (
                f"utterance.{ENDINGS[utterance.audio_type]}",
                utterance.content,
                utterance.audio_type,
            ),
        }
        if utterance.prompt:
            fields["prompt"] = utterance.prompt
        try:
            return self._send(fields)
        except (NewConnectionError, ProtocolError):
            # A kept connection that the engine has closed meanwhile, or an engine that is just restarting.
            try:
                return self._send(fields)
            except HTTPError as error:
                raise EngineSilent(type(error).__name__) from None
        except HTTPError as error:
            raise EngineSilent(type(error).__name__) from None

    def _send(self, fields: dict[str, str | tuple[str, bytes, str]]) -> urllib3.BaseHTTPResponse:
        return self._pool.request(
            "POST", self._url, fields=fields, headers=self._headers, redirect=False
        )


def _text_of(body: bytes) -> str:
    try:
        text = json.loads(body)["text"]
    except (ValueError, KeyError, TypeError):
        raise EngineSilent("the answer is no transcription") from None
    return str(text).strip()
