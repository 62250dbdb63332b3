"""Thousands of ids as one condition that costs the planner nothing and each row one look into a hash."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Expression, F, Func, Value

from apps.common.statements import IdArray, id_array


class _OneOf(Func):
    # An index on the column would be the wrong way in: nearly every row has one of the ids, and the list is wanted
    # in another order. Behind IS TRUE the planner leaves it alone and hashes the ids.
    template = "((%(expressions)s)) IS TRUE)"
    arg_joiner = " IN (SELECT unnest"
    output_field = BooleanField()


class _UuidArray(Value):
    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "(%s::uuid[])", (self.value,)


def one_of(field: str, ids: Iterable[UUID]) -> Expression:
    """A condition: ``field`` is one of ``ids``."""
    return _OneOf(F(field), _UuidArray(_array(frozenset(ids))))


@lru_cache(maxsize=128)
def _array(ids: frozenset[UUID]) -> IdArray:
    return id_array(ids)
