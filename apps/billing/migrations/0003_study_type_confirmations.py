import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import apps.common.clock
import apps.common.fields
import apps.common.ids
import apps.common.isolation
from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_own_work"),
        ("billing", "0002_isolation"),
        ("tenancy", "0004_study_confirmation"),
    ]

    operations = [
        migrations.CreateModel(
            name="StudyTypeConfirmation",
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
                ("source", models.CharField(max_length=7)),
                ("confirmed_at", models.DateTimeField(default=apps.common.clock.now)),
                ("confirmed_by_name", models.CharField(max_length=200)),
                (
                    "derived",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.studytype",
                    ),
                ),
                (
                    "study",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="archive.study",
                    ),
                ),
                (
                    "study_type",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.studytype",
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
                    models.UniqueConstraint(fields=("study",), name="study_type_confirmation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ("site", "reader", "billing"))),
                        name="study_type_confirmation_source_known",
                    ),
                ],
            },
        ),
        IsolateTenant("StudyTypeConfirmation"),
        migrations.AddField(
            model_name="billingpolicy",
            name="study_type_confirmed_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=6),
                db_default=[],
                default=list,
                help_text="who is asked whether the study type is right; empty: the rules are believed",
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="billingpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("study_type_confirmed_by__contained_by", ["site", "reader"])),
                name="billing_policy_confirmed_by_known",
            ),
        ),
    ]
