from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.apps.dictation.speech_engine import RunningEngine, running_engine


@pytest.fixture(scope="package")
def engine() -> Iterator[RunningEngine]:
    with running_engine() as running:
        yield running


@pytest.fixture(autouse=True)
def fresh_circuit() -> None:
    """What another test made of the engine is forgotten."""
    cache.delete_many(["speech-engine.failures", "speech-engine.rests-until"])
