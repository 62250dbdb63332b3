import django.db.models.deletion
from django.db import migrations, models

import apps.common.fields
import apps.common.ids
import apps.common.isolation
from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0002_isolation"),
        ("tenancy", "0002_isolation"),
        ("worklist", "0005_isolation_of_the_engine"),
    ]

    operations = [
        migrations.CreateModel(
            name="MessageMark",
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
                ("of_site", models.BooleanField()),
                ("read_at", models.DateTimeField(null=True)),
                ("unread", models.PositiveIntegerField(default=0)),
                (
                    "study",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="message_marks",
                        to="archive.study",
                    ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("study", "of_site"), name="message_mark_once_per_side"
                    ),
                ],
            },
        ),
        IsolateTenant("MessageMark"),
        migrations.AddField(
            model_name="studymessage",
            name="request",
            field=models.CharField(
                blank=True, help_text="what is asked for, if anything", max_length=12
            ),
        ),
        migrations.AddConstraint(
            model_name="studymessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("request__in", ["", "repeat_view", "history", "prior"])),
                name="study_message_request_known",
            ),
        ),
    ]
