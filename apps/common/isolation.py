"""Whose rows this code may see: a tenant for tenant rows, a user for the few rows a person owns.

PostgreSQL's row-level security reads both from per-transaction settings, so a query outside a context finds
nothing. The ORM's manager refuses such a query before it is sent, because an empty answer hides a bug.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction
from psycopg import OperationalError, pq
from psycopg.errors import error_from_result

TENANT_SETTING = "teleread.tenant_id"
USER_SETTING = "teleread.user_id"

_tenant: ContextVar[UUID | None] = ContextVar("tenant", default=None)
_user: ContextVar[UUID | None] = ContextVar("user", default=None)


class NoTenantContext(RuntimeError):
    """Tenant rows were asked for outside ``tenant_context``."""


def current_tenant_id() -> UUID | None:
    return _tenant.get()


def required_tenant_id() -> UUID:
    """The tenant of the surrounding ``tenant_context``; raises ``NoTenantContext``."""
    tenant_id = _tenant.get()
    if tenant_id is None:
        raise NoTenantContext("Open tenant_context(tenant_id) around every use of tenant rows.")
    return tenant_id


BEGIN = "BEGIN; SELECT set_config('{name}', '{value}', true)"
WELL = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)


def _set(name: str, value: UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, str(value) if value else ""])


def _begin_with(name: str, value: UUID) -> None:
    """Begins the transaction that Django has announced, with its setting, in one round trip instead of two.

    Every request pays for it, and the driver sends its own BEGIN alone.
    """
    connection.validate_thread_sharing()
    with connection.wrap_database_errors:
        server = connection.connection.pgconn
        # Written into the text, so it must be an id and nothing else.
        answer = server.exec_(BEGIN.format(name=name, value=UUID(int=value.int)).encode())
        if server.status != pq.ConnStatus.OK:
            raise OperationalError(server.get_error_message())
        if answer.status not in WELL:
            raise error_from_result(answer)


@contextmanager
def _context(variable: ContextVar[UUID | None], setting: str, value: UUID) -> Iterator[None]:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        previous = variable.get()
        if outermost:
            _begin_with(setting, value)
        else:
            _set(setting, value)
        token = variable.set(value)
        try:
            yield
        finally:
            variable.reset(token)
        # A savepoint's rollback restores the setting; on success PostgreSQL keeps it until the
        # outermost transaction ends, so it is put back here, unless that is now.
        if not outermost and not connection.needs_rollback:
            _set(setting, previous)


@contextmanager
def tenant_context(tenant_id: UUID) -> Iterator[None]:
    """A transaction in which the rows of ``tenant_id``, and only those, can be read and written."""
    with _context(_tenant, TENANT_SETTING, tenant_id):
        yield


@contextmanager
def within_tenant(tenant_id: UUID) -> Iterator[None]:
    """The surrounding context where it is this tenant's; else ``tenant_context``."""
    with nullcontext() if _tenant.get() == tenant_id else tenant_context(tenant_id):
        yield


@contextmanager
def user_context(user_id: UUID) -> Iterator[None]:
    """A transaction in which one user's own account and memberships can be read, before a tenant is chosen."""
    with _context(_user, USER_SETTING, user_id):
        yield
