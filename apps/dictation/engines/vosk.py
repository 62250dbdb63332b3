"""Vosk's WebSocket server: PCM goes out in pieces, and a piece of text may come back for each."""

import json
from contextlib import suppress
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from apps.dictation.audio import wav_samples
from apps.dictation.engines.base import EngineRefused, EngineSilent, Utterance

_PIECE = 16_000


class VoskEngine:
    """``url`` begins with ``ws``. Takes WAV only, and no prompt: its words are those of its model."""

    def __init__(self, *, url: str, timeout: float = 20.0) -> None:
        self._url, self._timeout = url, timeout

    def transcribe(self, utterance: Utterance) -> str:
        try:
            rate, samples = wav_samples(utterance.content)
        except ValueError as error:
            raise EngineRefused(str(error)) from None
        try:
            with connect(
                self._url,
                open_timeout=min(3.0, self._timeout),
                close_timeout=1,
                proxy=None,
                max_size=1024 * 1024,
            ) as connection:
                return self._exchange(connection, rate, samples)
        except (OSError, WebSocketException, TimeoutError) as error:
            raise EngineSilent(type(error).__name__) from None

    def _exchange(self, connection: ClientConnection, rate: int, samples: bytes) -> str:
        connection.send(json.dumps({"config": {"sample_rate": rate}}))
        texts: list[str] = []
        for start in range(0, len(samples), _PIECE):
            connection.send(samples[start : start + _PIECE])
            texts += self._answer(connection)
        connection.send('{"eof" : 1}')
        texts += self._answer(connection)
        with suppress(WebSocketException):
            connection.close()
        return " ".join(text for text in texts if text)

    def _answer(self, connection: ClientConnection) -> list[str]:
        try:
            answer: Any = json.loads(connection.recv(timeout=self._timeout))
        except ValueError:
            raise EngineSilent("the answer is no transcription") from None
        text = answer.get("text") if isinstance(answer, dict) else None
        return [str(text)] if text else []
