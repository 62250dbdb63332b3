"""The query parameters of orders and requests."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from apps.common.clock import now
from apps.common.errors import DomainError
from apps.orders.models import OrderPriority
from apps.orders.states import OrderState, RequestState

LONGEST_PERIOD = timedelta(days=400)


class InvalidFilter(DomainError):
    code = "invalid_filter"
    title = "The filter is not understood"


def order_conditions(query: QueryDict) -> Q:
    """Reads ``state``, ``priority``, ``site``, ``doubt`` (several by comma), ``study`` and ``search``."""
    conditions = _in(query, "state", OrderState.values())
    conditions &= _in(query, "priority", OrderPriority.values)
    if sites := _several(query, "site"):
        conditions &= Q(site__slug__in=sites)
    if doubts := _several(query, "doubt"):
        conditions &= Q(doubt__in=doubts)
    if study := query.get("study"):
        conditions &= Q(study_id=_id(study))
    for word in query.get("search", "")[:100].replace("\x00", "").split()[:5]:
        conditions &= (
            Q(accession_number__istartswith=word)
            | Q(patient_id__istartswith=word)
            | Q(patient_name__icontains=word)
        )
    return conditions


def request_conditions(query: QueryDict) -> Q:
    """Reads ``state``, ``site`` (several by comma) and ``study``."""
    conditions = _in(query, "state", RequestState.values())
    if sites := _several(query, "site"):
        conditions &= Q(site__slug__in=sites)
    if study := query.get("study"):
        conditions &= Q(study_id=_id(study))
    return conditions


def period(query: QueryDict) -> tuple[datetime, datetime]:
    """``from`` and ``to`` (ISO 8601 with a zone); without them the last 30 days. Raises ``InvalidFilter``."""
    end = _moment(query, "to") or now()
    start = _moment(query, "from") or _earlier(end, timedelta(days=30))
    if not start < end or end - start > LONGEST_PERIOD:
        raise InvalidFilter("‘from’ is before ‘to’, and no more than 400 days.")
    return start, end


def _earlier(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment - by
    except OverflowError:
        raise InvalidFilter("‘to’ is too long ago.") from None


def _moment(query: QueryDict, name: str) -> datetime | None:
    text = query.get(name, "").replace(" ", "+")
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except (ValueError, OverflowError):
        found = None
    if found is None or found.tzinfo is None or not 1900 < found.year < 9000:
        raise InvalidFilter(f"‘{name}’ is a moment like 2026-11-01T00:00:00Z.")
    return found


def _in(query: QueryDict, name: str, known: list[str]) -> Q:
    values = _several(query, name)
    if set(values) - set(known):
        raise InvalidFilter(f"‘{name}’ is one or more of {', '.join(known)}.")
    return Q(**{f"{name}__in": values}) if values else Q()


def _several(query: QueryDict, name: str) -> list[str]:
    return [value for value in query.get(name, "").replace("\x00", "").split(",") if value]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidFilter("‘study’ is the id of a study.") from None
