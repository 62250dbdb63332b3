from django.db import migrations

from apps.common.migration_operations import IsolateTenant

OUTBOX_DUE = """
CREATE FUNCTION outbox_due(moment timestamptz, most integer)
RETURNS TABLE (delivery_id uuid, tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT d.id, d.tenant_id FROM common_outboxdelivery d
    WHERE d.state = 'pending' AND d.due_at <= moment ORDER BY d.due_at, d.id LIMIT most
$$
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_initial")]
    operations = [
        IsolateTenant("OutboxEvent"),
        IsolateTenant("OutboxDelivery"),
        migrations.RunSQL(OUTBOX_DUE, "DROP FUNCTION outbox_due(timestamptz, integer)"),
    ]
