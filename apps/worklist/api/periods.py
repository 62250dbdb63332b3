"""Times and spans of time in addresses."""

from datetime import UTC, datetime, timedelta

from django.utils.dateparse import parse_datetime
from rest_framework.request import Request

from apps.common.clock import now
from apps.worklist.api.filters import InvalidFilter


def moment(request: Request, name: str, default: datetime | None = None) -> datetime:
    """The parameter as a UTC time, ``default`` or now without it; raises ``InvalidFilter``."""
    value = request.query_params.get(name)
    if not value:
        return default or now()
    try:
        found = parse_datetime(value)
        if found is None or found.tzinfo is None:
            raise ValueError
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidFilter(f"‘{name}’ is a time like 2026-11-21T22:00:00Z.") from None
    if not 2000 <= found.year <= 2200:
        raise InvalidFilter(f"‘{name}’ lies outside the calendar.")
    return found


def period(request: Request, *, usual: timedelta, longest: timedelta) -> tuple[datetime, datetime]:
    """``from`` and ``to``; by default the ``usual`` time up to now. Raises ``InvalidFilter``."""
    end = moment(request, "to")
    start = moment(request, "from", end - usual)
    if not timedelta() < end - start <= longest:
        raise InvalidFilter(f"‘from’ lies before ‘to’, by {longest.days} days at most.")
    return start, end
