"""What a person or CI would install by hand: needed, or only helpful."""

from pathlib import Path

import pytest

from runtime.errors import RuntimeProblem
from runtime.system_packages import install_helpful, install_missing

ABSENT = {"teleread-absent-program": "teleread-absent"}


@pytest.fixture(autouse=True)
def without_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_what_is_needed_and_cannot_be_had_ends_the_command() -> None:
    with pytest.raises(RuntimeProblem, match="apt-get install teleread-absent"):
        install_missing(ABSENT, what="the test")


def test_what_is_only_helpful_is_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    install_helpful(ABSENT, what="the test")
    assert "going on without: the test needs teleread-absent" in capsys.readouterr().out
