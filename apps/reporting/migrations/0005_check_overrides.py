from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_isolation_of_critical_findings")]
    operations = [
        # The database keeps the default: processes of the release before go on signing, and no row is rewritten.
        migrations.AddField(
            model_name="reportversion",
            name="check_overrides",
            field=models.JSONField(
                default=list,
                db_default=models.Value([], models.JSONField()),
                help_text="what the checks found and the signer signed nevertheless: list of result and reason",
            ),
        ),
    ]
