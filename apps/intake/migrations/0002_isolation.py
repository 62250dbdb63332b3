from django.db import migrations

from apps.common.migration_operations import IsolateTenant

RESOLVE_PEER = """
CREATE FUNCTION resolve_peer(called text, calling text)
RETURNS TABLE (tenant_id uuid, site_id uuid, peer_id uuid, allowed_networks text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT p.tenant_id, p.site_id, p.id, p.allowed_networks::text[]
    FROM intake_peer p JOIN tenancy_tenant t ON t.id = p.tenant_id
    JOIN tenancy_site s ON s.id = p.site_id
    WHERE p.active AND t.active AND s.active AND p.called_ae_title = called AND p.ae_title = calling
$$
"""
KNOWN_CALLED_AE_TITLE = """
CREATE FUNCTION known_called_ae_title(called text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT 1 FROM intake_peer WHERE active AND called_ae_title = called) $$
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("archive", "0002_isolation")]
    operations = [
        IsolateTenant("Peer"),
        IsolateTenant("Transfer"),
        IsolateTenant("TransferStudy"),
        IsolateTenant("Arrival"),
        IsolateTenant("QuarantineItem"),
        migrations.RunSQL(RESOLVE_PEER, "DROP FUNCTION resolve_peer(text, text)"),
        migrations.RunSQL(KNOWN_CALLED_AE_TITLE, "DROP FUNCTION known_called_ae_title(text)"),
    ]
