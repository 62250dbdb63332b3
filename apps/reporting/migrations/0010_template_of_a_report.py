"""Reports are many: the column is added empty, and what it refers to is looked at while others write."""

import django.db.models.deletion
from django.db import migrations

import apps.common.fields
from apps.common.migration_operations import ReferenceWithinTenant


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reporting", "0009_template_versions")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="template_version",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                help_text="what the text began from, of the template named last",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reporting.reporttemplateversion",
            ),
        ),
        ReferenceWithinTenant("Report", "template_version"),
    ]
