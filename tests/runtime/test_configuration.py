"""What a person may set, and what they are told when it cannot work."""

import socket
from pathlib import Path

import pytest

from runtime.configuration import Configuration, external_services
from runtime.errors import RuntimeProblem
from runtime.layout import LONGEST_SOCKET_DIRECTORY, Layout
from runtime.ports import free_port, is_free, require_free


def test_a_port_in_use_names_the_variable_to_change() -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        with pytest.raises(RuntimeProblem, match=f"TELEREAD_HTTP_PORT={port + 1}"):
            require_free(port, purpose="HTTP", variable="TELEREAD_HTTP_PORT")
    assert is_free(port)


@pytest.mark.parametrize("value", ["http", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEREAD_DICOM_PORT", value)
    with pytest.raises(RuntimeProblem, match="TELEREAD_DICOM_PORT"):
        Configuration.from_environment()


def test_settings_reach_every_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEREAD_HTTP_PORT", "18080")
    monkeypatch.setenv("TELEREAD_DATA_DIR", str(tmp_path))
    configuration = Configuration.from_environment()
    assert configuration.environment["TELEREAD_HTTP_PORT"] == "18080"
    assert configuration.environment["TELEREAD_DATA_DIR"] == str(tmp_path)
    assert configuration.url == "http://localhost:18080/"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"DATABASE_URL": "x"}, "REDIS_URL"),
        ({"REDIS_URL": "x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "x", "REDIS_URL": "x"}, "DATABASE_OWNER_URL"),
    ],
)
def test_half_of_the_external_services_is_refused(
    given: dict[str, str], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(RuntimeProblem, match=f"{missing} is not set"):
        external_services()


def test_sockets_of_a_deep_data_directory_have_a_short_path(tmp_path: Path) -> None:
    layout = Layout.of(tmp_path / ("deep" * 40))
    assert len(str(layout.sockets)) <= LONGEST_SOCKET_DIRECTORY
    assert layout.sockets != Layout.of(tmp_path / ("deeper" * 30)).sockets
