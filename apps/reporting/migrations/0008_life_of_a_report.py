from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

STATES = [
    *("draft", "wet_read", "preliminary", "pending_sign"),
    *("final", "addended", "corrected", "withdrawn"),
]
CHECKS = [
    (
        "report",
        models.CheckConstraint(
            condition=models.Q(("state__in", STATES)), name="report_state_known"
        ),
    ),
    (
        "report",
        models.CheckConstraint(
            condition=models.Q(
                ("state__in", STATES[:4]),
                ("draft_sections__isnull", True),
                _connector="OR",
            ),
            name="report_closed_no_draft",
        ),
    ),
    (
        "reportversion",
        models.CheckConstraint(
            condition=models.Q(
                (
                    "kind__in",
                    ("wet_read", "preliminary", "final", "addendum", "correction", "withdrawal"),
                )
            ),
            name="report_version_kind_known",
        ),
    ),
]


class Migration(migrations.Migration):
    # Each step holds its lock for an instant only: rows of a live table are looked at while others write.
    atomic = False
    dependencies = [("reporting", "0007_isolation_of_discrepancies")]
    operations = [
        # The database keeps the default: processes of the release before go on signing, and no row is rewritten.
        migrations.AddField(
            model_name="reportversion",
            name="act",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text="content.Act: what the signature says beside the text; covered by the hash",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="draft_sections",
            field=models.JSONField(
                help_text="list of {code, title, body}; null once signed for good", null=True
            ),
        ),
        migrations.RemoveConstraint("report", "report_state_known"),
        migrations.RemoveConstraint("reportversion", "report_version_kind_known"),
        *(AddConstraintNotValid(model, check) for model, check in CHECKS),
        *(ValidateConstraint(model, check.name) for model, check in CHECKS),
        migrations.RemoveConstraint("report", "report_final_no_draft"),
    ]
