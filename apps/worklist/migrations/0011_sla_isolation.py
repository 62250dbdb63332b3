from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant, ReferenceWithinTenant

# A referenced table comes before those that refer to it.
TABLES = [
    "ServiceCalendar",
    "Milestone",
    "Clock",
    "ClockPause",
    "Breach",
    "EscalationStep",
    "Page",
]


class Migration(migrations.Migration):
    dependencies = [("worklist", "0010_sla_tables")]
    operations = [
        *(IsolateTenant(name) for name in TABLES),
        ReferenceWithinTenant("SlaPolicy", "site"),
        ReferenceWithinTenant("SlaPolicy", "calendar"),
        AppendOnly("Milestone"),
    ]
