from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("worklist", "0002_isolation")]
    operations = [
        IsolateTenant("ReportTemplate"),
        IsolateTenant("Report"),
        IsolateTenant("KeptDraft"),
        IsolateTenant("ReportVersion"),
        AppendOnly("KeptDraft"),
        AppendOnly("ReportVersion"),
    ]
