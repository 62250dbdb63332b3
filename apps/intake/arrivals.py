"""Writing an arrival, once per received object: one prepared statement instead of the ORM's three layers."""

import psycopg
from django.db import connection

from apps.intake.models import Arrival

_COLUMNS = tuple(field.attname for field in Arrival._meta.local_concrete_fields)
_INSERT = (
    f"INSERT INTO {Arrival._meta.db_table} ({', '.join(_COLUMNS)}) "  # noqa: S608 - our own model's names
    f"VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
)


def add_arrival(arrival: Arrival) -> None:
    """Inserts the row in the current transaction."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = psycopg.Cursor(connection.connection)
        values = [getattr(arrival, column) for column in _COLUMNS]
        cursor.execute(_INSERT, values, prepare=True)
