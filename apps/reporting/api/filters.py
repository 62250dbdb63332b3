"""The query parameters of the lists of reports and macros."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from apps.common.errors import DomainError
from apps.reporting.models import Report, ReportMacro
from apps.reporting.selectors.linked import on_study
from apps.reporting.states import ReportState


class InvalidFilter(DomainError):
    code = "invalid_filter"
    title = "The filter is not understood"


def narrow_reports(found: QuerySet[Report], query: QueryDict) -> QuerySet[Report]:
    """By ``study``, ``patient`` (ids) and ``state`` (several by comma); raises ``InvalidFilter``."""
    if study := query.get("study"):
        found = found.filter(on_study(id_of("study", study)))
    if patient := query.get("patient"):
        found = found.filter(study__patient_id=id_of("patient", patient))
    if state := query.get("state"):
        wanted = state.split(",")
        if set(wanted) - set(ReportState.values()):
            raise InvalidFilter(f"‘state’ is one or more of {', '.join(ReportState.values())}.")
        found = found.filter(state__in=wanted)
    return found


def narrow_macros(found: QuerySet[ReportMacro], query: QueryDict) -> QuerySet[ReportMacro]:
    """By ``shared`` (``true``, ``false``) and ``search`` in code, title and text; raises ``InvalidFilter``."""
    if shared := query.get("shared"):
        if shared not in ("true", "false"):
            raise InvalidFilter("‘shared’ is true or false.")
        found = found.filter(owner__isnull=shared == "true")
    if search := query.get("search"):
        wanted = Q(code__icontains=search) | Q(title__icontains=search) | Q(text__icontains=search)
        found = found.filter(wanted)
    return found


def id_of(name: str, value: str) -> UUID:
    """The id in a query parameter; raises ``InvalidFilter``."""
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter(f"‘{name}’ is an id.") from None


def category_of(value: str) -> int:
    """The category of critical findings in a query parameter; raises ``InvalidFilter``."""
    if value not in ("1", "2", "3"):
        raise InvalidFilter("‘category’ is 1, 2 or 3.")
    return int(value)
