from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

MODALITY = models.CharField(max_length=16)
NONE = models.Value([], ArrayField(MODALITY))


class Migration(migrations.Migration):
    """What the practice adds to a study is counted apart. Constant defaults of the database: no row is rewritten, and
    processes of the release before go on storing."""

    dependencies = [("archive", "0003_care_links")]
    operations = [
        migrations.AddField(
            "study", "own_modalities", ArrayField(MODALITY, default=list, db_default=NONE)
        ),
        migrations.AddField(
            "study", "own_series_count", models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.AddField(
            "study", "own_instance_count", models.PositiveIntegerField(default=0, db_default=0)
        ),
    ]
