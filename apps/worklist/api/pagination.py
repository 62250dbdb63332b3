"""Pages of the list at any length: the ids along the index first, then the details of these alone."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from apps.worklist.api.filters import InvalidFilter
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import with_details

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
COUNTED = 2_000


class TaskPage:
    """``?limit=&offset=``. Rows are counted up to 2,000; beyond, ``count_is_capped`` says that there are more."""

    def __init__(self, request: Request, tasks: QuerySet[ReadingTask]) -> None:
        self.request = request
        self.limit = min(_number(request, "limit", DEFAULT_LIMIT) or DEFAULT_LIMIT, MAX_LIMIT)
        self.offset = _number(request, "offset", 0)
        bare = tasks.values_list("id", flat=True)
        ids = list(bare[self.offset : self.offset + self.limit + 1])
        self.has_more = len(ids) > self.limit
        self.ids = ids[: self.limit]
        self.count, self.capped = self._count(bare)

    def _count(self, bare: QuerySet[ReadingTask, Any]) -> tuple[int, bool]:
        if not self.has_more and (self.ids or self.offset == 0):
            return self.offset + len(self.ids), False
        counted = bare.order_by()[: COUNTED + 1].count()
        if counted <= COUNTED:
            return counted, False
        return max(COUNTED, self.offset + len(self.ids)), True

    def rows(self) -> list[ReadingTask]:
        """The page's tasks with everything a row shows."""
        found = with_details(ReadingTask.objects.filter(id__in=self.ids))
        by_id = {task.id: task for task in found}
        return [by_id[id_] for id_ in self.ids if id_ in by_id]

    def response(self, results: Any) -> Response:
        """``{count, count_is_capped, next, previous, results}``."""
        later = self._link(self.offset + self.limit) if self.has_more else None
        earlier = self._link(max(self.offset - self.limit, 0)) if self.offset else None
        return Response(
            {
                "count": self.count,
                "count_is_capped": self.capped,
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
