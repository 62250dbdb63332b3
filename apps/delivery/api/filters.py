"""The portal's query parameters."""

from uuid import UUID

from django.http import QueryDict

from apps.common.errors import DomainError
from apps.delivery.selectors import STATUSES, SiteStudyFilter


class InvalidFilter(DomainError):
    code = "invalid_filter"
    title = "The filter is not understood"


def site_study_filter(query: QueryDict) -> SiteStudyFilter:
    """Reads ``site`` (slugs), ``status`` (each several by comma) and ``search``; raises ``InvalidFilter``."""
    statuses = _several(query, "status")
    if set(statuses) - set(STATUSES):
        raise InvalidFilter(f"‘status’ is one or more of {', '.join(STATUSES)}.")
    return SiteStudyFilter(
        sites=_several(query, "site"),
        statuses=statuses,
        search=query.get("search", "")[:100].replace("\x00", ""),
    )


def version_number(query: QueryDict) -> int | None:
    """``number``, or None for the latest version; raises ``InvalidFilter``."""
    value = query.get("number", "")
    if not value:
        return None
    if not value.isdecimal() or len(value) > 6:
        raise InvalidFilter("‘number’ is the number of a version.")
    return int(value)


def version_id(query: QueryDict) -> UUID | None:
    """``version``, the id of a version, or None; raises ``InvalidFilter``."""
    value = query.get("version", "")
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter("‘version’ is the id of a version.") from None


def _several(query: QueryDict, name: str) -> list[str]:
    return [value for value in query.get(name, "").replace("\x00", "").split(",") if value]
