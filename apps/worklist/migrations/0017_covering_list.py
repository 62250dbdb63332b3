from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Indexes of a live table are built beside its writers, which no transaction can do.
    atomic = False

    dependencies = [
        ("archive", "0003_care_links"),
        ("tenancy", "0003_site_jurisdictions"),
        ("worklist", "0016_critical_state"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="readingtask",
            index=models.Index(
                condition=models.Q(("state__in", ["SCHEDULED", "IN_PROGRESS"])),
                fields=["tenant", "queue_rank", "due_at", "id"],
                include=(
                    "state",
                    "priority",
                    "priority_rank",
                    "split_at",
                    "work_class",
                    "site",
                    "assigned_to",
                ),
                name="reading_task_list",
            ),
        ),
        AddIndexConcurrently(
            model_name="readingtask",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["SCHEDULED", "IN_PROGRESS"]),
                    models.Q(("excluded_readers", []), _negated=True),
                ),
                fields=["tenant", "id"],
                name="reading_task_excluding",
            ),
        ),
        # Last, so that the list is never without one.
        RemoveIndexConcurrently(
            model_name="readingtask",
            name="reading_task_queue",
        ),
    ]
