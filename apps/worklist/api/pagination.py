"""Pages of the list at any length: the ids along the index first, then the details of these alone."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.request import Request

from apps.accounts.actors import Actor
from apps.worklist.api.filters import InvalidFilter
from apps.worklist.api.rows import json_response
from apps.worklist.selectors import WorklistFilter, page_of_tasks

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


class TaskPage:
    """``?limit=&offset=``. Rows are counted up to 2,000; beyond, ``count_is_capped`` says that there are more."""

    def __init__(self, request: Request, actor: Actor, narrowed: WorklistFilter) -> None:
        self.request = request
        self.limit = min(_number(request, "limit", DEFAULT_LIMIT) or DEFAULT_LIMIT, MAX_LIMIT)
        self.offset = _number(request, "offset", 0)
        self._page = page_of_tasks(
            actor=actor, narrowed=narrowed, limit=self.limit, offset=self.offset
        )
        self.ids = self._page.ids

    def response(self, results: list[dict[str, Any]]) -> HttpResponse:
        """``{count, count_is_capped, next, previous, results}``."""
        later = self._link(self.offset + self.limit) if self._page.has_more else None
        earlier = self._link(max(self.offset - self.limit, 0)) if self.offset else None
        return json_response(
            {
                "count": self._page.count,
                "count_is_capped": self._page.is_capped,
                "next": later,
                "previous": earlier,
                "results": results,
            }
        )

    def _link(self, offset: int) -> str:
        query = {**self.request.query_params.dict(), "limit": self.limit, "offset": offset}
        return f"{self.request.build_absolute_uri(self.request.path)}?{urlencode(query)}"


def _number(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        raise InvalidFilter(f"‘{name}’ is a whole number.")
    return int(value)
