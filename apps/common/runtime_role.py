"""What the runtime role may do: work with rows, never with tables."""

from typing import Any

from django.conf import settings
from django.db import connections

from apps.common.routers import OWNER_ALIAS

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def grant_runtime_role(using: str, **_: Any) -> None:
    """After each migration, gives the runtime role its rights on the tables that now exist."""
    if using != OWNER_ALIAS:
        return
    connection = connections[using]
    role = connection.ops.quote_name(settings.DATABASES["default"]["USER"])
    with connection.cursor() as cursor:
        for statement in GRANTS:
            cursor.execute(statement.format(role=role))
