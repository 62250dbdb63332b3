"""Query parameters of the staffing resources."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from apps.accounts.actors import Actor
from apps.common.errors import DomainError


class InvalidFilter(DomainError):
    code = "invalid_filter"
    title = "The filter is not understood"


def reader_filter(query: QueryDict, actor: Actor) -> UUID | None:
    """``reader``: an id or ``me``; raises ``InvalidFilter``."""
    value = query.get("reader")
    if not value:
        return None
    if value == "me":
        return actor.require_user()
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter("‘reader’ is ‘me’ or a reader's id.") from None


def word(query: QueryDict, name: str) -> str:
    """A short text without what PostgreSQL cannot hold."""
    return query.get(name, "")[:100].replace("\x00", "")


def choice(query: QueryDict, name: str, known: tuple[str, ...]) -> str:
    """One of ``known``, or nothing; raises ``InvalidFilter``."""
    value = query.get(name, "")
    if value and value not in known:
        raise InvalidFilter(f"‘{name}’ is one of {', '.join(known)}.")
    return value


def moment(query: QueryDict, name: str, default: datetime) -> datetime:
    """A time with its offset; raises ``InvalidFilter``."""
    value = query.get(name)
    if not value:
        return default
    try:
        # A plus sign that was not escaped in the address arrives as a space.
        found = parse_datetime(value.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise InvalidFilter(f"Write ‘{name}’ like 2026-06-01T22:00:00Z.")
    return found


def whole_number(query: QueryDict, name: str, default: int, most: int) -> int:
    """From 0 to ``most``; raises ``InvalidFilter``."""
    value = query.get(name)
    if not value:
        return default
    if not value.isdecimal() or int(value) > most:
        raise InvalidFilter(f"‘{name}’ is a whole number up to {most}.")
    return int(value)
