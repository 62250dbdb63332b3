"""One page of a list, found along its index, and the length of the list, counted once for all who ask the same."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet

from apps.accounts.actors import Actor
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.common.statements import Spelt, asked_often, spelt
from apps.worklist.list_version import list_version
from apps.worklist.selectors.list_scope import ListScope, list_scope
from apps.worklist.selectors.listing import tasks_in
from apps.worklist.selectors.worklist_filter import WorklistFilter

COUNTED = 2_000
# What a list's version does not tell of, such as a name that was corrected in a search, is seen after this.
KEPT_FOR = timedelta(seconds=5)
LENGTHS_KEPT = 2_000
QUESTIONS_KEPT = 500

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PageOfTasks:
    """The ids of a page in order. ``count`` goes up to 2,000 or the page's end; ``is_capped`` says there are more."""

    ids: list[UUID]
    count: int
    is_capped: bool
    has_more: bool


def page_of_tasks(
    *, actor: Actor, narrowed: WorklistFilter, limit: int, offset: int
) -> PageOfTasks:
    """The ``limit`` tasks after the first ``offset`` of the list that the actor may see, narrowed so.

    The tasks are those of now. Their number is not counted anew while the list stays the same, for up to five seconds.
    """
    end, question = offset + limit, _question(list_scope(actor=actor, narrowed=narrowed), narrowed)
    if question is None:
        return PageOfTasks([], 0, is_capped=False, has_more=False)
    ids = [id_ for (id_,) in asked_often(question, around=_page(limit + 1, offset))]
    has_more, ids = len(ids) > limit, ids[:limit]
    if not has_more and (ids or not offset):
        return PageOfTasks(ids, offset + len(ids), is_capped=False, has_more=False)
    most = max(COUNTED, end)
    count = max(_length(question, most + 1), end + 1 if has_more else 0)
    return PageOfTasks(ids, min(count, most), count > most, has_more)


def forget_lengths() -> None:
    """The next page counts anew, whatever this process has counted."""
    _lengths.clear()


def _question(scope: ListScope, narrowed: WorklistFilter) -> Spelt | None:
    """The list as a statement without its end, and its values; None where there can be no such task."""
    if narrowed.looks_at_the_clock:
        return _spelt(scope, narrowed)
    key = (scope, narrowed.key)
    with _lock:
        known = _questions.get(key)
    if known is None:
        known = _spelt(scope, narrowed)
        _keep(_questions, key, known, QUESTIONS_KEPT)
    return known


def _spelt(scope: ListScope, narrowed: WorklistFilter) -> Spelt | None:
    try:
        found, parameters = tasks_in(scope, narrowed).values_list("id").query.sql_with_params()
    except EmptyResultSet:
        return None
    return spelt(found, parameters)


def _page(limit: int, offset: int) -> str:
    return f"{{}} LIMIT {limit:d} OFFSET {offset:d}"


@dataclass(frozen=True, slots=True)
class _Length:
    version: str
    at: datetime
    length: int


# To spell a list's statement takes as long as to read its page.
_questions: OrderedDict[tuple[ListScope, tuple[object, ...]], Spelt | None] = OrderedDict()
_lengths: OrderedDict[tuple[UUID, Spelt, int], _Length] = OrderedDict()
_lock = Lock()


def _length(question: Spelt, most: int) -> int:
    """How many tasks there are, counted up to ``most`` along the same index as the page."""
    key, version, at = (required_tenant_id(), question, most), list_version(), now()
    with _lock:
        known = _lengths.get(key)
    if known and known.version == version and abs(at - known.at) < KEPT_FOR:
        return known.length
    counting = f"SELECT count(*) FROM ({{}} LIMIT {most:d}) found"  # noqa: S608 - a number of ours
    [(length,)] = asked_often(question, around=counting)
    if version is not None:
        _keep(_lengths, key, _Length(version, at, length), LENGTHS_KEPT)
    return int(length)


def _keep(kept: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> None:
    with _lock:
        kept[key] = value
        kept.move_to_end(key)
        while len(kept) > most:
            kept.popitem(last=False)
