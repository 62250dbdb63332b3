from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial"), ("archive", "0002_isolation")]
    operations = [
        IsolateTenant("Order"),
        IsolateTenant("OrderLink"),
        AppendOnly("OrderLink"),
        IsolateTenant("PriorStatus"),
        IsolateTenant("PriorRequest"),
        IsolateTenant("RequestedPrior"),
    ]
