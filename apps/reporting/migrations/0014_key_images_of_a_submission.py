from django.db import migrations, models


class Migration(migrations.Migration):
    # A constant default in the database: no row is rewritten, and processes of the release before go on writing.
    dependencies = [("reporting", "0013_key_images")]
    operations = [
        migrations.AddField(
            model_name="submission",
            name="key_images",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="list of key_images.key_image.KeyImage, as submitted",
            ),
        ),
    ]
