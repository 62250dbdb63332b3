"""Finding rows by id and grouping them by reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from apps.common.errors import NotFound
from apps.tenancy.models import TenantModel

T = TypeVar("T")
M = TypeVar("M", bound=TenantModel)


def lock_row(model: type[M], row_id: UUID, what: str) -> M:
    """The row under a lock until the transaction ends; raises ``NotFound`` naming ``what`` was looked for."""
    found: M | None = model.objects.select_for_update().filter(id=row_id).first()
    if found is None:
        raise NotFound(f"There is no such {what}.")
    return found


def single(rows: Iterable[Any]) -> dict[UUID, Any]:
    """At most one row per reader."""
    return {row.reader_id: row for row in rows}


def several(rows: Iterable[Any], fact: Callable[[Any], T]) -> defaultdict[UUID, list[T]]:
    """``fact`` of every row, by reader."""
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[row.reader_id].append(fact(row))
    return found
