"""The worklist's query parameters."""

from uuid import UUID

from django.http import QueryDict

from apps.accounts.actors import Actor
from apps.common.errors import DomainError
from apps.worklist.models import Priority
from apps.worklist.selectors import DEFAULT_ORDERING, ORDERINGS, WorklistFilter
from apps.worklist.states import TaskState


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
        sites=_several(query, "site"),
        modalities=_several(query, "modality"),
        body_parts=_several(query, "body_part"),
        claimed_by=_reader(query.get("claimed_by"), actor),
        overdue=query.get("overdue") == "true",
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


def _reader(value: str | None, actor: Actor) -> UUID | None:
    if not value:
        return None
    if value == "me":
        return actor.require_user()
    try:
        return UUID(value)
    except ValueError:
        raise InvalidFilter("‘claimed_by’ is ‘me’ or a reader's id.") from None
