from django.db import migrations, models

# Beside writers: an index built apart becomes the constraint in a moment.
INDEX = """
CREATE UNIQUE INDEX CONCURRENTLY delivery_once_per_study
    ON delivery_delivery (version_id, study_id, channel)
"""
ATTACH = """
ALTER TABLE delivery_delivery ADD CONSTRAINT delivery_once_per_study
    UNIQUE USING INDEX delivery_once_per_study;
"""
# Taken back, only the report's own study keeps its delivery.
FORGET_COPIES = """
DELETE FROM delivery_delivery USING reporting_reportversion version, reporting_report report
WHERE version.id = delivery_delivery.version_id AND report.id = version.report_id
    AND report.study_id <> delivery_delivery.study_id
    AND NOT EXISTS (SELECT 1 FROM delivery_reportopening WHERE delivery_id = delivery_delivery.id)
    AND NOT EXISTS (SELECT 1 FROM delivery_reportacknowledgement WHERE delivery_id = delivery_delivery.id);
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("delivery", "0005_isolation_of_acknowledgements")]

    operations = [
        migrations.RunSQL(INDEX, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    ATTACH,
                    "ALTER TABLE delivery_delivery DROP CONSTRAINT delivery_once_per_study",
                )
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.UniqueConstraint(
                        fields=("version", "study", "channel"), name="delivery_once_per_study"
                    ),
                )
            ],
        ),
        migrations.RemoveConstraint(model_name="delivery", name="delivery_once_per_channel"),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET_COPIES),
    ]
