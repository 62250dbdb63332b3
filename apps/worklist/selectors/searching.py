"""Finding tasks by what was typed into the search box, along whichever index has less to read."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet

from apps.worklist.engine.search_words import prefix_range, typed_words
from apps.worklist.models import TaskSearchWord

# Up to so many tasks are fetched by a word and then put in order; with more, the list's own order soon meets a page
# full of those that have it.
FEW = 1_500


class _AnyOf(Func):
    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def found_by(search: str, *, only_open: bool) -> Q:
    """The condition that a task has, for each of the words typed, one that begins so.

    ``only_open`` says that the list holds open tasks alone.
    """
    ranges = [_beginning_with(word, only_open=only_open) for word in typed_words(search)]
    numbers = [found[: FEW + 1].count() for found in ranges]
    fewest = min(numbers, default=0)
    condition = Q()
    for found, number in zip(ranges, numbers, strict=True):
        if number == fewest <= FEW:
            # As an array, which is asked once and first; the planner believes in no such number by itself.
            condition &= Q(_AnyOf(F("id"), ArraySubquery(found.values("task_id"))))
        else:
            condition &= Q(Exists(found.filter(task=OuterRef("pk"))))
    return condition


def _beginning_with(word: str, *, only_open: bool) -> QuerySet[TaskSearchWord]:
    low, high = prefix_range(word)
    found: QuerySet[TaskSearchWord] = TaskSearchWord.objects.filter(word__gte=low, word__lt=high)
    return found.filter(is_open=True) if only_open else found
