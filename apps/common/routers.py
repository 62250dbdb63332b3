"""Migrations run as the owner of the tables, everything else as the runtime role."""

from typing import Any

OWNER_ALIAS = "owner"


class OwnerMigratesRouter:
    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == OWNER_ALIAS
