"""The speech engine is configured whole or not at all, and the start says what is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from teleread.settings.speech import NAMES, speech_engine


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in NAMES:
        monkeypatch.delenv(f"TELEREAD_SPEECH_ENGINE_{name}", raising=False)
    return monkeypatch


def give(configure: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        configure.setenv(f"TELEREAD_SPEECH_ENGINE_{name}", value)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"MODEL": "large-v3"}, "TELEREAD_SPEECH_ENGINE_URL"),
        ({"URL": "speech:8000"}, "TELEREAD_SPEECH_ENGINE_URL"),
        ({"URL": "ftp://speech"}, "TELEREAD_SPEECH_ENGINE_URL"),
        ({"URL": "http://user:secret@speech"}, "TELEREAD_SPEECH_ENGINE_KEY"),
        ({"URL": "http://speech", "TIMEOUT_SECONDS": "0"}, "TIMEOUT_SECONDS"),
        ({"URL": "http://speech", "TIMEOUT_SECONDS": "61"}, "TIMEOUT_SECONDS"),
    ],
)
def test_a_wrong_configuration_stops_the_start(
    configure: pytest.MonkeyPatch, values: dict[str, str], named: str
) -> None:
    give(configure, values)
    with pytest.raises(ImproperlyConfigured, match=named):
        speech_engine()


def test_nothing_is_an_answer_and_an_address_is_enough(configure: pytest.MonkeyPatch) -> None:
    give(configure, dict.fromkeys(NAMES, "none"))
    assert speech_engine().url == ""
    give(configure, {"URL": "http://speech:8000", "KEY": "secret"})
    engine = speech_engine()
    assert (engine.model, engine.timeout, engine.key) == ("whisper-1", 20, "secret")
    assert "secret" not in repr(engine)
