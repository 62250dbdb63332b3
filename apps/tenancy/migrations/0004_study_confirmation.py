from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_site_jurisdictions")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="confirms_studies",
            field=models.BooleanField(
                default=False,
                db_default=False,
                help_text="Its studies are read only once the site has confirmed each.",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="confirm_within_minutes",
            field=models.PositiveSmallIntegerField(
                default=15,
                db_default=15,
                help_text="Operations are called when a study waits longer for the site's word.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(confirm_within_minutes__gt=0), name="site_confirms_in_some_time"
            ),
        ),
    ]
