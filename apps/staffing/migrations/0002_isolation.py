from django.db import migrations

from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [
        ("staffing", "0001_initial"),
        ("archive", "0002_isolation"),
        ("tenancy", "0002_isolation"),
    ]
    operations = [
        IsolateTenant("Licence"),
        IsolateTenant("Privilege"),
        IsolateTenant("ExpiryAlert"),
        IsolateTenant("ReaderProfile"),
        IsolateTenant("ReaderSkill"),
        IsolateTenant("ReaderBlock"),
        IsolateTenant("ReaderPool"),
        IsolateTenant("PoolMembership"),
        IsolateTenant("Availability"),
        IsolateTenant("ReadingLocation"),
        IsolateTenant("ShiftPattern"),
        IsolateTenant("Shift"),
        IsolateTenant("Absence"),
    ]
