"""Statements beside those of the ORM: planned once per connection, or of very many rows at once.

For the few whose plan, or whose putting together, would cost more than their work.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, models

# What JSON says as PostgreSQL reads it. Arrays and ranges it would read otherwise.
PLAIN: Final = (
    models.BooleanField,
    models.CharField,
    models.DateTimeField,
    models.FloatField,
    models.ForeignKey,
    models.GenericIPAddressField,
    models.IntegerField,
    models.JSONField,
    models.TextField,
    models.UUIDField,
)

PLACE: Final = re.compile(r"%s|%%")


def prepared(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Every row of a constant statement, its values bound by the server, in the present transaction and tenant.

    Django's own cursor writes the values into the text, so that PostgreSQL plans each call anew.
    """
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    before, raw.prepare_threshold = raw.prepare_threshold, 0
    try:
        with psycopg.Cursor(raw) as cursor:
            # Binary values are read by the driver's own code, those in text by slower code of Django's.
            cursor.execute(statement, parameters, prepare=True, binary=True)
            return cursor.fetchall()
    finally:
        raw.prepare_threshold = before


class IdArray(str):
    """Ids in the spelling of a PostgreSQL array, which the driver sends as it is instead of looking at each."""

    __slots__ = ()


def id_array(ids: Iterable[UUID]) -> IdArray:
    """``ids`` in their order."""
    return IdArray(f"{{{','.join(map(str, ids))}}}")


@dataclass(frozen=True, slots=True)
class Spelt:
    """A statement with its values written into it; ids stand beside it, for the server to bind."""

    text: str
    ids: tuple[UUID | str, ...]


def spelt(statement: str, values: Sequence[Any]) -> Spelt:
    """The statement with ``values`` in the place of its ``%s``.

    What is written into the text the planner knows, so that it may use an index with a condition of its own. Ids
    (``UUID``, ``IdArray``) differ from one who asks to the next: without them the text is the same for all.
    """
    connection.ensure_connection()
    left, ids = iter(values), []
    with psycopg.ClientCursor(connection.connection) as cursor:

        def written(place: re.Match[str]) -> str:
            if place[0] == "%%":
                return "%%"
            value = next(left)
            if isinstance(value, UUID | IdArray):
                ids.append(str(value) if isinstance(value, IdArray) else value)
                return "%s"
            return cursor.mogrify("%s", [value]).replace("%", "%%")

        text = PLACE.sub(written, statement)
    return Spelt(text, tuple(ids))


def asked_often(question: Spelt, *, around: str = "{}") -> list[tuple[Any, ...]]:
    """Every row of a statement that is asked again and again, in the present transaction and tenant.

    A connection that asks it for the third time has it planned for good. ``around`` is a statement with one ``{}`` for
    it.
    """
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    before, raw.prepare_threshold = raw.prepare_threshold, 2
    try:
        with psycopg.Cursor(raw) as cursor:
            text = around.format(question.text)
            cursor.execute(text, question.ids, binary=True)
            return cursor.fetchall()
    finally:
        raw.prepare_threshold = before


def insert_all(rows: Sequence[models.Model]) -> None:
    """Inserts new rows of one model, every value given, as one JSON document; ids are those the rows have already.

    As ``bulk_create``, at a fraction of its processor time. Raises ``IntegrityError`` as any insert does, ``TypeError``
    for a model with a column that is not ``PLAIN``.
    """
    if not rows:
        return
    fields = _plain_fields(type(rows[0]))
    names = [(field.column, field.attname) for field in fields]
    _insert(type(rows[0]), [{column: getattr(row, name) for column, name in names} for row in rows])
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def insert_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """As ``insert_all``, of rows that nobody needs as objects; each by attribute; what is left out is the default
    or null.

    Making the objects would cost more than inserting them. Raises ``KeyError`` for a value that is missing.
    """
    if not rows:
        return
    fields = _plain_fields(model)
    _insert(model, [{field.column: _value(field, row) for field in fields} for row in rows])


def _plain_fields(model: type[models.Model]) -> Sequence["models.Field[Any, Any]"]:
    fields = model._meta.concrete_fields
    strange = [field.name for field in fields if not isinstance(field, PLAIN)]
    if strange:
        raise TypeError(f"{', '.join(strange)} of {model._meta.label}: use bulk_create.")
    return fields


def _value(field: "models.Field[Any, Any]", row: Mapping[str, Any]) -> Any:
    if field.attname in row or not (field.has_default() or field.null):
        return row[field.attname]
    return field.get_default()


def _insert(model: type[models.Model], document: Sequence[Mapping[str | None, Any]]) -> None:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(column)) for column in document[0])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns}"  # noqa: S608 - names of our own tables, quoted
            f" FROM json_populate_recordset(NULL::{table}, %s::json)",
            [orjson.dumps(document, default=str, option=orjson.OPT_NON_STR_KEYS).decode()],
        )
