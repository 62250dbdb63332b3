import django.db.models.deletion
from django.db import migrations, models

import apps.common.clock
import apps.common.fields
import apps.common.ids
import apps.common.isolation
from apps.common.migration_operations import AppendOnly, IsolateTenant, ReferenceWithinTenant


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0004_study_confirmation"),
        ("worklist", "0019_pages_about_confirmations"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="candidates",
            field=models.JSONField(
                default=list,
                help_text="each reader with why or why not; of a round only those with reasons against them",
            ),
        ),
        migrations.CreateModel(
            name="AssignmentRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField(default=apps.common.clock.now)),
                (
                    "readers",
                    models.JSONField(help_text="each reader on duty with the open work they had"),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=apps.common.isolation.required_tenant_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        IsolateTenant("AssignmentRound"),
        AppendOnly("AssignmentRound"),
        migrations.AddField(
            model_name="decision",
            name="assignment_round",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="worklist.assignmentround",
            ),
        ),
        ReferenceWithinTenant("Decision", "assignment_round"),
    ]
