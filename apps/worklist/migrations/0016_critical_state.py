from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worklist", "0015_reroutings")]

    operations = [
        migrations.AddField(
            model_name="readingtask",
            name="critical_state",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="open, acknowledged or told; empty without a critical finding. Kept by the reporting app",
                max_length=12,
            ),
        ),
    ]
