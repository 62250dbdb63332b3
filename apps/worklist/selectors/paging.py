"""One page of a list and how long the list is, found in one walk along its index."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from apps.worklist.models import ReadingTask

COUNTED = 2_000
# What is found is kept in the order in which it was found.
PAGE = """
WITH found AS MATERIALIZED ({found})
SELECT (SELECT count(*) FROM found), ARRAY(SELECT id FROM found OFFSET %s LIMIT %s)
"""


@dataclass(frozen=True, slots=True)
class PageOfTasks:
    """The ids of a page in order. ``count`` goes up to 2,000 or the page's end; ``is_capped`` says there are more."""

    ids: list[UUID]
    count: int
    is_capped: bool
    has_more: bool


def page_of_tasks(tasks: QuerySet[ReadingTask], *, limit: int, offset: int) -> PageOfTasks:
    """The ``limit`` tasks after the first ``offset`` of an ordered list."""
    most = max(COUNTED, offset + limit)
    try:
        found, parameters = tasks.values_list("id")[: most + 1].query.sql_with_params()
    except EmptyResultSet:
        return PageOfTasks([], 0, is_capped=False, has_more=False)
    with connection.cursor() as cursor:
        cursor.execute(PAGE.format(found=found), [*parameters, offset, limit])
        count, ids = cursor.fetchone()
    return PageOfTasks(ids, min(count, most), count > most, has_more=count > offset + limit)
