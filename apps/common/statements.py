"""Statements that are planned once per connection: for the few whose plan would cost more than their answer."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


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
