"""Templates are few: their tables are altered at once."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.common.clock
import apps.common.fields
import apps.common.ids
import apps.common.isolation
import apps.reporting.template_choice
from apps.common.migration_operations import AppendOnly, IsolateTenant, ReferenceWithinTenant

# Older code knows one name per practice, and neither levels nor drafts.
SET_ASIDE = """
UPDATE reporting_reporttemplate
SET active = false, name = left(name, 120) || ' (' || level || ' ' || id || ')'
WHERE level <> 'tenant'
"""
FIRST_VERSIONS = """
INSERT INTO reporting_reporttemplateversion
    (id, tenant_id, template_id, number, content, note, published_at, published_by_id, rolled_back_to)
SELECT gen_random_uuid(), tenant_id, id, 1,
    jsonb_build_object(
        'name', name, 'modality', modality, 'body_part', body_part,
        'procedure_codes', '[]'::jsonb, 'procedure_words', '[]'::jsonb,
        'sex', '', 'age_from', NULL, 'age_to', NULL, 'sections', sections,
        'origin', jsonb_build_object(
            'identifier', '', 'description', '', 'language', '', 'publisher', '', 'rights', '',
            'license', '', 'date', '', 'creator', '', 'codes', '[]'::jsonb
        )
    ),
    '', now(), NULL, NULL
FROM reporting_reporttemplate
"""
IN_FORCE = "UPDATE reporting_reporttemplate SET number = 1"


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0008_life_of_a_report"),
        ("tenancy", "0004_study_confirmation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportTemplateVersion",
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
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField(help_text="a template_document.TemplateDocument")),
                ("note", models.CharField(blank=True, max_length=500)),
                ("published_at", models.DateTimeField(default=apps.common.clock.now)),
                ("rolled_back_to", models.PositiveIntegerField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "template",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reporting.reporttemplate",
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
                        fields=("template", "number"), name="report_template_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)),
                        name="report_template_version_positive",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="reporttemplate",
            name="report_template_name_once",
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="age_from",
            field=models.PositiveSmallIntegerField(
                help_text="completed years, included", null=True
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="age_to",
            field=models.PositiveSmallIntegerField(
                help_text="completed years, included", null=True
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="draft",
            field=models.JSONField(help_text="a template_document.TemplateDocument", null=True),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="draft_revision",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="draft_saved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="draft_saved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="level",
            field=models.CharField(
                db_default="tenant",
                default=apps.reporting.template_choice.TemplateLevel["TENANT"],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="number",
            field=models.PositiveIntegerField(
                db_default=0,
                default=0,
                help_text="the version in force; 0 where none was published",
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="procedure_codes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64),
                blank=True,
                db_default=models.Value(
                    [],
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), size=None
                    ),
                ),
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="procedure_words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80),
                blank=True,
                db_default=models.Value(
                    [],
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None
                    ),
                ),
                default=list,
                help_text="phrases; one of them, or one of the codes, is enough",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="sex",
            field=models.CharField(blank=True, db_default="", default="", max_length=1),
        ),
        migrations.AddField(
            model_name="reporttemplate",
            name="site",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.site",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, SET_ASIDE),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "tenant")),
                fields=("tenant", "name"),
                name="report_template_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "site")),
                fields=("site", "name"),
                name="report_template_name_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "personal")),
                fields=("tenant", "owner", "name"),
                name="report_template_name_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "tenant"), ("owner", None), ("site", None)),
                    models.Q(("level", "site"), ("owner", None), ("site__isnull", False)),
                    models.Q(("level", "personal"), ("owner__isnull", False), ("site", None)),
                    _connector="OR",
                ),
                name="report_template_level_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["", "M", "F"])), name="report_template_sex_known"
            ),
        ),
        IsolateTenant("ReportTemplateVersion"),
        AppendOnly("ReportTemplateVersion"),
        ReferenceWithinTenant("ReportTemplate", "site"),
        # Last: no table can be altered while rows written to it wait for their references to be looked at.
        migrations.RunSQL(FIRST_VERSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(IN_FORCE, migrations.RunSQL.noop),
        # Indexes and references of new tables are made when the migration ends, which rows with references still
        # to be checked would refuse.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
