"""Statements beside those of the ORM: planned once per connection, or of very many rows at once.

For the few whose plan, or whose putting together, would cost more than their work.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

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


def insert_all(rows: Sequence[models.Model]) -> None:
    """Inserts new rows of one model, every value given, as one JSON document; ids are those the rows have already.

    As ``bulk_create``, at a fraction of its processor time. Raises ``IntegrityError`` as any insert does, ``TypeError``
    for a model with a column that is not ``PLAIN``.
    """
    if not rows:
        return
    fields = rows[0]._meta.concrete_fields
    strange = [field.name for field in fields if not isinstance(field, PLAIN)]
    if strange:
        raise TypeError(f"{', '.join(strange)} of {rows[0]._meta.label}: use bulk_create.")
    document = [{field.column: getattr(row, field.attname) for field in fields} for row in rows]
    quote = connection.ops.quote_name
    table = rows[0]._meta.db_table
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(table)} ({columns}) SELECT {columns}"  # noqa: S608 - names of our own tables, quoted
            f" FROM json_populate_recordset(NULL::{quote(table)}, %s::json)",
            [json.dumps(document, default=str)],
        )
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
