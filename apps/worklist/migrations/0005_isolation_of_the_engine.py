from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant, ReferenceWithinTenant

TABLES = [
    "WorkClassRecord",
    "Pathway",
    "Assignment",
    "Decision",
    "Glance",
    "RuleSetDraft",
    "RuleSetVersion",
    "DryRun",
    "TaskNote",
    "StudyMessage",
    "TaskSearchWord",
    "WorklistView",
]
NEVER_CHANGED = [
    "WorkClassRecord",
    "Decision",
    "Glance",
    "RuleSetVersion",
    "TaskNote",
    "StudyMessage",
]


class Migration(migrations.Migration):
    dependencies = [("worklist", "0004_task_indexes")]
    operations = [
        *(IsolateTenant(name) for name in TABLES),
        *(AppendOnly(name) for name in NEVER_CHANGED),
        ReferenceWithinTenant("ReadingTask", "parent"),
        ReferenceWithinTenant("ReadingTask", "work_class"),
    ]
