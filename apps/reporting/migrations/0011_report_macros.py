import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.common.clock
import apps.common.ids
import apps.common.isolation
from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0010_template_of_a_report"),
        ("tenancy", "0004_study_confirmation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="draft_copied",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="list of copied_text.CopiedText: what stands in the draft as it was copied",
            ),
        ),
        migrations.CreateModel(
            name="ReportMacro",
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
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                (
                    "text",
                    models.TextField(
                        help_text="fields, merge fields and calls of other macros as written"
                    ),
                ),
                (
                    "section",
                    models.CharField(blank=True, help_text="empty fits any", max_length=20),
                ),
                (
                    "modality",
                    models.CharField(blank=True, help_text="empty matches any", max_length=16),
                ),
                (
                    "body_part",
                    models.CharField(blank=True, help_text="empty matches any", max_length=64),
                ),
                ("saved_at", models.DateTimeField(default=apps.common.clock.now)),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="empty: everybody's in the practice",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        fields=("tenant", "owner", "code"),
                        name="report_macro_code_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z][a-z0-9_.-]{0,39}$")),
                        name="report_macro_code_sound",
                    ),
                ],
            },
        ),
        IsolateTenant("ReportMacro"),
    ]
