from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("peer_review", "0001_initial")]
    operations = [
        IsolateTenant("ReviewPolicy"),
        AppendOnly("ReviewPolicy"),
        IsolateTenant("ReviewDraw"),
        AppendOnly("ReviewDraw"),
        IsolateTenant("Review"),
        IsolateTenant("ReviewEntry"),
        AppendOnly("ReviewEntry"),
        IsolateTenant("LearningCase"),
    ]
