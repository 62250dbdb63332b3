"""The worklist's query parameters."""

from datetime import timedelta
from uuid import UUID

from django.http import QueryDict

from apps.accounts.actors import Actor
from apps.common.errors import DomainError
from apps.worklist.models import Priority
from apps.worklist.selectors import DEFAULT_ORDERING, ORDERINGS, WorklistFilter
from apps.worklist.states import TaskState

MOST_DIGITS = 6
NARROWING = (
    "state",
    "priority",
    "pathway",
    "site",
    "modality",
    "procedure_group",
    "body_part",
    "read_type",
    "pool",
    "claimed_by",
    "assigned_to",
    "eligible_for",
    "held",
    "overdue",
    "due_within",
)


class InvalidFilter(DomainError):
    code = "invalid_filter"
    title = "The filter is not understood"


def worklist_filter(query: QueryDict, actor: Actor) -> WorklistFilter:
    """Reads ``state``, ``priority``, … (several values by comma); raises ``InvalidFilter``."""
    ordering = query.get("ordering") or DEFAULT_ORDERING
    if ordering not in ORDERINGS:
        raise InvalidFilter(f"‘ordering’ is one of {', '.join(ORDERINGS)}.")
    return WorklistFilter(
        states=_known(query, "state", TaskState.values()),
        priorities=_known(query, "priority", Priority.values),
        pathways=_several(query, "pathway"),
        sites=_several(query, "site"),
        modalities=_several(query, "modality"),
        procedure_groups=_several(query, "procedure_group"),
        body_parts=[part.upper() for part in _several(query, "body_part")],
        read_types=_several(query, "read_type"),
        pools=_several(query, "pool"),
        claimed_by=_reader(query, "claimed_by", actor),
        assigned_to=_reader(query, "assigned_to", actor),
        eligible_for=_other_reader(query, actor),
        held=_yes_or_no(query, "held"),
        overdue=bool(_yes_or_no(query, "overdue")),
        due_within=_minutes(query, "due_within"),
        search=query.get("search", "")[:100].replace("\x00", ""),
        ordering=ordering,
    )


def _several(query: QueryDict, name: str) -> list[str]:
    return [value for value in query.get(name, "").replace("\x00", "").split(",") if value]


def _known(query: QueryDict, name: str, known: list[str]) -> list[str]:
    values = _several(query, name)
    unknown = set(values) - set(known)
    if unknown:
        raise InvalidFilter(f"‘{name}’ is one or more of {', '.join(known)}.")
    return values


def _reader(query: QueryDict, name: str, actor: Actor) -> UUID | None:
    value = query.get(name)
    if not value:
        return None
    if value == "me":
        return actor.require_user()
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter(f"‘{name}’ is ‘me’ or a reader's id.") from None


def _other_reader(query: QueryDict, actor: Actor) -> UUID | None:
    if query.get("eligible_for"):
        actor.require("worklist.manage")
    return _reader(query, "eligible_for", actor)


def _yes_or_no(query: QueryDict, name: str) -> bool | None:
    value = query.get(name)
    if not value:
        return None
    if value not in ("true", "false"):
        raise InvalidFilter(f"‘{name}’ is ‘true’ or ‘false’.")
    return value == "true"


def _minutes(query: QueryDict, name: str) -> timedelta | None:
    value = query.get(name)
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        raise InvalidFilter(f"‘{name}’ is a number of minutes.")
    return timedelta(minutes=int(value))
