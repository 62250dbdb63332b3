"""``= ANY (array)``: thousands of ids as one parameter, hashed by PostgreSQL."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Expression, F, Func, Value


class _AnyOf(Func):
    template = "(%(expressions)s)"
    arg_joiner = " = ANY "
    output_field = BooleanField()


class _UuidArray(Value):
    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "(%s::uuid[])", (self.value,)


def one_of(field: str, ids: Iterable[UUID]) -> Expression:
    """A condition: ``field`` is one of ``ids``."""
    return _AnyOf(F(field), _UuidArray(list(ids)))
