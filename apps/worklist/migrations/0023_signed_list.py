from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Indexes of a live table are built beside its writers, which no transaction can do.
    atomic = False

    dependencies = [("worklist", "0022_indexes_of_linked_tasks")]

    operations = [
        AddIndexConcurrently(
            model_name="readingtask",
            index=models.Index(
                condition=models.Q(("state", "COMPLETED")),
                fields=["tenant", "-completed_at", "-id"],
                name="reading_task_signed",
            ),
        ),
        migrations.AddField(
            model_name="assignmentpolicy",
            name="companion_hours",
            field=models.PositiveIntegerField(
                db_default=24,
                default=24,
                help_text="how far apart studies of a patient were made that are offered to be read together",
            ),
        ),
        RemoveIndexConcurrently(model_name="readingtask", name="reading_task_completed"),
    ]
