from django.db import migrations

from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_submissions_and_discrepancies")]
    operations = [
        IsolateTenant("Discrepancy"),
        IsolateTenant("Submission"),
        IsolateTenant("SupervisedReader"),
    ]
