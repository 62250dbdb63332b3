import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.common.clock
import apps.common.fields
import apps.common.ids
import apps.common.isolation
import apps.worklist.states
from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0003_site_jurisdictions"),
        ("worklist", "0014_clocks_of_open_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rerouting",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("rules", "Rules"), ("service_levels", "Service Levels")],
                        max_length=16,
                    ),
                ),
                ("cause", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        default=apps.worklist.states.ReroutingState["WAITING"], max_length=10
                    ),
                ),
                ("asked_at", models.DateTimeField(default=apps.common.clock.now)),
                ("moved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reached", models.UUIDField(null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "done",
                    models.PositiveIntegerField(default=0, help_text="tasks looked at so far"),
                ),
                (
                    "changed",
                    models.PositiveIntegerField(default=0, help_text="of these, what a list shows"),
                ),
                ("failed", models.PositiveIntegerField(default=0)),
                (
                    "asked_by",
                    models.ForeignKey(
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
                (
                    "version",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worklist.rulesetversion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["tenant", "-asked_at"], name="rerouting_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running", "done", "superseded"])
                        ),
                        name="rerouting_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rules"), ("version__isnull", False)),
                            models.Q(("kind", "service_levels"), ("version__isnull", True)),
                            _connector="OR",
                        ),
                        name="rerouting_kind_known",
                    ),
                ],
            },
        ),
        IsolateTenant("Rerouting"),
    ]
