"""Every table is isolated by the database itself, or stands on a short list that says why it need not be."""

import pytest
from django.apps import apps
from django.db import connection

from apps.common.isolation import tenant_context
from tests.factories import make_practice

FRAMEWORK_TABLES = {
    "django_migrations": "which migrations ran",
    "django_content_type": "the framework's list of models",
    "django_session": "random keys with signed contents; found by key only",
    "auth_permission": "unused framework table",
    "auth_group": "unused framework table",
    "auth_group_permissions": "unused framework table",
}

pytestmark = pytest.mark.django_db


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def test_every_table_has_row_level_security_or_a_reason() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        isolated = {row[0] for row in cursor.fetchall()}
    assert set(tables()) - isolated == set(FRAMEWORK_TABLES)


def test_the_runtime_role_owns_nothing_and_cannot_bypass() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        assert cursor.fetchone() == (0,)


def test_every_reference_between_tenant_rows_compares_the_tenant() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conname LIKE '%_within_tenant'"
        )
        present = {row[0] for row in cursor.fetchall()}
    expected = {
        f"{model._meta.db_table}_{field.column}_within_tenant"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if getattr(field, "within_tenant", False)
    }
    assert expected
    assert expected - present == set()


def test_outside_any_context_every_isolated_table_is_empty() -> None:
    make_practice()
    for table in set(tables()) - set(FRAMEWORK_TABLES):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            assert cursor.fetchone() == (0,), table


def test_in_one_tenants_context_nothing_of_another_is_seen() -> None:
    ours, theirs = make_practice(), make_practice()
    with tenant_context(ours.tenant_id), connection.cursor() as cursor:
        for table in set(tables()) - set(FRAMEWORK_TABLES) - {"tenancy_tenant", "accounts_user"}:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE tenant_id <> %s',
                [ours.tenant_id],
            )
            assert cursor.fetchone() == (0,), table
        cursor.execute("SELECT id FROM tenancy_tenant")
        assert cursor.fetchall() == [(ours.tenant_id,)]
        cursor.execute(
            "SELECT id FROM accounts_user WHERE id = ANY(%s)",
            [list(theirs.user_ids.values())],
        )
        assert cursor.fetchall() == []
