"""How messages leave: where their links lead, and the mail service. Half a configuration stops the start."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from teleread.settings import environment as env

NAMES = ("HOST", "PORT", "USER", "PASSWORD", "TLS", "FROM")
# The port on which a mail service speaks TLS from the first byte (RFC 8314 section 3.3).
IMPLICIT_TLS_PORT = 465
SUBMISSION_PORT = 587
# Stands on mails that go nowhere, such as a demo's.
NOBODY = "teleread@localhost"


@dataclass(frozen=True, slots=True)
class MailService:
    """``host`` empty: no mail leaves, which is put on record with every message that should have."""

    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    implicit_tls: bool
    sender: str


def mail_service() -> MailService:
    """``TELEREAD_EMAIL_*``: all that is needed, or nothing. Raises ``ImproperlyConfigured``."""
    given = {name: value for name in NAMES if (value := env.given(f"TELEREAD_EMAIL_{name}"))}
    host = given.get("HOST", "")
    if not host and given:
        named = ", ".join(f"TELEREAD_EMAIL_{name}" for name in given)
        raise ImproperlyConfigured(
            f"{named} is set, but TELEREAD_EMAIL_HOST is not. Set the host of the mail service, or none of "
            "TELEREAD_EMAIL_*: then no mail leaves."
        )
    port = env.whole_number("TELEREAD_EMAIL_PORT", SUBMISSION_PORT, least=1) if host else 0
    user, password = given.get("USER", ""), given.get("PASSWORD", "")
    if bool(user) != bool(password):
        missing = "PASSWORD" if user else "USER"
        raise ImproperlyConfigured(
            f"TELEREAD_EMAIL_{missing} is missing: a mail service takes a user and a password, or neither."
        )
    encrypted = env.yes_or_no("TELEREAD_EMAIL_TLS", default=True) if host else False
    if password and not encrypted:
        raise ImproperlyConfigured(
            "TELEREAD_EMAIL_TLS is no, so the password would travel readable. Use TLS, or a service without a password."
        )
    sender = given.get("FROM", "")
    if host and "@" not in sender:
        raise ImproperlyConfigured(
            "TELEREAD_EMAIL_FROM must be the address that mails come from, such as results@practice.example."
        )
    implicit = encrypted and port == IMPLICIT_TLS_PORT
    return MailService(
        host, port, user, password, encrypted and not implicit, implicit, sender or NOBODY
    )


def public_url(mail: MailService, *, http_port: int) -> str:
    """``TELEREAD_PUBLIC_URL`` without a slash at its end; this machine's own where no mail leaves. Raises
    ``ImproperlyConfigured``.
    """
    url = env.given("TELEREAD_PUBLIC_URL").rstrip("/")
    if not url and mail.host:
        raise ImproperlyConfigured(
            "Mail is configured, but TELEREAD_PUBLIC_URL is not: set the address under which people reach this "
            "installation, such as https://reports.practice.example, or links in mails lead nowhere."
        )
    url = url or f"http://localhost:{http_port}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"TELEREAD_PUBLIC_URL must be an address such as https://reports.practice.example, not {url!r}."
        )
    return url


def require_https(url: str) -> None:
    """Patients are shown behind links. Raises ``ImproperlyConfigured``."""
    if urlsplit(url).scheme != "https":
        raise ImproperlyConfigured(
            "Set TELEREAD_PUBLIC_URL to the https:// address under which people reach this installation."
        )
