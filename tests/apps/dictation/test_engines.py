"""What every engine's adapter promises, against a real engine in a process of its own."""

from collections.abc import Callable

import pytest

from apps.dictation.engines import EngineRefused, EngineSilent, SpeechEngine, Utterance, engine_at
from runtime.ports import free_port
from tests.apps.dictation.speech_engine import RECORDING, SAID, RunningEngine

Make = Callable[..., SpeechEngine]
UTTERANCE = Utterance(RECORDING, "audio/wav")


def openai(
    engine: RunningEngine, how: str = "", *, port: int = 0, timeout: float = 20
) -> SpeechEngine:
    url = f"http://127.0.0.1:{port or engine.http}"
    return engine_at(url=url, model=how or "sphinx", key="sesame", timeout=timeout)


def vosk(
    engine: RunningEngine, how: str = "", *, port: int = 0, timeout: float = 20
) -> SpeechEngine:
    return engine_at(
        url=f"ws://127.0.0.1:{port or engine.ws}/{how}", model="", key="", timeout=timeout
    )


@pytest.mark.parametrize("make", [openai, vosk])
class TestContract:
    def test_a_recording_becomes_text(self, make: Make, engine: RunningEngine) -> None:
        assert make(engine).transcribe(UTTERANCE) == SAID

    def test_the_same_adapter_hears_again(self, make: Make, engine: RunningEngine) -> None:
        adapter = make(engine)
        assert [adapter.transcribe(UTTERANCE) for _ in range(2)] == [SAID, SAID]

    def test_nothing_said_is_an_empty_text(self, make: Make, engine: RunningEngine) -> None:
        silence = RECORDING[:40] + bytes(4)
        assert make(engine).transcribe(Utterance(silence, "audio/wav")) == ""

    @pytest.mark.parametrize("how", ["busy", "strange"])
    def test_a_failing_engine_is_silent(self, make: Make, how: str, engine: RunningEngine) -> None:
        with pytest.raises(EngineSilent):
            make(engine, how).transcribe(UTTERANCE)

    def test_an_engine_that_takes_too_long_is_silent(
        self, make: Make, engine: RunningEngine
    ) -> None:
        with pytest.raises(EngineSilent):
            make(engine, "slow", timeout=0.2).transcribe(UTTERANCE)

    def test_nobody_there_is_silent(self, make: Make, engine: RunningEngine) -> None:
        with pytest.raises(EngineSilent):
            make(engine, port=free_port()).transcribe(UTTERANCE)


def test_what_an_engine_refuses_is_told_apart_from_silence(engine: RunningEngine) -> None:
    wrong = engine_at(url=engine.url, model="sphinx", key="wrong", timeout=20)
    for adapter in (openai(engine, "picky"), wrong):
        with pytest.raises(EngineRefused):
            adapter.transcribe(UTTERANCE)
    with pytest.raises(EngineRefused):
        vosk(engine).transcribe(Utterance(b"OggS", "audio/ogg"))


def test_language_and_words_go_to_an_engine_that_takes_them(engine: RunningEngine) -> None:
    utterance = Utterance(RECORDING, "audio/wav", language="de", prompt="Itō, PI-RADS")
    assert openai(engine, "echo").transcribe(utterance) == "de|Itō, PI-RADS"


def test_an_address_with_a_path_is_used_as_it_is(engine: RunningEngine) -> None:
    elsewhere = engine_at(url=f"{engine.url}/inference", model="m", key="", timeout=20)
    with pytest.raises(EngineRefused, match="404"):
        elsewhere.transcribe(UTTERANCE)
