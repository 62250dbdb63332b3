"""Reads settings from the environment; a wrong value stops the start with a sentence a person can act on."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from runtime.embedded import connection_environment
from runtime.errors import RuntimeProblem


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None or value == "":
        raise ImproperlyConfigured(f"Set the environment variable {name}; it has no default.")
    return value


def given(name: str) -> str:
    """What may be left out: empty and ``none`` say the same as nothing."""
    value = os.environ.get(name, "").strip()
    return "" if value == "none" else value


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    raw = given(name) or str(default)
    try:
        value = int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from None
    if value < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {value}.")
    return value


def yes_or_no(name: str, default: bool) -> bool:
    raw = given(name).lower() or ("yes" if default else "no")
    if raw in {"1", "yes", "true", "on"}:
        return True
    if raw in {"0", "no", "false", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {raw!r}.")


def database(url: str, name: str) -> dict[str, Any]:
    """Django's database dictionary for a ``postgresql://user:password@host:port/name`` URL."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must be a postgresql:// URL.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or (unquote(parts.hostname) if parts.hostname else "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 10, **options},
    }


def services(data_directory: Path) -> dict[str, str]:
    """DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL: the environment's, else the embedded ones."""
    try:
        found = connection_environment(data_directory)
    except RuntimeProblem as problem:
        raise ImproperlyConfigured(str(problem)) from None
    return {"DATABASE_OWNER_URL": found["DATABASE_URL"], **found}
