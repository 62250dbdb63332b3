from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

CURRENT_TENANT = """
CREATE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('teleread.tenant_id', true), '')::uuid $$
"""
CURRENT_USER = """
CREATE FUNCTION current_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('teleread.user_id', true), '')::uuid $$
"""
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = ()
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(CURRENT_TENANT, "DROP FUNCTION current_tenant_id()"),
        migrations.RunSQL(CURRENT_USER, "DROP FUNCTION current_user_id()"),
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change()"),
    ]
