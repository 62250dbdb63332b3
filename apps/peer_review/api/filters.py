"""The query parameters of the lists of reviews."""

from datetime import date, datetime, time, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from apps.peer_review.models import Review
from apps.peer_review.models.reviews import ORIGINS
from apps.peer_review.radpeer import LESSONS
from apps.peer_review.states import ReviewState
from apps.reporting.api.filters import InvalidFilter

STATE = OpenApiParameter("state", str, description="one or more by comma")
MODALITY = OpenApiParameter("modality", str)
REVIEW_FILTERS = [STATE, MODALITY]
CASE_FILTERS = [
    *REVIEW_FILTERS,
    OpenApiParameter("origin", str, description="one or more by comma"),
    OpenApiParameter("lesson", str, description="one or more by comma"),
]
PERIOD = [
    OpenApiParameter(
        "from", OpenApiTypes.DATE, description="the first day, UTC; closed since then"
    ),
    OpenApiParameter("to", OpenApiTypes.DATE, description="the last day, UTC"),
]
ZONE = ZoneInfo("UTC")


class Period(TypedDict):
    since: datetime | None
    until: datetime | None


def narrow_reviews(found: QuerySet[Review], query: QueryDict) -> QuerySet[Review]:
    """By the parameters in ``CASE_FILTERS``; raises ``InvalidFilter``."""
    known = {"state": ReviewState.values(), "origin": ORIGINS, "lesson": list(LESSONS)}
    for name, values in known.items():
        if given := query.get(name):
            wanted = set(given.split(","))
            if not wanted <= set(values):
                raise InvalidFilter(f"‘{name}’ is one or more of {', '.join(values)}.")
            found = found.filter(**{f"{name}__in": wanted})
    if modality := query.get("modality"):
        found = found.filter(modality=modality)
    return found


def period_of(query: QueryDict) -> Period:
    """``from`` and ``to`` as instants; ``to`` is the whole day. Raises ``InvalidFilter``."""
    first, last = _day(query, "from"), _day(query, "to")
    return Period(since=first, until=last + timedelta(days=1) if last else None)


def _day(query: QueryDict, name: str) -> datetime | None:
    text = query.get(name)
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), ZONE)
    except ValueError:
        raise InvalidFilter(f"‘{name}’ is a day, as 2026-11-30.") from None
