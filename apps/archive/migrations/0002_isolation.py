from django.db import migrations

from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial"), ("accounts", "0002_isolation")]
    operations = [
        IsolateTenant("Patient"),
        IsolateTenant("Study"),
        IsolateTenant("Series"),
        IsolateTenant("Instance"),
    ]
