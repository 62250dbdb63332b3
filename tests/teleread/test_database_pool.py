"""The pool of database connections, which only the running product has."""

from copy import deepcopy

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper


@pytest.mark.usefixtures("committed")
def test_a_connection_that_the_server_ended_is_not_handed_out() -> None:
    options = deepcopy(connections.settings["default"])
    options["OPTIONS"]["pool"] = {"min_size": 0, "max_size": 1, "timeout": 10}
    pooled = DatabaseWrapper(options, alias="default")
    try:
        with pooled.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone()
        pooled.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])
            assert cursor.fetchone() == (True,)

        with pooled.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
    finally:
        pooled.close()
        pooled.close_pool()
