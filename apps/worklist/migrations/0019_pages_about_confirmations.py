"""A live table of pages is locked neither for the index nor for the check."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

ONCE = """
CREATE UNIQUE INDEX CONCURRENTLY page_once_per_confirmation
    ON worklist_page (confirmation_id, recipient_id) WHERE confirmation_id IS NOT NULL
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("worklist", "0018_study_confirmations")]

    operations = [
        ValidateConstraint(model_name="page", name="page_is_about_one_thing"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    ONCE, "DROP INDEX CONCURRENTLY IF EXISTS page_once_per_confirmation"
                )
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="page",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("confirmation__isnull", False)),
                        fields=("confirmation", "recipient"),
                        name="page_once_per_confirmation",
                    ),
                )
            ],
        ),
    ]
