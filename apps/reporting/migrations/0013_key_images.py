from django.db import migrations, models


class Migration(migrations.Migration):
    # Constant defaults in the database: no row is rewritten, and processes of the release before go on writing.
    dependencies = [("reporting", "0012_recommendations")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="draft_key_images",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="list of key_images.key_image.KeyImage, in order; empty once signed for good",
            ),
        ),
        migrations.AddField(
            model_name="keptdraft",
            name="key_images",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="list of key_images.key_image.KeyImage",
            ),
        ),
    ]
