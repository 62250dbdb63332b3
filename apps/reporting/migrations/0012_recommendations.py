from django.db import migrations, models


class Migration(migrations.Migration):
    # A constant default in the database: no row is rewritten, and processes of the release before go on writing.
    dependencies = [("reporting", "0011_report_macros")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="draft_recommendations",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="list of recommending.recommendation.Recommendation; empty once signed for good",
            ),
        ),
    ]
