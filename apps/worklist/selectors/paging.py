"""One page of a list, found along its index, and the length of the list, counted once for all who ask the same."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.worklist.list_version import list_version
from apps.worklist.models import ReadingTask

COUNTED = 2_000
# What a list's version does not tell of, such as a name that was corrected in a search, is seen after this.
KEPT_FOR = timedelta(seconds=5)
LENGTHS_KEPT = 2_000
PAGE = "{} LIMIT %s OFFSET %s"
LENGTH = "SELECT count(*) FROM ({} LIMIT %s) found"

Question = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class PageOfTasks:
    """The ids of a page in order. ``count`` goes up to 2,000 or the page's end; ``is_capped`` says there are more."""

    ids: list[UUID]
    count: int
    is_capped: bool
    has_more: bool


def page_of_tasks(tasks: QuerySet[ReadingTask], *, limit: int, offset: int) -> PageOfTasks:
    """The ``limit`` tasks after the first ``offset`` of an ordered list.

    The tasks are those of now. Their number is not counted anew while the list stays the same, for up to five seconds.
    """
    end, question = offset + limit, _question(tasks)
    if question is None:
        return PageOfTasks([], 0, is_capped=False, has_more=False)
    ids = [id_ for (id_,) in _answer(PAGE, question, limit + 1, offset)]
    has_more, ids = len(ids) > limit, ids[:limit]
    if not has_more and (ids or not offset):
        return PageOfTasks(ids, offset + len(ids), is_capped=False, has_more=False)
    most = max(COUNTED, end)
    count = max(_length(question, most + 1), end + 1 if has_more else 0)
    return PageOfTasks(ids, min(count, most), count > most, has_more)


def forget_lengths() -> None:
    """The next page counts anew, whatever this process has counted."""
    _lengths.clear()


def _question(tasks: QuerySet[ReadingTask]) -> Question | None:
    """The list as a statement without its end, and its values; None where there can be no such task."""
    try:
        found, parameters = tasks.values_list("id").query.sql_with_params()
    except EmptyResultSet:
        return None
    return found, tuple(tuple(one) if isinstance(one, list) else one for one in parameters)


def _answer(statement: str, question: Question, *numbers: int) -> list[tuple[Any, ...]]:
    found, parameters = question
    values = [list(one) if isinstance(one, tuple) else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(found), [*values, *numbers])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@dataclass(frozen=True, slots=True)
class _Length:
    version: str
    at: datetime
    length: int


_lengths: OrderedDict[tuple[UUID, Question, int], _Length] = OrderedDict()
_lock = Lock()


def _length(question: Question, most: int) -> int:
    """How many tasks there are, counted up to ``most`` along the same index as the page."""
    key, version, at = (required_tenant_id(), question, most), list_version(), now()
    with _lock:
        known = _lengths.get(key)
    if known and known.version == version and abs(at - known.at) < KEPT_FOR:
        return known.length
    [(length,)] = _answer(LENGTH, question, most)
    if version is not None:
        with _lock:
            _lengths[key] = _Length(version, at, length)
            _lengths.move_to_end(key)
            while len(_lengths) > LENGTHS_KEPT:
                _lengths.popitem(last=False)
    return int(length)
