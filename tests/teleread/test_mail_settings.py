"""Mail is configured whole or not at all, and the start says what is missing."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from teleread.settings.mail import NAMES, mail_service, public_url, require_https
from tests.architecture.test_files import ROOT

WHOLE = {"HOST": "smtp.practice.example", "FROM": "results@practice.example"}
LOGIN = {"USER": "results", "PASSWORD": "secret"}


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in (*(f"TELEREAD_EMAIL_{one}" for one in NAMES), "TELEREAD_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def give(configure: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        configure.setenv(f"TELEREAD_EMAIL_{name}", value)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"FROM": "results@practice.example"}, "TELEREAD_EMAIL_HOST"),
        ({"PASSWORD": "secret"}, "TELEREAD_EMAIL_HOST"),
        ({"HOST": "smtp.practice.example"}, "TELEREAD_EMAIL_FROM"),
        ({**WHOLE, "FROM": "results"}, "TELEREAD_EMAIL_FROM"),
        ({**WHOLE, "USER": "results"}, "TELEREAD_EMAIL_PASSWORD"),
        ({**WHOLE, "PASSWORD": "secret"}, "TELEREAD_EMAIL_USER"),
        ({**WHOLE, **LOGIN, "TLS": "no"}, "TELEREAD_EMAIL_TLS"),
        ({**WHOLE, "PORT": "smtp"}, "TELEREAD_EMAIL_PORT"),
    ],
)
def test_half_a_configuration_stops_the_start(
    configure: pytest.MonkeyPatch, values: dict[str, str], named: str
) -> None:
    give(configure, values)
    with pytest.raises(ImproperlyConfigured, match=named):
        mail_service()


@pytest.mark.parametrize(
    ("values", "tls"),
    [
        (WHOLE, (True, False)),
        ({**WHOLE, **LOGIN}, (True, False)),
        ({**WHOLE, **LOGIN, "PORT": "465"}, (False, True)),
        ({**WHOLE, "TLS": "no"}, (False, False)),
        ({**dict.fromkeys(NAMES, "none"), **WHOLE}, (True, False)),
    ],
)
def test_a_whole_one_says_how_tls_begins(
    configure: pytest.MonkeyPatch, values: dict[str, str], tls: tuple[bool, bool]
) -> None:
    give(configure, values)
    found = mail_service()
    assert found.host == "smtp.practice.example"
    assert (found.starts_tls, found.implicit_tls) == tls


def test_nothing_is_a_configuration_too(configure: pytest.MonkeyPatch) -> None:
    give(configure, dict.fromkeys(NAMES, "none"))
    assert mail_service().host == ""
    assert public_url(mail_service(), http_port=8123) == "http://localhost:8123"


def test_links_lead_somewhere(configure: pytest.MonkeyPatch) -> None:
    give(configure, WHOLE)
    for wrong in ("", "reports.practice.example", "https://a.example/portal", "ftp://a.example"):
        configure.setenv("TELEREAD_PUBLIC_URL", wrong)
        with pytest.raises(ImproperlyConfigured, match="TELEREAD_PUBLIC_URL"):
            public_url(mail_service(), http_port=8000)
    configure.setenv("TELEREAD_PUBLIC_URL", "https://reports.practice.example/")
    assert public_url(mail_service(), http_port=8000) == "https://reports.practice.example"
    with pytest.raises(ImproperlyConfigured, match="https"):
        require_https("http://reports.practice.example")


def test_compose_and_its_example_name_every_variable() -> None:
    for file in ("docker-compose.yml", "compose.env.example"):
        text = Path(ROOT / file).read_text(encoding="utf-8")
        assert [name for name in NAMES if f"TELEREAD_EMAIL_{name}" not in text] == []
