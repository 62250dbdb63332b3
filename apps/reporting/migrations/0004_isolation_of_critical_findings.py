from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_critical_findings")]
    operations = [
        IsolateTenant("CriticalCategory"),
        IsolateTenant("NamedFinding"),
        IsolateTenant("SiteContact"),
        IsolateTenant("ContactLadder"),
        IsolateTenant("LadderRung"),
        IsolateTenant("CriticalFinding"),
        IsolateTenant("CriticalAttempt"),
        IsolateTenant("CommunicationStatement"),
        IsolateTenant("CriticalStep"),
        IsolateTenant("AcknowledgementLink"),
        AppendOnly("CriticalAttempt"),
        AppendOnly("CommunicationStatement"),
    ]
