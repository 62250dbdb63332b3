"""Whose rows a connection sees, in and after a context."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import OperationalError, close_old_connections, connection, transaction

from apps.common.isolation import current_tenant_id, tenant_context
from apps.tenancy.models import Site
from tests.factories import Practice


class _Broken(Exception):
    pass


def _tenant_in_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('teleread.tenant_id', true), '')")
        return str(cursor.fetchone()[0])


def _visible_sites() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tenancy_site")
        return int(cursor.fetchone()[0])


def _require(tenant_id: UUID | None) -> None:
    assert current_tenant_id() == tenant_id
    assert _tenant_in_database() == (str(tenant_id) if tenant_id else "")


def test_nothing_is_left_after_a_context_that_was_a_transaction(
    committed_practice: Practice,
) -> None:
    with tenant_context(committed_practice.tenant_id):
        _require(committed_practice.tenant_id)
        assert Site.objects.count() == 2
    _require(None)
    assert _visible_sites() == 0


def test_nothing_is_left_after_a_context_that_failed(committed_practice: Practice) -> None:
    with pytest.raises(_Broken), tenant_context(committed_practice.tenant_id):
        raise _Broken
    _require(None)
    assert _visible_sites() == 0


def test_nothing_is_left_inside_a_surrounding_transaction(committed_practice: Practice) -> None:
    with transaction.atomic():
        with tenant_context(committed_practice.tenant_id):
            assert Site.objects.count() == 2
        _require(None)
        assert _visible_sites() == 0


def test_a_connection_that_the_server_ended_is_an_operational_error_and_replaced(
    committed_practice: Practice,
) -> None:
    with tenant_context(committed_practice.tenant_id):
        backend = connection.connection.info.backend_pid
    with psycopg.connect(**_parameters(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])
    with (
        pytest.raises(OperationalError),
        tenant_context(committed_practice.tenant_id),
    ):
        pytest.fail("There is no transaction.")
    close_old_connections()
    with tenant_context(committed_practice.tenant_id):
        _require(committed_practice.tenant_id)


def test_what_is_no_id_is_not_written_into_a_statement(committed_practice: Practice) -> None:
    close_old_connections()
    hostile: Any = f"{committed_practice.tenant_id}', true); SELECT ('"
    with pytest.raises(AttributeError), tenant_context(hostile):
        pytest.fail("There is no transaction.")
    _require(None)


def _parameters() -> dict[str, Any]:
    info = connection.connection.info
    return {
        "host": info.host,
        "port": info.port,
        "user": info.user,
        "dbname": info.dbname,
        "password": info.password,
    }


def test_an_inner_context_gives_back_to_the_outer(
    practice: Practice, other_practice: Practice
) -> None:
    with tenant_context(practice.tenant_id):
        with tenant_context(other_practice.tenant_id):
            _require(other_practice.tenant_id)
        _require(practice.tenant_id)
        with pytest.raises(_Broken), tenant_context(other_practice.tenant_id):
            raise _Broken
        _require(practice.tenant_id)
