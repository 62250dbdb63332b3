from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

# Under a name of its own, so that one check stands at every moment.
KNOWN = models.CheckConstraint(
    condition=models.Q(what__in=["screen", "pdf", "file"]), name="report_opening_surface_known"
)


class Migration(migrations.Migration):
    """Reports are also fetched as files. The wider check is added without reading the table, then validated."""

    atomic = False
    dependencies = [("delivery", "0002_isolation")]
    operations = [
        AddConstraintNotValid("reportopening", KNOWN),
        ValidateConstraint("reportopening", KNOWN.name),
        migrations.RemoveConstraint("reportopening", "report_opening_what_known"),
    ]
