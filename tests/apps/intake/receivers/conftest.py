from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.intake.receivers.harness import (
    Receiver,
    RememberingIntake,
    running_receiver,
    settings_for,
)


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    with running_receiver(settings_for(tmp_path), RememberingIntake()) as running:
        yield running
