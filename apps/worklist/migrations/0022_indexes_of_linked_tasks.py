from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    # Indexes of a live table are built beside its writers, which no transaction can do.
    atomic = False

    dependencies = [("worklist", "0021_linked_tasks")]

    operations = [
        ValidateConstraint(model_name="readingtask", name="reading_task_linked_is_whole"),
        ValidateConstraint(model_name="readingtask", name="reading_task_lead_is_another"),
        AddIndexConcurrently(
            model_name="readingtask",
            index=models.Index(
                condition=models.Q(("lead__isnull", False)),
                fields=["lead"],
                name="reading_task_members",
            ),
        ),
        AddIndexConcurrently(
            model_name="readingtask",
            index=models.Index(
                condition=models.Q(("state__in", ["SCHEDULED", "IN_PROGRESS"]), ("linked__gt", 0)),
                fields=["tenant", "id"],
                name="reading_task_linked",
            ),
        ),
    ]
