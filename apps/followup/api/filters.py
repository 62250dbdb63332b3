"""The query parameters of the list of follow-ups."""

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from apps.followup.models import FollowUp
from apps.followup.selectors.follow_ups import answered_by, has_proposal
from apps.followup.states import FollowUpState
from apps.reporting.api.filters import InvalidFilter, id_of
from apps.reporting.recommending.recommendation import MODALITIES

FILTERS = [
    OpenApiParameter(
        "state",
        str,
        description="one or more by comma; ‘running’: all that have not ended; ‘ended’: all others",
    ),
    OpenApiParameter("site", OpenApiTypes.UUID),
    OpenApiParameter("modality", str, enum=MODALITIES),
    OpenApiParameter("study", OpenApiTypes.UUID, description="whose report recommends it"),
    OpenApiParameter("answered_by", OpenApiTypes.UUID, description="a later study"),
    OpenApiParameter("proposed", bool, description="a later study waits for a decision"),
    OpenApiParameter("undated", bool, description="no interval was said"),
]


def narrow(found: QuerySet[FollowUp], query: QueryDict) -> QuerySet[FollowUp]:
    """By the parameters in ``FILTERS``; raises ``InvalidFilter``."""
    if state := query.get("state"):
        found = _by_state(found, set(state.split(",")))
    for name, field in (("site", "site_id"), ("study", "study_id")):
        if value := query.get(name):
            found = found.filter(**{field: id_of(name, value)})
    if modality := query.get("modality"):
        if modality not in MODALITIES:
            raise InvalidFilter(f"‘modality’ is one of {', '.join(MODALITIES)}.")
        found = found.filter(modality=modality)
    if later := query.get("answered_by"):
        found = found.filter(answered_by(id_of("answered_by", later)))
    if query.get("proposed") == "true":
        found = found.filter(has_proposal(), ended_at=None)
    if query.get("undated") == "true":
        found = found.filter(due_on=None)
    return found


def _by_state(found: QuerySet[FollowUp], wanted: set[str]) -> QuerySet[FollowUp]:
    if wanted == {"running"}:
        return found.filter(ended_at=None)
    if wanted == {"ended"}:
        return found.filter(ended_at__isnull=False).order_by("-ended_at", "id")
    if wanted <= set(FollowUpState.values()):
        return found.filter(state__in=wanted)
    raise InvalidFilter(
        f"‘state’ is ‘running’, ‘ended’, or one or more of {', '.join(FollowUpState.values())}."
    )
