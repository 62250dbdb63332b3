from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("delivery", "0004_acknowledgements")]
    operations = [
        IsolateTenant("ReportAcknowledgement"),
        AppendOnly("ReportAcknowledgement"),
    ]
