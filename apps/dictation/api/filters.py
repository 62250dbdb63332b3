"""The query parameters of the lists of dictations."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from apps.dictation.models import Dictation
from apps.dictation.states import OPEN, DictationState
from apps.reporting.api.filters import InvalidFilter, id_of

STATE = OpenApiParameter("state", str, description="one or more by comma; ‘open’: all not settled")
OWN_FILTERS = [STATE, OpenApiParameter("report", OpenApiTypes.UUID)]
QUEUE_FILTERS = [
    STATE,
    OpenApiParameter("site", OpenApiTypes.UUID),
    OpenApiParameter("modality", str),
    OpenApiParameter("mine", bool, description="only what the caller types or typed"),
]


def narrow_own(found: QuerySet[Dictation], query: QueryDict) -> QuerySet[Dictation]:
    """By the parameters in ``OWN_FILTERS``; raises ``InvalidFilter``."""
    if report := query.get("report"):
        found = found.filter(report_id=id_of("report", report))
    return _by_state(found, query)


def narrow_queue(
    found: QuerySet[Dictation], query: QueryDict, *, own: UUID | None
) -> QuerySet[Dictation]:
    """By the parameters in ``QUEUE_FILTERS``; raises ``InvalidFilter``."""
    if site := query.get("site"):
        found = found.filter(site_id=id_of("site", site))
    if modality := query.get("modality"):
        found = found.filter(report__study__modalities__contains=[modality])
    if query.get("mine") == "true":
        found = found.filter(transcriptionist_id=own)
    return _by_state(found, query)


def _by_state(found: QuerySet[Dictation], query: QueryDict) -> QuerySet[Dictation]:
    state = query.get("state")
    if not state:
        return found
    if state == "open":
        return found.filter(state__in=list(OPEN))
    wanted = set(state.split(","))
    if not wanted <= set(DictationState.values()):
        raise InvalidFilter(
            f"‘state’ is ‘open’, or one or more of {', '.join(DictationState.values())}."
        )
    return found.filter(state__in=wanted)
