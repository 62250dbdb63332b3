from django.db import migrations

from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("dictation", "0001_initial")]
    operations = [
        IsolateTenant("Dictation"),
        IsolateTenant("DictationSettings"),
        IsolateTenant("DictationWord"),
    ]
