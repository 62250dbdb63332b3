from django.db import migrations

from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("worklist", "0001_initial"), ("archive", "0002_isolation")]
    operations = [
        IsolateTenant("SlaPolicy"),
        IsolateTenant("ReadingTask"),
        IsolateTenant("Claim"),
    ]
