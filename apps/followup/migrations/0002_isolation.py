from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_initial")]
    operations = [
        IsolateTenant("FollowUp"),
        IsolateTenant("FollowUpMatch"),
        IsolateTenant("FollowUpStep"),
        IsolateTenant("FollowUpEntry"),
        IsolateTenant("ReminderContact"),
        IsolateTenant("ReminderMail"),
        AppendOnly("FollowUpEntry"),
    ]
