"""Indexes and checks on tables that may be large and in use: built beside the traffic, checked without a lock."""

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models

OPEN = models.Q(("state__in", ["SCHEDULED", "IN_PROGRESS"]))
END_REASONS = [
    "",
    "released",
    "handed_back",
    "expired",
    "completed",
    "overridden",
    "ineligible",
    "held",
    "split",
]
CHECKS = [
    (
        "claim",
        models.CheckConstraint(
            condition=models.Q(("end_reason__in", END_REASONS)), name="claim_end_reason_known"
        ),
    ),
    (
        "readingtask",
        models.CheckConstraint(
            condition=models.Q(("held_at", None), ("state", "SCHEDULED"), _connector="OR"),
            name="reading_task_held_is_scheduled",
        ),
    ),
    (
        "readingtask",
        models.CheckConstraint(
            condition=models.Q(
                ("split_at", None),
                models.Q(("state", "IN_PROGRESS"), _negated=True),
                _connector="OR",
            ),
            name="reading_task_split_is_not_read",
        ),
    ),
]
INDEXES = [
    models.Index(
        condition=OPEN, fields=["tenant", "queue_rank", "due_at", "id"], name="reading_task_queue"
    ),
    models.Index(condition=OPEN, fields=["tenant", "due_at", "id"], name="reading_task_due"),
    models.Index(condition=OPEN, fields=["tenant", "sort_name", "id"], name="reading_task_name"),
    models.Index(
        condition=models.Q(
            ("state__in", ["SCHEDULED", "IN_PROGRESS"]), ("assigned_to__isnull", False)
        ),
        fields=["tenant", "assigned_to"],
        name="reading_task_assigned",
    ),
]
ONCE_PER_PART = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS reading_task_once_per_part
ON worklist_readingtask (study_id, read_type, part) WHERE NOT (state = 'CANCELED')
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("worklist", "0003_assignment_engine")]
    operations = [
        *(AddIndexConcurrently("readingtask", index) for index in INDEXES),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    ONCE_PER_PART, "DROP INDEX CONCURRENTLY IF EXISTS reading_task_once_per_part"
                )
            ],
            state_operations=[
                migrations.AddConstraint(
                    "readingtask",
                    models.UniqueConstraint(
                        condition=models.Q(("state", "CANCELED"), _negated=True),
                        fields=("study", "read_type", "part"),
                        name="reading_task_once_per_part",
                    ),
                )
            ],
        ),
        migrations.RemoveConstraint("readingtask", "reading_task_once_per_read_type"),
        RemoveIndexConcurrently("readingtask", "reading_task_open"),
        migrations.RemoveConstraint("claim", "claim_end_reason_known"),
        *(AddConstraintNotValid(model, check) for model, check in CHECKS),
        *(ValidateConstraint(model, check.name) for model, check in CHECKS),
    ]
