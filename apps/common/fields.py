"""The foreign key of a multi-tenant schema."""

from typing import Any

from django.db import models


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A reference between two rows of one tenant.

    Django's single-column constraint is left out; the migration operations add one on ``(tenant_id, id)``, so the
    database refuses a row that points into another tenant.
    """

    within_tenant = True

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)
