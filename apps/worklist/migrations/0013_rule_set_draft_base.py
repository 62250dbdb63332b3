from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worklist", "0012_assignment_policy")]

    operations = [
        migrations.AddField(
            model_name="rulesetdraft",
            name="based_on",
            field=models.PositiveIntegerField(help_text="the version it started from", null=True),
        ),
    ]
