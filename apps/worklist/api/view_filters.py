"""The filters that saved views keep: the list's own query parameters, read by the list's own parser."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict

from apps.accounts.actors import Actor
from apps.worklist.api.filters import NARROWING, InvalidFilter, worklist_filter
from apps.worklist.selectors.saved_views import access_view

MOST_VALUES = 200


def check_filters(filters: Mapping[str, Any], ordering: str, actor: Actor) -> None:
    """Raises ``InvalidFilter`` for what the list itself would refuse."""
    unknown = set(filters) - set(NARROWING)
    if unknown:
        raise InvalidFilter(
            f"A view keeps no filter ‘{min(unknown)}’; it keeps {', '.join(sorted(NARROWING))}."
        )
    query = QueryDict(mutable=True)
    for name, value in filters.items():
        query[name] = _as_parameter(name, value)
    if ordering:
        query["ordering"] = ordering
    worklist_filter(query, actor)


def with_saved_view(query: QueryDict, actor: Actor) -> QueryDict:
    """The query with what ``view=`` keeps added to it; what the query says itself goes before.

    Raises ``InvalidFilter``, and ``NotFound`` for a view that is neither the actor's own nor shared.
    """
    value = query.get("view")
    if not value:
        return query
    try:
        view = access_view(actor=actor, view_id=UUID(value))
    except ValueError:
        raise InvalidFilter("‘view’ is the id of a saved view.") from None
    merged = QueryDict(mutable=True)
    for name, kept in view.filters.items():
        merged[name] = _as_parameter(name, kept)
    merged["ordering"] = view.ordering
    for name in query:
        merged[name] = str(query[name])
    return merged


def _as_parameter(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int)):
        text = str(value)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        text = ",".join(value)
    else:
        raise InvalidFilter(f"‘{name}’ is a text, a number, yes or no, or a list of texts.")
    if len(text) > 20 * MOST_VALUES or text.count(",") >= MOST_VALUES:
        raise InvalidFilter(f"‘{name}’ names more than {MOST_VALUES} values.")
    return text
