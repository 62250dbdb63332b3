from django.db import migrations

from apps.common.migration_operations import IsolateTenant

ACTIVE_TENANT_IDS = """
CREATE FUNCTION active_tenant_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT id FROM tenancy_tenant WHERE active ORDER BY id $$
"""
TENANT_ID_FOR_SLUG = """
CREATE FUNCTION tenant_id_for_slug(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT id FROM tenancy_tenant WHERE active AND slug = wanted $$
"""


def outbox_reference(table: str) -> migrations.RunSQL:
    name = f"{table}_tenant"
    return migrations.RunSQL(
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (tenant_id) '
        "REFERENCES tenancy_tenant (id) DEFERRABLE INITIALLY DEFERRED",
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
    )


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("common", "0003_isolation")]
    operations = [
        IsolateTenant(
            "Tenant",
            match="id = (SELECT current_tenant_id())",
            check="id = (SELECT current_tenant_id())",
        ),
        IsolateTenant("Site"),
        outbox_reference("common_outboxevent"),
        outbox_reference("common_outboxdelivery"),
        migrations.RunSQL(ACTIVE_TENANT_IDS, "DROP FUNCTION active_tenant_ids()"),
        migrations.RunSQL(TENANT_ID_FOR_SLUG, "DROP FUNCTION tenant_id_for_slug(text)"),
    ]
