"""Migration operations that make the database itself refuse what must never be true."""

from typing import Any

from django.db.migrations.operations.base import Operation

TENANT_MATCHES = "tenant_id = (SELECT current_tenant_id())"


class _SqlForModel(Operation):
    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Row policies and triggers are no part of the model state."""

    def _run(self, schema_editor: Any, statements: list[str]) -> None:
        for statement in statements:
            schema_editor.execute(statement)


def _references(model: Any) -> list[Any]:
    return [field for field in model._meta.local_fields if getattr(field, "within_tenant", False)]


def composite_reference(table: str, column: str, target: str) -> str:
    """SQL for a foreign key that also compares the tenant, so that no row can point across tenants."""
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_within_tenant" '
        f'FOREIGN KEY (tenant_id, "{column}") REFERENCES "{target}" (tenant_id, id) '
        "DEFERRABLE INITIALLY DEFERRED"
    )


class IsolateTenant(_SqlForModel):
    """Puts a model's table under row-level security and its references under the tenant.

    ``match`` replaces the policy's condition for the few tables with another way in (a user's own memberships).
    """

    def __init__(self, name: str, match: str = TENANT_MATCHES, check: str = TENANT_MATCHES) -> None:
        self.name = name
        self.match = match
        self.check = check

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (
            self.__class__.__qualname__,
            [self.name],
            {"match": self.match, "check": self.check},
        )

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        statements = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'CREATE POLICY tenant_isolation ON "{table}" USING ({self.match}) WITH CHECK ({self.check})',
        ]
        if any(field.column == "tenant_id" for field in model._meta.local_fields):
            statements.append(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_tenant_row" UNIQUE (tenant_id, id)'
            )
        statements += [
            composite_reference(table, field.column, field.remote_field.model._meta.db_table)
            for field in _references(model)
        ]
        self._run(schema_editor, statements)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = from_state.apps.get_model(app_label, self.name)._meta.db_table
        self._run(
            schema_editor,
            [
                f'DROP POLICY tenant_isolation ON "{table}"',
                f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_tenant_row" CASCADE',
            ],
        )

    def describe(self) -> str:
        return f"Isolate the tenants of {self.name}"


class ReferenceWithinTenant(_SqlForModel):
    """The composite reference for a ``TenantForeignKey`` added to a table that is isolated already.

    Added NOT VALID and then validated, so that a live table is never locked for a scan.
    """

    def __init__(self, name: str, field: str) -> None:
        self.name = name
        self.field = field

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        field: Any = model._meta.get_field(self.field)
        table, target = model._meta.db_table, field.remote_field.model._meta.db_table
        self._run(
            schema_editor,
            [
                composite_reference(table, field.column, target) + " NOT VALID",
                f'ALTER TABLE "{table}" VALIDATE CONSTRAINT "{table}_{field.column}_within_tenant"',
            ],
        )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = from_state.apps.get_model(app_label, self.name)
        table, column = model._meta.db_table, model._meta.get_field(self.field).column
        self._run(
            schema_editor,
            [f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_{column}_within_tenant"'],
        )

    def describe(self) -> str:
        return f"Keep {self.name}.{self.field} within its tenant"


class AppendOnly(_SqlForModel):
    """Rows can be inserted and read; UPDATE, DELETE and TRUNCATE raise, for every role."""

    def __init__(self, name: str) -> None:
        self.name = name

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        self._run(
            schema_editor,
            [
                (
                    f'CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON "{table}" '
                    "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                ),
                (
                    f'CREATE TRIGGER append_only_table BEFORE TRUNCATE ON "{table}" '
                    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
                ),
            ],
        )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = from_state.apps.get_model(app_label, self.name)._meta.db_table
        self._run(
            schema_editor,
            [
                f'DROP TRIGGER append_only_rows ON "{table}"',
                f'DROP TRIGGER append_only_table ON "{table}"',
            ],
        )

    def describe(self) -> str:
        return f"Make {self.name} append-only"
