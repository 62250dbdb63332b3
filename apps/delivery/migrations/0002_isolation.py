from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("reporting", "0002_isolation")]
    operations = [
        IsolateTenant("Delivery"),
        IsolateTenant("ReportOpening"),
        AppendOnly("ReportOpening"),
    ]
