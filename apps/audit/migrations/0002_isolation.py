from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("accounts", "0002_isolation")]
    operations = [
        IsolateTenant("AuditEvent"),
        IsolateTenant("AuditLink"),
        AppendOnly("AuditEvent"),
        AppendOnly("AuditLink"),
    ]
